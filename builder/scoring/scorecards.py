"""A unit's marks added up: sections, weighted parts, and the total, each with its arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.model.evidence import Evidence
from builder.model.marks import Mark
from builder.model.numbers import HUNDRED, ZERO, combine, plain, round_half_up
from builder.model.standings import PartTally, Scorecard, SectionTally
from builder.rubric.schema import NotApplicable, Part, Rubric, Section, SectionKind
from builder.scoring.marks import leaves_sum, mark_row
from builder.scoring.ratings import rate
from builder.scoring.vetoes import find_exclusions, find_open_vetoes, find_vetoes, fix_total

#: What totals are counted in, unless a rubric says otherwise.
POINTS = "分"


def score_cohort(rubric: Rubric, cohort: Sequence[Evidence]) -> tuple[Scorecard, ...]:
    """The scorecard of every unit of *cohort*, in its order."""
    rows = {row.id: mark_row(row, cohort, rubric.rounding) for row in rubric.indicators}
    return tuple(
        score_unit(
            rubric,
            evidence,
            {row: marks[number] for row, marks in rows.items()},
            find_exclusions(rubric.exclusions, rows, number),
        )
        for number, evidence in enumerate(cohort)
    )


def score_unit(
    rubric: Rubric, evidence: Evidence, marks: Mapping[str, Mark], exclusions: tuple[Mark, ...]
) -> Scorecard:
    """One unit's scorecard from its *marks* by row; *exclusions* are those that meet it."""
    parts = tuple(
        tally_part(part, marks, rubric.rounding.totals, rubric.total_measure)
        for part in rubric.parts
    )
    total, trace = add_parts(rubric, parts)
    total, trace = fix_total(rubric.vetoes, evidence, total, trace)
    vetoes = (*find_vetoes(rubric.vetoes, evidence), *exclusions)
    ratings = rate(rubric.ratings, parts, total)
    open_vetoes = find_open_vetoes(rubric.vetoes, evidence)
    return Scorecard(evidence.unit, parts, total, trace, vetoes, ratings, open_vetoes)


def tally_section(
    section: Section, marks: Mapping[str, Mark], places: int, measure: str = POINTS
) -> SectionTally:
    """The printed points of a section from its printed rows; totals are counted in *measure*."""
    own = tuple(marks[row.id] for row in section.indicators)
    if section.kind is SectionKind.BASE:
        return _tally_base(section, own, places, measure)
    points = sum((mark.points or ZERO for mark in own), ZERO)
    trace: tuple[str, ...] = ()
    if section.points is not None and points > section.points:
        trace = (f"各项合计{plain(points)}分，以{plain(section.points)}分为限",)
        points = section.points
    return SectionTally(section.id, section.title, section.kind, points, section.points, own, trace)


def _tally_base(
    section: Section, marks: tuple[Mark, ...], places: int, measure: str
) -> SectionTally:
    counted = [
        (row, mark)
        for row, mark in zip(section.indicators, marks, strict=True)
        if not leaves_sum(row, mark)
    ]
    exact = combine(section.method, [(row.weight, mark.points or ZERO) for row, mark in counted])
    most = combine(section.method, [(row.weight, row.points or ZERO) for row, _ in counted])
    spread = _spread_points(section, marks) if most else ZERO
    points = round_half_up(exact * (most + spread) / most if spread else exact, places)
    trace: tuple[str, ...] = ()
    if section.method == "mean":
        mean = f"{len(counted)}项加权平均 = {plain(points)}{measure}"
        trace = (mean if counted else "各项均不适用，不计入",)
    elif spread:
        arithmetic = f"{plain(exact)} × {plain(most + spread)} ÷ {plain(most)} = {plain(points)}分"
        trace = (f"不适用的{plain(spread)}分摊到其他各项：{arithmetic}",)
    most += spread
    return SectionTally(section.id, section.title, section.kind, points, most, marks, trace)


def _spread_points(section: Section, marks: tuple[Mark, ...]) -> Decimal:
    """The points of rows that don't apply and are spread over the others; a mean has none."""
    if section.method == "mean":
        return ZERO
    spread = [
        row.points or ZERO
        for row, mark in zip(section.indicators, marks, strict=True)
        if row.not_applicable is NotApplicable.SPREAD and leaves_sum(row, mark)
    ]
    return sum(spread, ZERO)


