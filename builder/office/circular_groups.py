"""What the circular says of one group of units: who took part, how they did, what fell short."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.model.marks import Mark, MarkState
from builder.model.numbers import ZERO, percent, plain, round_half_up
from builder.model.standings import Standing
from builder.office.cohorts import DASH, Group, remarks, total_head
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.conclusions import conclusion, list_conclusions, only_concludes, tone_of
from builder.scoring.losses import lost_points
from builder.wording import POINTS, fixed, show_titles

#: How many rows of the rubric are named as weak, at most.
NAMED_ROWS = 8
#: How many units are named in a sentence, at most.
_NAMED_UNITS = 3
_CHINESE_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class RubricWords:
    """What a group is assessed by."""

    title: str
    #: 「100分」; empty where rows have no points.
    full: str
    #: 「加分、扣分」, where there are such sections.
    extras: str
    #: 「日常评估（70%）、风采展示（30%）」; empty for a total of one part.
    parts: str
    total_title: str
    total_head: str
    measure: str
    #: What has to be said wherever totals stand.
    note: str
    graded: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How the totals lie."""

    average: str
    above: int
    highest: str
    highest_units: str
    lowest: str
    lowest_units: str


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One line of a ranking."""

    rank: str
    unit: str
    total: str
    grade: str
    remark: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """How often each word came, for one unit or in one row; and who fell short there."""

    title: str
    cells: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class LossRow:
    """A row in which units lost points."""

    title: str
    most: str
    units: int
    average: str


@dataclass(frozen=True, slots=True)
class ShortRow:
    """A row in which units fell short of what is asked, or came near it."""

    title: str
    short: int
    near: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group of units in the circular."""

    #: 「（一）」.
    number: str
    name: str
    rubric: RubricWords
    #: How many rows the units answer for.
    indicators: int
    expected: int
    counted: int
    absent: str
    absent_count: int
    late_count: int
    #: None where nothing is ranked, or nobody counts.
    spread: Spread | None
    ranking: tuple[RankingRow, ...]
    #: Where nothing is ranked: the words, how often each came in all, and a line a unit.
    words: tuple[str, ...]
    word_counts: str
    word_rows: tuple[WordRow, ...]
    #: The rows in which most units lost, and in how many rows anybody did.
    losses: tuple[LossRow, ...]
    loss_count: int
    shortfalls: tuple[ShortRow, ...]
    shortfall_count: int
    #: How many marks are 未填, and how many wait for the office.
    unfilled: int
    pending: int


def view_group(number: int, group: Group) -> GroupView:
    """What the circular says of *group*, the *number*-th from 0."""
    marks = _marks(group)
    ranked = not only_concludes(group.rubric)
    words = () if ranked else list_conclusions(marks)
    losses, shortfalls = _losses(group), _shortfalls(group)
    return GroupView(
        number=f"（{_CHINESE_DIGITS[number]}）" if number < len(_CHINESE_DIGITS) else "",
        name=group.name,
        rubric=_rubric(group.rubric),
        indicators=len(group.indicators),
        expected=len(group.rows),
        counted=len(group.counted),
        absent="、".join(f"{row.unit.name}（{row.unranked_reason}）" for row in group.absent),
        absent_count=len(group.absent),
        late_count=sum(bool(group.late(row)) for row in group.counted),
        spread=_spread(group),
        ranking=tuple(_ranking_row(group, row) for row in group.counted) if ranked else (),
        words=words,
        word_counts="、".join(f"{word}{_count(marks, word)}项次" for word in words),
        word_rows=tuple(_unit_words(group, row, words) for row in group.counted) if words else (),
        losses=losses[:NAMED_ROWS],
        loss_count=len(losses),
        shortfalls=shortfalls[:NAMED_ROWS],
        shortfall_count=len(shortfalls),
        unfilled=sum(mark.state is MarkState.MISSING for mark in marks),
        pending=sum(mark.state is MarkState.PENDING for mark in marks),
    )


def indicator_words(group: Group, words: Sequence[str]) -> tuple[WordRow, ...]:
    """How many units came to each of *words* in every row, and which fell short of it."""
    return tuple(
        WordRow(
            f"{row.id} {row.title}",
            tuple(str(_count(marks, word)) for word in words),
            "、".join(_short_units(group, row.id)) or DASH,
        )
        for row in group.indicators
        if (marks := _row_marks(group, row.id))
    )


