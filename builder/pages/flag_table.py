"""Flags as a table: how grave, against whom, why and from which cells, and what became of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from builder.model.flags import (
    FLAG_SEVERITY_NAMES,
    FLAG_SEVERITY_ORDER,
    Flag,
    FlagSeverity,
    FlagState,
)
from builder.model.places import CellPlace
from builder.pages import addresses
from builder.pages.page import Cell, Column, Table
from builder.scoring.results import CampaignResult
from builder.wording import show_day

#: A sign for each severity, so that no colour stands alone.
SIGNS: Mapping[FlagSeverity, str] = {
    FlagSeverity.VETO: "✖",
    FlagSeverity.BLOCKING: "■",
    FlagSeverity.RED: "▲",
    FlagSeverity.YELLOW: "△",
    FlagSeverity.BLUE: "○",
}
_TONES: Mapping[FlagSeverity, str] = {
    FlagSeverity.VETO: "veto",
    FlagSeverity.BLOCKING: "veto",
    FlagSeverity.RED: "missing",
    FlagSeverity.YELLOW: "pending",
    FlagSeverity.BLUE: "not_applicable",
}
#: So many cells are named below a reason; the open data have them all.
_NAMED = 3


def flag_table(
    start: str, result: CampaignResult, flags: Sequence[Flag], caption: str, *, one_unit: bool
) -> Table:
    """*flags* as a table on page *start*, to be filtered where they are of more than *one_unit*.

    What units say has a column where any says something.
    """
    answered = any(flag.answer is not None for flag in flags)
    heads = (
        Column("情形", filtered=not one_unit),
        Column("程度", filtered=not one_unit),
        *(() if one_unit else (Column("单位", filtered=True),)),
        Column("原因和依据", wide=True),
        Column("状态", filtered=not one_unit),
        *((Column("单位说明", wide=True),) if answered else ()),
    )
    rows = tuple(
        (
            condition_cell(start, flag),
            _severity_cell(flag.severity),
            *(() if one_unit else (unit_cell(start, result, flag),)),
            Cell(_reason(flag), note=_grounds(flag)),
            Cell("、".join(flag.states), note=_due(flag), filter="、".join(flag.states)),
            *((_answer_cell(flag),) if answered else ()),
        )
        for flag in flags
    )
    return Table(caption, heads, rows, sortable=not one_unit, narrow="cards")


def unit_cell(start: str, result: CampaignResult, flag: Flag) -> Cell:
    """The unit that *flag* concerns, leading to its page where it has one."""
    if flag.unit is None:
        return Cell("—")
    page = addresses.unit_page(result.campaign.id, flag.unit.id)
    has_page = any(
        row.unit.id == flag.unit.id for one in result.instruments for row in one.standings.rows
    )
    return Cell(flag.unit.name, addresses.link(start, page) if has_page else "")


def condition_cell(start: str, flag: Flag) -> Cell:
    """Code and title, leading to where the condition is explained."""
    page = addresses.link(start, addresses.FLAG_CONDITIONS, flag.code.lower())
    return Cell(f"{flag.code} {flag.title}", page, sort=flag.code)


def _severity_cell(severity: FlagSeverity) -> Cell:
    """A severity in sign and word, sorted by gravity."""
    name = FLAG_SEVERITY_NAMES[severity]
    order = str(FLAG_SEVERITY_ORDER.index(severity))
    return Cell(f"{SIGNS[severity]} {name}", sort=order, tone=_TONES[severity], filter=name)


def _reason(flag: Flag) -> str:
    """What it is about, unless the sentence with the numbers names it too, and that sentence."""
    about = f"指标{flag.indicator}" if flag.indicator else ""
    subject = flag.subject if not _names(flag.reason, flag.subject) else ""
    heads = "，".join(part for part in (about, subject) if part)
    return f"{heads}：{flag.reason}" if heads else flag.reason


def _names(reason: str, subject: str) -> bool:
    """Whether *reason* holds the last word of *subject*: its name, without its kind."""
    return bool(subject) and subject.rsplit(maxsplit=1)[-1] in reason


def _grounds(flag: Flag) -> str:
    """The clause that it rests on, and the cells where the numbers stand."""
    named = "；".join(_by_sheet(flag.places[:_NAMED]))
    more = f"等{len(flag.places)}处" if len(flag.places) > _NAMED else ""
    parts = (
        f"依据：{flag.clause}" if flag.clause else "",
        f"出处：{named}{more}" if named else "",
    )
    return "。".join(part for part in parts if part)


def _by_sheet(places: Sequence[CellPlace]) -> Iterator[str]:
    """Where *places* are, the cells of a sheet together."""
    for sheet, cells in groupby(places, key=lambda place: replace(place, cell="")):
        yield str(replace(sheet, cell="、".join(place.cell for place in cells)))


def _due(flag: Flag) -> str:
    """The deadline of what isn't put right yet."""
    if flag.due is None or FlagState.RECTIFIED in flag.states:
        return ""
    return f"整改期限{show_day(flag.due)}"


def _answer_cell(flag: Flag) -> Cell:
    if flag.answer is None:
        return Cell("—")
    answered = flag.answer.answered
    note = f"{answered.shown}答复" if answered.given else ""
    return Cell(flag.answer.text.shown, note=note)
