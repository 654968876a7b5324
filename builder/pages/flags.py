"""The public flags of a campaign: how many, of what kind, against whom, and what became of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from builder.model.flags import (
    FLAG_SEVERITY_NAMES,
    FLAG_SEVERITY_ORDER,
    Flag,
    FlagSeverity,
    FlagState,
)
from builder.model.units import Unit
from builder.pages import addresses
from builder.pages.flag_table import SIGNS, condition_cell, flag_table, unit_cell
from builder.pages.long_tables import with_rest
from builder.pages.overview import crumbs
from builder.pages.page import MOST_ROWS, Cell, Fact, Link, Page, Table, columns
from builder.pages.words import campaign_facts, campaign_notices
from builder.scoring.results import CampaignResult

#: Never without the brackets where it stands alone: a 流动红旗 is an honour.
TITLE = "红旗（问题线索）"
#: What has to stand wherever flags do.
DISCLAIMER = (
    "线索不等于结论：红旗由系统按条件自动列出，供核实和整改，不作为定性的依据；"
    "与“流动红旗”等表彰无关。"
)

#: So many stand on a unit's page, the gravest first; the campaign's page of flags has all.
_SHOWN = 5


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
    caption = f"全部问题线索，共{len(flags)}条"
    return Page(
        address=start,
        template="flags.md.j2",
        title=f"{campaign.menu_title}：{TITLE}",
        summary=f"{campaign.menu_title}共列出{tell_counts(flags)}，涉及{len(units)}个单位。",
        crumbs=crumbs(start, (campaign.menu_title, index), (TITLE, start)),
        notices=campaign_notices(result),
        facts=campaign_facts(campaign),
        view=FlagsView(
            disclaimer=DISCLAIMER,
            counts=_count_severities(flags),
            states=_count_states(flags),
            table=_first(start, result, flags, caption),
            units=_by_unit(start, result, flags),
            conditions=_by_condition(start, flags),
            method=method_link(start),
            back=Link(f"返回{campaign.menu_title}", addresses.link(start, index)),
        ),
    )


def unit_flags(start: str, result: CampaignResult, unit: Unit) -> Table | None:
    """The public flags against *unit* as a table on page *start*; None where there are none."""
    flags = public_flags(result)
    own = [flag for flag in flags if flag.unit and flag.unit.id == unit.id]
    if not own:
        return None
    caption = f"本单位的问题线索，共{len(own)}条"
    if len(own) <= _SHOWN or len(flags) > MOST_ROWS:  # Not all of them may be on their page.
        return flag_table(start, result, own, caption, one_unit=True)
    caption = f"{caption}，先列{_SHOWN}条"
    table = flag_table(start, result, own[:_SHOWN], caption, one_unit=True)
    page = addresses.flags_page(result.campaign.id)
    rest = addresses.link(start, page, f"filter&{urlencode({'单位': unit.name})}")
    return replace(table, rest=Link(f"看全部{len(own)}条", rest))


def flags_link(start: str, result: CampaignResult) -> Link | None:
    """How many public flags there are, leading to their page; None where there are none."""
    flags = public_flags(result)
    if not flags:
        return None
    page = addresses.flags_page(result.campaign.id)
    return Link(f"问题线索：{tell_counts(flags)}", addresses.link(start, page))


def method_link(start: str) -> Link:
    """Where the conditions are explained."""
    return Link("各种情形的条件、依据和例子", addresses.link(start, addresses.FLAG_CONDITIONS))


def tell_counts(flags: Iterable[Flag]) -> str:
    """How many there are of each severity in a few words: 红旗3条、黄旗5条."""
    numbers = Counter(flag.severity for flag in flags)
    told = (
        f"{FLAG_SEVERITY_NAMES[severity]}{numbers[severity]}条"
        for severity in FLAG_SEVERITY_ORDER
        if numbers[severity]
    )
    return "、".join(told)


def _first(start: str, result: CampaignResult, flags: Sequence[Flag], caption: str) -> Table:
    """All flags; of very many the gravest."""
    table = flag_table(start, result, flags[:MOST_ROWS], caption, one_unit=False)
    return with_rest(table, len(flags), _file(start, result))


def _file(start: str, result: CampaignResult) -> Link:
    file = addresses.data_file(result.campaign.id, "flags.csv")
    return Link("下载全部问题线索（CSV）", addresses.link(start, file))


def _count_severities(flags: Iterable[Flag]) -> tuple[Fact, ...]:
    """How many there are of each severity that there are any of, the gravest first."""
    numbers = Counter(flag.severity for flag in flags)
    return tuple(
        Fact(f"{SIGNS[severity]} {FLAG_SEVERITY_NAMES[severity]}", f"{numbers[severity]}条")
        for severity in FLAG_SEVERITY_ORDER
        if numbers[severity]
    )


def _count_states(flags: Sequence[Flag]) -> tuple[Fact, ...]:
    numbers = Counter(state for flag in flags for state in flag.states)
    return tuple(Fact(state, f"{numbers[state]}条") for state in FlagState if numbers[state])


def _by_unit(start: str, result: CampaignResult, flags: Sequence[Flag]) -> Table:
    """A row a unit with any flag, those with the gravest first."""
    used = _used(flags)
    groups: dict[str, list[Flag]] = {}
    for flag in flags:
        groups.setdefault(flag.unit.id if flag.unit else "", []).append(flag)
    first = list(groups.values())[:MOST_ROWS]
    rows = tuple((unit_cell(start, result, own[0]), *_numbers(own, used)) for own in first)
    table = _count_table("各单位的问题线索条数", "单位", used, rows)
    return with_rest(table, len(groups), _file(start, result))


def _by_condition(start: str, flags: Sequence[Flag]) -> Table:
    """A row a condition that raised any, by code."""
    used = _used(flags)
    groups: dict[str, list[Flag]] = {}
    for flag in sorted(flags, key=lambda one: one.code):
        groups.setdefault(flag.code, []).append(flag)
    rows = tuple((condition_cell(start, own[0]), *_numbers(own, used)) for own in groups.values())
    return _count_table("各种情形的问题线索条数", "情形", used, rows)


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
    return Table(caption, heads, rows, narrow="lines")
