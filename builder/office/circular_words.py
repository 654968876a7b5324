"""What the circular's template places: words and numbers, ready to print, all of them public."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.intake.campaign import Campaign
from builder.model.flags import FLAG_SEVERITY_NAMES, Flag, FlagState
from builder.model.numbers import percent
from builder.model.rectification import tally_clearance
from builder.model.standings import SectionTally, Standing
from builder.office.circular_groups import GroupView, WordRow, indicator_words, view_group
from builder.office.cohorts import (
    DASH,
    Group,
    list_groups,
    part_head,
    section_head,
    section_value,
    total_head,
)
from builder.rubric.schema import SectionKind
from builder.scoring.conclusions import list_conclusions, only_concludes
from builder.scoring.results import CampaignResult
from builder.wording import POINTS, fixed, part_value, show_day, show_period, show_time, signed


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some units aren't counted."""

    words: str
    count: int
    units: str


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """All public flags of one condition."""

    title: str
    severity: str
    count: int
    units: str


@dataclass(frozen=True, slots=True)
class Register:
    """What became of the problems that had to be put right."""

    due: int
    cleared: int
    under_way: int
    untouched: int
    overdue: int
    rate: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One unit in an attachment."""

    rank: str
    unit: str
    cells: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One table behind the circular: points by section, or words by row."""

    #: 「1」 where there are several; empty for the only one.
    number: str
    title: str
    heads: tuple[str, ...]
    total_head: str
    scores: tuple[ScoreRow, ...]
    words: tuple[WordRow, ...]
    note: str


@dataclass(frozen=True, slots=True)
class CircularView:
    """Everything that the template may place."""

    authority: str
    title: str
    name: str
    #: 考核 or 评估, as the campaign calls itself.
    work: str
    demo: bool
    draft: bool
    basis: str
    period: str
    #: Empty where none is set.
    deadline: str
    cutoff: str
    several: bool
    groups: tuple[GroupView, ...]
    absences: tuple[Reason, ...]
    late: str
    late_count: int
    flags: tuple[FlagGroup, ...]
    flag_count: int
    #: 整改期限; empty where the campaign sets none that is still ahead.
    due: str
    register: Register | None
    attachments: tuple[Attachment, ...]


def view_circular(result: CampaignResult) -> CircularView:
    """The circular on *result*; nothing of 自评分, of internal flags or of persons is in it."""
    campaign, groups = result.campaign, list_groups(result)
    late = [f"{row.unit.name}（{g.late(row)}）" for g in groups for row in g.counted if g.late(row)]
    public = [flag for flag in result.flags if flag.public]
    return CircularView(
        authority=campaign.authority,
        title=title_of(campaign.title, "通报"),
        name=campaign.title,
        work="考核" if "考核" in campaign.title else "评估",
        demo=campaign.demo,
        draft=campaign.status == "draft",
        basis=_basis(result),
        period=show_period(campaign),
        deadline=show_time(campaign.deadline) if campaign.deadline else "",
        cutoff=show_time(campaign.cutoff) if campaign.cutoff else "",
        several=len(groups) > 1,
        groups=tuple(view_group(number, group) for number, group in enumerate(groups)),
        absences=tuple(_absences(groups)),
        late="、".join(late),
        late_count=len(late),
        flags=tuple(_flag_groups(public)),
        flag_count=len(public),
        due=_due(campaign),
        register=_register(result),
        attachments=_attachments(groups),
    )


def title_of(title: str, kind: str) -> str:
    """「关于…结果的通报」; of a campaign that is itself called 通报 it is the 情况 that is told."""
    stem = title.removesuffix("通报")
    what = "结果" if stem == title else "情况"
    return f"关于{stem}{what}的{kind}"


def _basis(result: CampaignResult) -> str:
    """The source documents with their numbers, each once."""
    inner = str.maketrans("《》", "〈〉")
    named = (
        f"《{source.document.translate(inner)}》"
        + (f"（{source.number}）" if source.number else "")
        for source in (instrument.rubric.source for instrument in result.instruments)
    )
    return "、".join(dict.fromkeys(named))


