"""Tables that others published, worked out again from their raw marks with rubrics in YAML only.

`rubrics/` holds the rules, `tables/` says which column is which field and what was published.
The tables themselves are no part of the project: without them these tests skip, saying so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from pydantic import Field as Key

from builder.formats.excel_reading.content import read_workbook
from builder.formats.sheets import CellContent
from builder.model.answers import Answer, AnswerState
from builder.model.evidence import Evidence
from builder.model.numbers import round_half_up
from builder.model.places import CellPlace
from builder.model.standings import Cohort, Scorecard, Standing
from builder.model.units import Unit
from builder.rubric.check import check_rubric
from builder.rubric.fields import Field, FieldType
from builder.rubric.load import load_record
from builder.rubric.record import Record
from builder.rubric.rules.rank import rank_values
from builder.rubric.schema import Rubric
from builder.scoring.scorecards import score_cohort
from builder.scoring.standings import stand

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "shared" / "samples"
TABLES = sorted((HERE / "tables").glob("*.yml"))

Row = Mapping[str, CellContent]
Found = Decimal | int | str | None


class Wanted(Record):
    """What a published column holds: exactly one of these."""

    total: bool = False
    rank: bool = False
    part: str = ""
    section: str = ""
    points: str = ""
    """A row's points."""
    rating: str = ""
    rank_of: "Wanted | None" = None
    """The place that another of these gives, the most first, ties sharing it."""
    places: int | None = None
    """For `rank_of`: the decimals to which numbers are printed, for ranks go by print."""


class Publication(Record):
    """Published columns, in the table itself or in another with the same units."""

    file: str = ""
    columns: dict[str, Wanted]
    within: Decimal = Decimal(0)
    """How far a number may be off: half of the last published digit, or nothing."""


class Table(Record):
    """A published table, and how its columns are read."""

    rubric: str
    file: str
    sheet: str = ""
    header: int
    """The row of the heads, from 1."""
    rows: int
    """How many rows there are, so that none is lost."""
    cells: int
    """How many published cells are compared."""
    unit: tuple[str, ...]
    """The columns that name a row."""
    repeats: bool = False
    """Whether several rows may have the same name; they are then numbered."""
    cohort: tuple[str, ...]
    """The columns by which rows fall into cohorts; none for one cohort."""
    apart: tuple[str, ...] = ()
    """Names of rows that stand in the table and compete with nobody."""
    not_applicable: str = ""
    """The word for 不适用."""
    fields: dict[str, str] = Key(min_length=1)
    """Field → column."""
    published: tuple[Publication, ...]


@dataclass(frozen=True)
class Scored:
    """The standings of one cohort, by the name of the row."""

    rubric: Rubric
    rows: Mapping[str, Standing]

    def card(self, name: str) -> Scorecard:
        """The scorecard of the row *name*."""
        card = self.rows[name].scorecard
        assert card is not None
        return card

    def find(self, name: str, wanted: Wanted) -> Found:
        """What the program gives for *wanted* of the row *name*."""
        if wanted.rank:
            return self.rows[name].rank
        if wanted.rank_of is not None:
            return self._places(wanted.rank_of, wanted.places)[name]
        return self._points(name, wanted)

    def _points(self, name: str, wanted: Wanted) -> Decimal | str | None:
        card = self.card(name)
        if wanted.rating:
            return next(item.label for item in card.ratings if item.rating == wanted.rating)
        if wanted.part:
            return next(part.points for part in card.parts if part.part == wanted.part)
        if wanted.section:
            sections = [section for part in card.parts for section in part.sections]
            return next(item.points for item in sections if item.section == wanted.section)
        if wanted.points:
            return next(mark.points for mark in card.marks if mark.indicator == wanted.points)
        assert wanted.total
        return card.total

    def _places(self, wanted: Wanted, places: int | None) -> dict[str, int]:
        points = {name: self._points(name, wanted) for name in self.rows}
        numbers = {
            name: value if places is None else round_half_up(value, places)
            for name, value in points.items()
            if isinstance(value, Decimal)
        }
        return rank_values(numbers, most_first=True, ties="competition")


def sample(file: str) -> Path:
    path = SAMPLES / file
    if not path.exists():
        pytest.skip(f"the sample {file} isn't on this machine")
    return path


@cache
def read_rows(file: str, sheet: str, header: int) -> tuple[Row, ...]:
    workbook, problems = read_workbook(sample(file), file)
    assert workbook is not None, problems
    rows = next(item for item in workbook.sheets if sheet in {"", item.name}).rows
    heads = [str(head) for head in rows[header - 1]]
    return tuple(dict(zip(heads, row, strict=False)) for row in rows[header:] if any(row))


def read_rubric(name: str) -> Rubric:
    path = HERE / "rubrics" / f"{name}.yml"
    loaded, problems = load_record(path, Rubric, path.name)
    assert loaded is not None, [(str(p.place), p.wrong) for p in problems]
    assert check_rubric(loaded) == ()
    return loaded.record


def name_rows(rows: Sequence[Row], table: Table) -> dict[str, Row]:
    """*rows* by their names."""
    named: dict[str, Row] = {}
    for number, row in enumerate(rows, start=1):
        name = " ".join(str(row[column]) for column in table.unit)
        named[f"{number} {name}" if table.repeats else name] = row
    assert len(named) == len(rows), "two rows have the same name"
    return named