def tally_part(
    part: Part, marks: Mapping[str, Mark], places: int, measure: str = POINTS
) -> PartTally:
    """A part's base (rescaled for rows that don't apply), bonus and penalty, and their sum.

    Totals are counted in *measure*.
    """
    sections = tuple(tally_section(section, marks, places, measure) for section in part.sections)
    base, steps = _add_base(part, sections, places, measure)
    sections = tuple(
        _apply_gate(section, tally, base)
        for section, tally in zip(part.sections, sections, strict=True)
    )
    bonus, penalty = _sum(sections, SectionKind.BONUS), _sum(sections, SectionKind.PENALTY)
    points = base + bonus - penalty
    if not steps or bonus or penalty or measure == POINTS:
        steps.append(f"{_sum_step(part, sections, base, bonus, penalty)}{measure}")
    if part.floor is not None and points < part.floor:
        points = part.floor
        steps.append(f"最低记{plain(points)}分")
    if part.ceiling is not None and points > part.ceiling:
        points = part.ceiling
        steps.append(f"最高记{plain(points)}分")
    return PartTally(
        *(part.id, part.title, part.weight),
        *(base, bonus, penalty, points),
        sections,
        tuple(steps),
    )


def add_parts(rubric: Rubric, parts: Sequence[PartTally]) -> tuple[Decimal, tuple[str, ...]]:
    """The total of the *parts*, weighed or summed as the rubric says, and how it came about."""
    places = rubric.rounding.totals
    if len(parts) == 1:
        total = round_half_up(parts[0].points, places)
        names = dict.fromkeys((rubric.total_title, parts[0].title))
        return total, (f"{' = '.join(names)} = {plain(total)}{rubric.total_measure}",)
    exact = sum((part.weight * part.points for part in parts), ZERO)
    total = round_half_up(exact, places)
    weighed = rubric.composition == "weighted"
    terms = " + ".join(_term(part, weighed=weighed) for part in parts)
    measure = rubric.total_measure
    steps = [f"{rubric.total_title} = {terms} = {plain(exact)}{measure}"]
    if exact != total:
        steps.append(f"四舍五入保留{places}位小数：{plain(total)}{measure}")
    return total, tuple(steps)


def _term(part: PartTally, *, weighed: bool) -> str:
    term = f"{part.title}{plain(part.points)}"
    return f"{term} × {plain(part.weight * HUNDRED)}%" if weighed else term


def _apply_gate(section: Section, tally: SectionTally, base: Decimal) -> SectionTally:
    """*tally*, or nothing of it where the section asks for more than the *base* points."""
    if section.gate is None or base >= section.gate.base_at_least or not tally.points:
        return tally
    step = (
        f"基础分{plain(base)}，未达到{plain(section.gate.base_at_least)}分，"
        f"加分{plain(tally.points)}分不计"
    )
    return replace(tally, points=ZERO, trace=(*tally.trace, step))


def _add_base(
    part: Part, sections: Sequence[SectionTally], places: int, measure: str
) -> tuple[Decimal, list[str]]:
    """The base of a part; what doesn't apply is left out and the rest scaled to full points."""
    base = [
        (section.weight, tally)
        for section, tally in zip(part.sections, sections, strict=True)
        if tally.kind == SectionKind.BASE and tally.most
    ]
    points = combine(part.method, [(weight, tally.points) for weight, tally in base])
    most = combine(part.method, [(weight, tally.most or ZERO) for weight, tally in base])
    if part.method == "mean":
        mean = round_half_up(points, places)
        return mean, [f"{len(base)}个板块加权平均 = {plain(mean)}{measure}"]
    if most in {part.points, ZERO}:
        return points, []
    scaled = round_half_up(points * part.points / most, places)
    step = (
        f"不适用指标不计入，基础分折算：{plain(points)} × {plain(part.points)}"
        f" ÷ {plain(most)} = {plain(scaled)}分"
    )
    return scaled, [step]


def _sum(sections: Sequence[SectionTally], kind: SectionKind) -> Decimal:
    return sum((section.points for section in sections if section.kind == kind), ZERO)


def _sum_step(
    part: Part,
    sections: Sequence[SectionTally],
    base: Decimal,
    bonus: Decimal,
    penalty: Decimal,
) -> str:
    kinds = {section.kind for section in sections}
    words = f"{part.title} = 基础分{plain(base)}"
    words += f" + 加分{plain(bonus)}" if SectionKind.BONUS in kinds else ""
    words += f" − 扣分{plain(penalty)}" if SectionKind.PENALTY in kinds else ""
    return f"{words} = {plain(base + bonus - penalty)}"
