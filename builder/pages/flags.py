"""The public flags of a campaign: how many, of what kind, against whom, and what became of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model.flags import (
    FLAG_SEVERITY_NAMES,
    FLAG_SEVERITY_ORDER,
    Flag,
    FlagSeverity,
    FlagState,
)
from builder.model.units import Unit
from builder.pages import addresses
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Column, Fact, Link, Page, Table, columns
from builder.pages.words import campaign_facts, campaign_notices
from builder.scoring.results import CampaignResult
from builder.wording import show_day

TITLE = "红旗"
#: What has to stand wherever flags do.
DISCLAIMER = "线索不等于结论：红旗由系统按条件自动列出，供核实和整改，不作为定性的依据。"
#: A sign for each severity, so that no colour stands alone.
SIGNS = {
    FlagSeverity.VETO: "✖",
    FlagSeverity.BLOCKING: "■",
    FlagSeverity.RED: "▲",
    FlagSeverity.YELLOW: "△",
    FlagSeverity.BLUE: "○",
}
_TONES = {
    FlagSeverity.VETO: "veto",
    FlagSeverity.BLOCKING: "veto",
    FlagSeverity.RED: "missing",
    FlagSeverity.YELLOW: "pending",
    FlagSeverity.BLUE: "not_applicable",
}


@dataclass(frozen=True, slots=True)
class FlagsView:
    """What the template of the page of flags places."""

    disclaimer: str
    counts: tuple[Fact, ...]
    states: tuple[Fact, ...]
    table: Table
    units: Table
    conditions: Table
    method: Link
    back: Link


def public_flags(result: CampaignResult) -> tuple[Flag, ...]:
    """Those flags of *result* that may be published, in their order."""
    return tuple(flag for flag in result.flags if flag.public)


def flags_page(result: CampaignResult) -> Page:
    """The page of a campaign's flags."""
    campaign, flags = result.campaign, public_flags(result)
    start = addresses.flags_page(campaign.id)
    index = addresses.campaign_index(campaign.id)
    units = {flag.unit.id for flag in flags if flag.unit}
    return Page(
        address=start,
        template="flags.md.j2",
        title=f"{campaign.menu_title}：{TITLE}（问题线索）",
        summary=f"{campaign.menu_title}共列出{tell_counts(flags)}，涉及{len(units)}个单位。",
        crumbs=crumbs(start, (campaign.menu_title, index), (TITLE, start)),
        notices=campaign_notices(campaign),
        facts=campaign_facts(campaign),
        view=FlagsView(
            disclaimer=DISCLAIMER,
            counts=count_flags(flags),
            states=_count_states(flags),
            table=flag_table(start, result, flags, f"全部{TITLE}，共{len(flags)}条"),
            units=_by_unit(start, result, flags),
            conditions=_by_condition(start, flags),
            method=method_link(start),
            back=Link(f"返回{campaign.menu_title}", addresses.link(start, index)),
        ),
    )


def unit_flags(start: str, result: CampaignResult, unit: Unit) -> Table | None:
    """The public flags against *unit* as a table on page *start*; None where there are none."""
    own = [flag for flag in public_flags(result) if flag.unit and flag.unit.id == unit.id]
    if not own:
        return None
    whole = flag_table(start, result, own, f"本单位的{TITLE}，共{len(own)}条")
    kept = [number for number, column in enumerate(whole.columns) if column.title != "单位"]
    return Table(
        whole.caption,
        tuple(Column(whole.columns[n].title, whole.columns[n].numeric) for n in kept),
        tuple(tuple(row[n] for n in kept) for row in whole.rows),
        head=1,
    )


def flags_link(start: str, result: CampaignResult) -> Link | None:
    """How many public flags there are, leading to their page; None where there are none."""
    flags = public_flags(result)
    if not flags:
        return None
    return Link(tell_counts(flags), addresses.link(start, addresses.flags_page(result.campaign.id)))


def method_link(start: str) -> Link:
    """Where the conditions are explained."""
    return Link("各种情形的条件、依据和例子", addresses.link(start, addresses.FLAG_CONDITIONS))


def flag_table(start: str, result: CampaignResult, flags: Sequence[Flag], caption: str) -> Table:
    """*flags* as a table on page *start*, to be filtered by severity, unit, case and state."""
    heads = (
        Column("程度", filtered=True),
        Column("单位", filtered=True),
        Column("情形", filtered=True),
        *columns("原因"),
        Column("状态", filtered=True),
        *columns("单位说明", "依据"),
    )
    rows = tuple(
        (
            severity_cell(flag.severity),
            _unit_cell(start, result, flag),
            _condition_cell(start, flag),
            Cell(_reason(flag), tone="words"),
            Cell("、".join(_state(flag, state) for state in flag.states), filter=_states(flag)),
            _answer_cell(flag),
            Cell(flag.clause or "—"),
        )
        for flag in flags
    )
    return Table(caption, heads, rows, head=1)


