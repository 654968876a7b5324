"""The standings of a cohort as a table."""

from decimal import Decimal

from builder.model.standings import PartTally, Scorecard, Standing
from builder.model.units import UNIT_KIND_NAMES
from builder.pages import addresses
from builder.pages.page import Cell, Column, Table
from builder.pages.words import count_labels, number_cell
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.results import InstrumentResult


def standings_table(start: str, campaign: str, instrument: InstrumentResult) -> Table:
    """The standings under one *instrument*, as they stand on page *start*."""
    rubric = instrument.rubric
    middle = _tally_columns(rubric)
    grades = ("等次",) if rubric.grades else ()
    heads = (
        Column("名次", numeric=True),
        Column("单位"),
        *((Column("单位类型"),) if _has_leagues(rubric) else ()),
        Column(rubric.total_title, numeric=True),
        *(Column(title, numeric=True) for title, _ in middle),
        *(Column(title) for title in grades),
        Column("说明"),
    )
    rows = tuple(_row(start, campaign, row, instrument) for row in instrument.standings.rows)
    note = f"（{rubric.total_note}）" if rubric.total_note else ""
    return Table(f"{rubric.title}：排名{note}", heads, rows, head=1)


def _has_leagues(rubric: Rubric) -> bool:
    """Whether ranks are those among units of some kinds only."""
    return rubric.leagues != "one"


def standing_notes(row: Standing, late: str | None) -> tuple[str, ...]:
    """What has to be said beside a line: why it isn't ranked, vetoes, lateness, open questions."""
    vetoes = row.scorecard.vetoes if row.scorecard else ()
    return (
        *((row.unranked_reason,) if row.unranked_reason else ()),
        *(f"✕ 一票否决：{veto.title}（取消评优资格）" for veto in vetoes),
        *(f"⚑ {words}" for words in row.undecided),
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
    grade = "、".join(row.grades) or "—"
    counts = count_labels(card.marks) if card and rubric.ranking == "none" else ()
    notes = (*standing_notes(row, late), *(f"{fact.label}{fact.text}" for fact in counts))
    return (
        Cell(str(row.rank), sort=str(row.rank)) if row.rank else Cell("—", sort="Infinity"),
        Cell(row.unit.name, page),
        *((Cell(UNIT_KIND_NAMES[row.unit.kind]),) if _has_leagues(rubric) else ()),
        number_cell(row.total, places),
        *(number_cell(tally, places) for tally in tallies),
        *((Cell(grade),) if rubric.grades else ()),
        Cell("；".join(notes) or "—"),
    )


def _tally(card: Scorecard | None, key: str) -> Decimal | None:
    if card is None:
        return None
    if len(card.parts) > 1:
        return next(part.points for part in card.parts if part.part == key)
    return _part_tallies(card.parts[0])[key]


def _part_tallies(part: PartTally) -> dict[str, Decimal]:
    return {"base": part.base, "bonus": part.bonus, "penalty": part.penalty}