def answer(field: Field, content: CellContent, table: Table, number: int) -> Answer:
    place = CellPlace(table.file, table.sheet, f"A{table.header + number}")
    origin = field.origin[0]
    if table.not_applicable and content == table.not_applicable:
        state = AnswerState.NOT_APPLICABLE
        return Answer(field.id, field.title, state, origin, place=place)
    assert content not in {None, ""}, f"{field.id} is blank at {place}"
    is_word = field.type is FieldType.CHOICE
    value = str(content) if is_word else Decimal(str(content))
    return Answer(
        field.id, field.title, AnswerState.GIVEN, origin, value, field.measure, place=place
    )


def evidence(name: str, row: Row, number: int, table: Table, rubric: Rubric) -> Evidence:
    return Evidence(
        unit=Unit(name, name, rubric.kinds[0]),
        answers={
            id_: answer(rubric.fields[id_], row[column], table, number)
            for id_, column in table.fields.items()
        },
        logs={},
        period_end=date(2019, 12, 31),
    )


def score(cohort: Sequence[Evidence], rubric: Rubric) -> Scored:
    units = tuple(item.unit for item in cohort)
    standings = stand(
        rubric, Cohort(units, units, {}, {}, None, None), score_cohort(rubric, cohort)
    )
    return Scored(rubric, {row.unit.id: row for row in standings.rows})


def score_table(table: Table, rubric: Rubric) -> dict[str, Scored]:
    """By the name of each row: its cohort, scored under *rubric*."""
    assert set(table.fields) == set(rubric.fields)
    rows = read_rows(table.file, table.sheet, table.header)
    cohorts: dict[tuple[object, ...], list[Evidence]] = {}
    for number, (name, row) in enumerate(name_rows(rows, table).items(), start=1):
        key: tuple[object, ...] = tuple(row[column] for column in table.cohort)
        if name in table.apart:
            key = ("apart", name)
        cohorts.setdefault(key, []).append(evidence(name, row, number, table, rubric))
    scored = [score(cohort, rubric) for cohort in cohorts.values()]
    return {name: item for item in scored for name in item.rows}


def same(found: Found, published: CellContent, within: Decimal) -> bool:
    if isinstance(found, Decimal):
        return abs(found - Decimal(str(published))) <= within
    return str(found) == str(published)


def differences(table: Table, scored: Mapping[str, Scored]) -> tuple[int, list[str]]:
    """How many published cells were compared, and those that come out otherwise."""
    compared, wrong = 0, []
    for publication in table.published:
        file = publication.file or table.file
        sheet, header = ("", 1) if publication.file else (table.sheet, table.header)
        for name, row in name_rows(read_rows(file, sheet, header), table).items():
            for column, wanted in publication.columns.items():
                if wanted.rank and name in table.apart:
                    continue
                found, published = scored[name].find(name, wanted), row[column]
                compared += 1
                if not same(found, published, publication.within):
                    wrong.append(f"{name} {column}: published {published}, found {found}")
    return compared, wrong


def read_table(path: Path) -> Table:
    loaded, problems = load_record(path, Table, path.name)
    assert loaded is not None, [(str(p.place), p.wrong) for p in problems]
    return loaded.record


@pytest.mark.parametrize("path", TABLES, ids=[path.stem for path in TABLES])
def test_a_published_table_comes_out_as_it_was_published(path: Path) -> None:
    table = read_table(path)

    scored = score_table(table, read_rubric(table.rubric))
    compared, wrong = differences(table, scored)

    assert wrong == []
    assert (len(scored), compared) == (table.rows, table.cells)


def test_a_wrong_rule_does_not_go_unnoticed() -> None:
    """Ratings that begin one point lower are wrong for every unit that stands on a limit."""
    table = read_table(HERE / "tables" / "freedom-in-the-world.yml")
    rubric = read_rubric(table.rubric)
    lower = [
        band.model_copy(update={"below": band.below - 1 if band.below else None})
        for band in rubric.ratings[0].bands
    ]
    rating = rubric.ratings[0].model_copy(update={"bands": tuple(lower)})
    spoilt = rubric.model_copy(update={"ratings": (rating, *rubric.ratings[1:])})

    _, wrong = differences(table, score_table(table, spoilt))

    limits = {Decimal(limit) for limit in (5, 11, 17, 23, 29, 35)}
    rows = read_rows(table.file, table.sheet, table.header)
    on_a_limit = [row for row in rows if row["PR"] in limits]
    assert len([line for line in wrong if "PR rating" in line]) == len(on_a_limit) > 0


def test_no_table_is_lost() -> None:
    rubrics = {path.stem for path in (HERE / "rubrics").glob("*.yml")}

    assert {path.stem for path in TABLES} == rubrics
    assert len(TABLES) == 8


@pytest.mark.parametrize(
    ("row", "expected"),
    [("South Sudan 2019", -2), ("Syria 2019", -3)],
)
def test_the_published_floor_is_off(row: str, expected: int) -> None:
    """Political rights may be negative: the published table has such rows."""
    table = read_table(HERE / "tables" / "freedom-in-the-world.yml")

    scored = score_table(table, read_rubric(table.rubric))[row]

    assert scored.find(row, Wanted(part="PR")) == Decimal(expected)