def severity_cell(severity: FlagSeverity) -> Cell:
    """A cell with a severity in sign and word, sorted by gravity."""
    name = FLAG_SEVERITY_NAMES[severity]
    order = str(FLAG_SEVERITY_ORDER.index(severity))
    return Cell(f"{SIGNS[severity]} {name}", sort=order, tone=_TONES[severity], filter=name)


def count_flags(flags: Iterable[Flag]) -> tuple[Fact, ...]:
    """How many there are of each severity that there are any of, the gravest first."""
    numbers = Counter(flag.severity for flag in flags)
    return tuple(
        Fact(f"{SIGNS[severity]} {FLAG_SEVERITY_NAMES[severity]}", f"{numbers[severity]}条")
        for severity in FLAG_SEVERITY_ORDER
        if numbers[severity]
    )


def tell_counts(flags: Iterable[Flag]) -> str:
    """The same in a few words: 红旗3条、黄旗5条."""
    numbers = Counter(flag.severity for flag in flags)
    told = (
        f"{FLAG_SEVERITY_NAMES[severity]}{numbers[severity]}条"
        for severity in FLAG_SEVERITY_ORDER
        if numbers[severity]
    )
    return "、".join(told) or f"{TITLE}0条"


def _count_states(flags: Sequence[Flag]) -> tuple[Fact, ...]:
    numbers = Counter(state for flag in flags for state in flag.states)
    return tuple(Fact(state, f"{numbers[state]}条") for state in FlagState if numbers[state])


def _unit_cell(start: str, result: CampaignResult, flag: Flag) -> Cell:
    if flag.unit is None:
        return Cell("—")
    page = addresses.unit_page(result.campaign.id, flag.unit.id)
    has_page = any(
        row.unit.id == flag.unit.id for one in result.instruments for row in one.standings.rows
    )
    return Cell(flag.unit.name, addresses.link(start, page) if has_page else "")


def _condition_cell(start: str, flag: Flag) -> Cell:
    page = addresses.link(start, addresses.FLAG_CONDITIONS, flag.code.lower())
    return Cell(f"{flag.code} {flag.title}", page, sort=flag.code)


def _reason(flag: Flag) -> str:
    """What it is about, and the sentence with the numbers."""
    about = f"指标{flag.indicator}" if flag.indicator else ""
    heads = "，".join(part for part in (about, flag.subject) if part)
    return f"{heads}：{flag.reason}" if heads else flag.reason


def _state(flag: Flag, state: FlagState) -> str:
    if flag.due is not None and state in {FlagState.RAISED, FlagState.OVERDUE}:
        return f"{state}（期限{show_day(flag.due)}）"
    return state


def _states(flag: Flag) -> str:
    return "、".join(flag.states)


def _answer_cell(flag: Flag) -> Cell:
    if flag.answer is None:
        return Cell("—")
    return Cell(flag.answer.text.shown, tone="words")


def _by_unit(start: str, result: CampaignResult, flags: Sequence[Flag]) -> Table:
    """A row a unit with any flag, those with the gravest first."""
    used = _used(flags)
    groups: dict[str, list[Flag]] = {}
    for flag in flags:
        groups.setdefault(flag.unit.id if flag.unit else "", []).append(flag)
    rows = tuple(
        (_unit_cell(start, result, own[0]), *_numbers(own, used)) for own in groups.values()
    )
    return _count_table("按单位", "单位", used, rows)


def _by_condition(start: str, flags: Sequence[Flag]) -> Table:
    used = _used(flags)
    groups: dict[str, list[Flag]] = {}
    for flag in sorted(flags, key=lambda one: one.code):
        groups.setdefault(flag.code, []).append(flag)
    rows = tuple((_condition_cell(start, own[0]), *_numbers(own, used)) for own in groups.values())
    return _count_table("按情形", "情形", used, rows)


def _used(flags: Sequence[Flag]) -> tuple[FlagSeverity, ...]:
    present = {flag.severity for flag in flags}
    return tuple(severity for severity in FLAG_SEVERITY_ORDER if severity in present)


def _numbers(flags: Sequence[Flag], used: Sequence[FlagSeverity]) -> tuple[Cell, ...]:
    numbers = Counter(flag.severity for flag in flags)
    return (*(Cell(str(numbers[one])) for one in used), Cell(str(len(flags))))


def _count_table(
    caption: str, head: str, used: Sequence[FlagSeverity], rows: tuple[tuple[Cell, ...], ...]
) -> Table:
    counted = tuple(FLAG_SEVERITY_NAMES[one] for one in used)
    heads = columns(head, *counted, "合计", numeric=(*counted, "合计"))
    return Table(caption, heads, rows)