def _rubric(rubric: Rubric) -> RubricWords:
    kinds = {section.kind for section in rubric.sections}
    names = {SectionKind.BONUS: "加分", SectionKind.PENALTY: "扣分"}
    scored = rubric.total_measure == POINTS and not only_concludes(rubric)
    full = plain(sum((part.weight * part.points for part in rubric.parts), ZERO))
    return RubricWords(
        title=rubric.title,
        full=f"{full}{POINTS}" if scored else "",
        extras="、".join(name for kind, name in names.items() if kind in kinds) if scored else "",
        parts=_parts(rubric),
        total_title=rubric.total_title,
        total_head=total_head(rubric),
        measure=rubric.total_measure,
        note=rubric.total_note,
        graded=bool(rubric.grades),
    )


def _parts(rubric: Rubric) -> str:
    if len(rubric.parts) < 2:  # noqa: PLR2004 - one part is the whole
        return ""
    weighed = rubric.composition == "weighted"
    return "、".join(
        f"{part.title}（{percent(part.weight)}）" if weighed else part.title
        for part in rubric.parts
    )


def _spread(group: Group) -> Spread | None:
    places = group.rubric.rounding.totals
    totals = [row.total for row in group.counted if row.total is not None]
    if not totals:
        return None
    average = round_half_up(sum(totals, ZERO) / len(totals), places)
    return Spread(
        average=fixed(average, places),
        above=sum(total > average for total in totals),
        highest=fixed(max(totals), places),
        highest_units=_with_total(group, max(totals)),
        lowest=fixed(min(totals), places),
        lowest_units=_with_total(group, min(totals)),
    )


def _with_total(group: Group, total: Decimal) -> str:
    names = [row.unit.name for row in group.counted if row.total == total]
    more = f"等{len(names)}个单位" if len(names) > _NAMED_UNITS else ""
    return "、".join(names[:_NAMED_UNITS]) + more


def _ranking_row(group: Group, row: Standing) -> RankingRow:
    total = row.total
    return RankingRow(
        rank=str(row.rank or DASH),
        unit=row.unit.name,
        total=DASH if total is None else fixed(total, group.rubric.rounding.totals),
        grade=show_titles(row),
        remark=remarks(group, row),
    )


def _unit_words(group: Group, row: Standing, words: Sequence[str]) -> WordRow:
    marks = row.scorecard.marks if row.scorecard else ()
    cells = tuple(str(_count(marks, word)) for word in words)
    return WordRow(row.unit.name, cells, remarks(group, row))


def _losses(group: Group) -> tuple[LossRow, ...]:
    """The rows that cost most units points, those that cost most points first among equals."""
    rubric = group.rubric
    if rubric.total_measure != POINTS or only_concludes(rubric):
        return ()
    found = []
    for section in rubric.sections:
        for row in section.indicators:
            lost = [lost_points(mark, section.kind) for mark in _row_marks(group, row.id)]
            lost = [points for points in lost if points > ZERO]
            if lost:
                most = DASH if row.points is None else plain(row.points)
                average = fixed(sum(lost, ZERO) / len(lost), rubric.rounding.rows)
                title = f"{row.id} {row.title}"
                found.append((sum(lost, ZERO), LossRow(title, most, len(lost), average)))
    found.sort(key=lambda item: (-item[1].units, -item[0]))
    return tuple(row for _, row in found)


def _shortfalls(group: Group) -> tuple[ShortRow, ...]:
    """The same in words, where rows have words and no points that count."""
    rubric = group.rubric
    if rubric.total_measure == POINTS and not only_concludes(rubric):
        return ()
    found = []
    for row in rubric.indicators:
        tones = [tone_of(conclusion(mark)) for mark in _row_marks(group, row.id)]
        short, near = tones.count("short"), tones.count("near")
        if short or near:
            found.append(ShortRow(f"{row.id} {row.title}", short, near))
    found.sort(key=lambda item: (-item.short, -item.near))
    return tuple(found)


def _short_units(group: Group, indicator: str) -> list[str]:
    return [
        row.unit.name
        for row in group.counted
        for mark in (row.scorecard.marks if row.scorecard else ())
        if mark.indicator == indicator and tone_of(conclusion(mark)) in {"short", "near"}
    ]


def _marks(group: Group) -> tuple[Mark, ...]:
    """All marks of the group's counted units."""
    return tuple(mark for row in group.counted if row.scorecard for mark in row.scorecard.marks)


def _row_marks(group: Group, indicator: str) -> tuple[Mark, ...]:
    return tuple(mark for mark in _marks(group) if mark.indicator == indicator)


def _count(marks: Sequence[Mark], word: str) -> int:
    return sum(conclusion(mark) == word for mark in marks)
