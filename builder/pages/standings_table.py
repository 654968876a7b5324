"""The standings of a cohort as a table."""

from collections.abc import Sequence
from decimal import Decimal

from builder.model.standings import Scorecard, Standing
from builder.model.units import UNIT_KIND_NAMES
from builder.pages import addresses
from builder.pages.page import Cell, Column, Link, Table, columns
from builder.pages.words import number_cell, word_cell
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.conclusions import conclusion, list_conclusions, only_concludes
from builder.scoring.results import InstrumentResult
from builder.wording import NOT_KNOWN, POINTS, part_value, show_titles, veto_words

#: Every row of the standings.
WHOLE = slice(None)


def standings_table(
    start: str, campaign: str, instrument: InstrumentResult, part: slice = WHOLE
) -> Table:
    """The standings under one *instrument*, or *part* of their rows, as page *start* has them."""
    rubric = instrument.rubric
    if only_concludes(rubric):
        return _conclusion_table(start, campaign, instrument, part)
    middle = _tally_columns(rubric)
    grades = ("等次",) if rubric.grades else ()
    heads = (
        Column("名次", numeric=True),
        Column("单位"),
        *((Column("单位类型"),) if _has_leagues(rubric) else ()),
        Column(_total_head(rubric), numeric=True),
        *(Column(title, numeric=True) for title, _ in middle),
        *(Column(title) for title in grades),
    )
    standings = instrument.standings.rows[part]
    rows = tuple(_row(start, campaign, row, instrument) for row in standings)
    note = f"（{rubric.total_note}）" if rubric.total_note else ""
    label, download = f"{rubric.title}：排名", standings_file(start, campaign)
    return Table(f"排名{note}", heads, rows, head=1, download=download, label=label)


def _conclusion_table(
    start: str, campaign: str, instrument: InstrumentResult, part: slice
) -> Table:
    """How many rows of every unit come to each word, where nothing is ranked."""
    rubric, rows = instrument.rubric, instrument.standings.rows
    cards = [row.scorecard for row in rows if row.scorecard is not None]
    words = list_conclusions(mark for card in cards for mark in card.marks)
    lines = tuple(_conclusion_row(start, campaign, row, instrument, words) for row in rows[part])
    heads, caption = columns("单位", *words, numeric=words), "各单位达标情况（项数）"
    download, label = standings_file(start, campaign), f"{rubric.title}：{caption}"
    return Table(caption, heads, lines, narrow="lines", download=download, label=label)


def standings_file(start: str, campaign: str) -> Link:
    """The standings of a campaign as a file."""
    file = addresses.data_file(campaign, "standings.csv")
    return Link("下载全部单位的结果（CSV）", addresses.link(start, file))


def marks_file(start: str, campaign: str) -> Link:
    """The marks of a campaign as a file."""
    file = addresses.data_file(campaign, "marks.csv")
    return Link("下载各单位、各项的结果（CSV）", addresses.link(start, file))


def _conclusion_row(
    start: str,
    campaign: str,
    row: Standing,
    instrument: InstrumentResult,
    words: Sequence[str],
) -> tuple[Cell, ...]:
    page = addresses.link(start, addresses.unit_page(campaign, row.unit.id))
    late = instrument.standings.cohort.late.get(row.unit.id)
    card = row.scorecard
    found = [conclusion(mark) for mark in card.marks] if card else []
    counts = (Cell(str(found.count(word))) if card else number_cell(None) for word in words)
    return (_unit_cell(row, page, late), *counts)


def _unit_cell(row: Standing, page: str, late: str | None) -> Cell:
    """The unit, with what has to be said beside its line in small words below the name."""
    notes = "；".join(standing_notes(row, late))
    return Cell(row.unit.name, page, sort=row.unit.name if notes else "", note=notes)


def _total_head(rubric: Rubric) -> str:
    measure = rubric.total_measure
    return rubric.total_title if measure == POINTS else f"{rubric.total_title}（{measure}）"


def _has_leagues(rubric: Rubric) -> bool:
    """Whether ranks are those among units of some kinds only."""
    return rubric.leagues != "one"


def standing_notes(row: Standing, late: str | None) -> tuple[str, ...]:
    """What has to be said beside a line: why it isn't ranked, vetoes, lateness, open questions."""
    vetoes = row.scorecard.vetoes if row.scorecard else ()
    return (
        *((row.unranked_reason,) if row.unranked_reason and row.scorecard is None else ()),
        *(f"✕ {veto_words(veto)}（取消评优资格）" for veto in vetoes),
        *(f"⚑ {words}" for words in row.undecided),
        *row.ruled,
        *((f"△ {late}",) if late else ()),
    )


def _tally_columns(rubric: Rubric) -> tuple[tuple[str, str], ...]:
    """Titles of the columns between total and grade, and which tally each shows."""
    if len(rubric.parts) > 1:
        return tuple((part.title, part.id) for part in rubric.parts)
    kinds = {section.kind for section in rubric.sections}
    names = {SectionKind.BASE: "基础分", SectionKind.BONUS: "加分", SectionKind.PENALTY: "扣分"}
    shown = tuple((name, kind.value) for kind, name in names.items() if kind in kinds)
    return shown if len(shown) > 1 else ()


def _row(
    start: str, campaign: str, row: Standing, instrument: InstrumentResult
) -> tuple[Cell, ...]:
    rubric, card = instrument.rubric, row.scorecard
    places = rubric.rounding.totals
    page = addresses.link(start, addresses.unit_page(campaign, row.unit.id))
    tallies = [_tally(card, key) for _, key in _tally_columns(rubric)]
    late = instrument.standings.cohort.late.get(row.unit.id)
    return (
        Cell(str(row.rank), sort=str(row.rank)) if row.rank else Cell("—", sort="Infinity"),
        _unit_cell(row, page, late),
        *((Cell(UNIT_KIND_NAMES[row.unit.kind]),) if _has_leagues(rubric) else ()),
        number_cell(row.total, places),
        *(_tally_cell(tally, places) for tally in tallies),
        *((Cell(show_titles(row)),) if rubric.grades else ()),
    )


def _tally(card: Scorecard | None, key: str) -> Decimal | str | None:
    """A part's points, or those of one kind of its sections; a word where none is known yet."""
    if card is None:
        return None
    if len(card.parts) > 1:
        return part_value(next(part for part in card.parts if part.part == key))
    points = card.summed(key)
    return NOT_KNOWN if points is None else points


def _tally_cell(tally: Decimal | str | None, places: int) -> Cell:
    if isinstance(tally, str):
        return word_cell(tally)
    return number_cell(tally, places)