def _absences(groups: Sequence[Group]) -> Iterator[Reason]:
    units: dict[str, list[str]] = {}
    for group in groups:
        for row in group.absent:
            units.setdefault(row.unranked_reason or DASH, []).append(row.unit.name)
    for words, names in units.items():
        yield Reason(words, len(names), "、".join(names))


def _flag_groups(flags: Sequence[Flag]) -> Iterator[FlagGroup]:
    found: dict[tuple[str, str, str], list[Flag]] = {}
    for flag in flags:
        key = (flag.code, flag.title, FLAG_SEVERITY_NAMES[flag.severity])
        found.setdefault(key, []).append(flag)
    for (code, title, severity), raised in found.items():
        units = dict.fromkeys(_flagged(flag) for flag in raised)
        yield FlagGroup(f"{title}（{code}）", severity, len(raised), "、".join(units))


def _flagged(flag: Flag) -> str:
    """Whom a flag is about, and what became of it."""
    state = flag.states[-1]
    words = "" if state is FlagState.RAISED else f"（{state}）"
    return f"{flag.unit.name if flag.unit else '不限于一个单位'}{words}"


def _due(campaign: Campaign) -> str:
    """The end of the last phase of rectification that isn't over when the data is closed."""
    ends = [phase.end for phase in campaign.phases if "整改" in phase.title]
    return show_day(max(ends)) if ends and max(ends) >= campaign.last_day else ""


def _register(result: CampaignResult) -> Register | None:
    rows = result.returns.rectifications
    if not rows:
        return None
    tally = tally_clearance(rows, result.campaign.last_day)
    return Register(
        *(tally.due, tally.cleared, tally.under_way, tally.untouched, tally.overdue),
        rate=percent(tally.rate) if tally.rate is not None else DASH,
    )


def _attachments(groups: Sequence[Group]) -> tuple[Attachment, ...]:
    shown = [group for group in groups if group.counted]
    return tuple(
        _attachment(str(number) if len(shown) > 1 else "", group)
        for number, group in enumerate(shown, start=1)
    )


def _attachment(number: str, group: Group) -> Attachment:
    return (
        _word_attachment(number, group) if only_concludes(group.rubric) else _scores(number, group)
    )


def _word_attachment(number: str, group: Group) -> Attachment:
    words = list_conclusions(
        mark for row in group.counted if row.scorecard for mark in row.scorecard.marks
    )
    title = f"{group.name}各项指标情况表"
    rows = indicator_words(group, words)
    return Attachment(number, title, words, "", (), rows, "数字为单位数")


def _scores(number: str, group: Group) -> Attachment:
    rubric = group.rubric
    heads = [section_head(section, rubric) for section in group.sections]
    heads += [part_head(part, rubric) for part in group.summed_parts]
    rate = f"各板块{rubric.total_title}" if rubric.total_measure != POINTS else "各板块得分"
    return Attachment(
        number=number,
        title=f"{group.name}{rate}表",
        heads=tuple(heads),
        total_head=total_head(rubric),
        scores=tuple(_score_row(group, row) for row in group.counted),
        words=(),
        note=rubric.total_note,
    )


def _score_row(group: Group, row: Standing) -> ScoreRow:
    card, places = row.scorecard, group.rubric.rounding.totals
    cells = [_cell(section, places) for section in group.tallies(card)] if card else []
    summed = {part.id for part in group.summed_parts}
    parts = card.parts if card else ()
    cells += [_told(part_value(part), places) for part in parts if part.part in summed]
    total = DASH if row.total is None else fixed(row.total, places)
    return ScoreRow(str(row.rank or DASH), row.unit.name, tuple(cells), total)


def _cell(section: SectionTally, places: int) -> str:
    value = section_value(section)
    signed_value = value if isinstance(value, str) else signed(value, SectionKind(section.kind))
    return _told(signed_value or value, places)


def _told(value: Decimal | str, places: int) -> str:
    return value if isinstance(value, str) else fixed(value, places)
