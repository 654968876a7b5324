"""A unit's marks added up: sections, weighted parts, and the total, each with its arithmetic."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from builder.model.evidence import Evidence
from builder.model.marks import Mark, MarkState
from builder.model.numbers import ZERO, plain, round_half_up
from builder.model.standings import PartTally, Scorecard, SectionTally
from builder.rubric.rules.base import Survey
from builder.rubric.schema import Part, Rubric, Section, SectionKind, Veto
from builder.scoring.marks import excluded_points, mark_indicator, survey_indicator


def score_cohort(rubric: Rubric, cohort: Sequence[Evidence]) -> tuple[Scorecard, ...]:
    """The scorecard of every unit of *cohort*, in its order."""
    surveys = {row.id: survey_indicator(row, cohort) for row in rubric.indicators}
    return tuple(score_unit(rubric, evidence, surveys) for evidence in cohort)


def score_unit(rubric: Rubric, evidence: Evidence, surveys: Mapping[str, Survey]) -> Scorecard:
    """One unit's scorecard; *surveys* holds `survey_indicator`'s for each row."""
    marks = {
        row.id: mark_indicator(row, evidence, surveys[row.id], rubric.rounding)
        for row in rubric.indicators
    }
    parts = tuple(tally_part(part, marks, rubric.rounding.totals) for part in rubric.parts)
    total, trace = add_parts(parts, rubric.rounding.totals)
    return Scorecard(evidence.unit, parts, total, trace, find_vetoes(rubric.vetoes, evidence))


def tally_section(section: Section, marks: Mapping[str, Mark]) -> SectionTally:
    """The printed sum of a section's printed rows, not over the cap of a bonus or penalty."""
    own = tuple(marks[row.id] for row in section.indicators)
    points = sum((mark.points or ZERO for mark in own), ZERO)
    if section.kind is SectionKind.BASE:
        most = sum((row.points or ZERO for row in section.indicators), ZERO)
        most -= sum(map(excluded_points, section.indicators, own), ZERO)
        return SectionTally(section.id, section.title, section.kind, points, most, own)
    trace: tuple[str, ...] = ()
    if section.points is not None and points > section.points:
        trace = (f"各项合计{plain(points)}分，以{plain(section.points)}分为限",)
        points = section.points
    return SectionTally(section.id, section.title, section.kind, points, section.points, own, trace)


def tally_part(part: Part, marks: Mapping[str, Mark], places: int) -> PartTally:
    """A part's base (rescaled for rows that don't apply), bonus and penalty, and their sum."""
    sections = tuple(tally_section(section, marks) for section in part.sections)
    base, steps = _rescale(part, sections, places)
    bonus, penalty = _sum(sections, SectionKind.BONUS), _sum(sections, SectionKind.PENALTY)
    points = base + bonus - penalty
    steps.append(_sum_step(part, sections, base, bonus, penalty))
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


def add_parts(parts: Sequence[PartTally], places: int) -> tuple[Decimal, tuple[str, ...]]:
    """The total of the weighted *parts*, and how it came about."""
    if len(parts) == 1:
        total = round_half_up(parts[0].points, places)
        return total, (f"总分 = {parts[0].title} = {plain(total)}分",)
    exact = sum((part.weight * part.points for part in parts), ZERO)
    total = round_half_up(exact, places)
    terms = " + ".join(
        f"{part.title}{plain(part.points)} × {plain(part.weight * 100)}%" for part in parts
    )
    steps = [f"总分 = {terms} = {plain(exact)}分"]
    if exact != total:
        steps.append(f"四舍五入保留{places}位小数：{plain(total)}分")
    return total, tuple(steps)


def find_vetoes(vetoes: Sequence[Veto], evidence: Evidence) -> tuple[Mark, ...]:
    """The vetoes that stand against a unit; they cost its honours, never its points."""
    standing = []
    for veto in vetoes:
        verdict = veto.when.test(evidence)
        if verdict.holds:
            trace = (verdict.text, "取消评优资格，不影响得分")
            standing.append(
                Mark(
                    *(veto.id, veto.title, None, None, MarkState.SCORED),
                    *(trace, verdict.answers, "veto", veto.clause),
                )
            )
    return tuple(standing)


def _rescale(
    part: Part, sections: Sequence[SectionTally], places: int
) -> tuple[Decimal, list[str]]:
    base = _sum(sections, SectionKind.BASE)
    applicable = sum((s.most or ZERO for s in sections if s.kind == SectionKind.BASE), ZERO)
    if applicable in {part.points, ZERO}:
        return base, []
    scaled = round_half_up(base * part.points / applicable, places)
    step = (
        f"不适用指标不计入，基础分折算：{plain(base)} × {plain(part.points)}"
        f" ÷ {plain(applicable)} = {plain(scaled)}分"
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
    return f"{words} = {plain(base + bonus - penalty)}分"
