"""A 填报表 comes back as it was filled in, for every instrument; untouched, it says nothing."""

import shutil
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from ruamel.yaml import YAML

from builder.intake.campaign import Campaign
from builder.intake.collect import collect_returns
from builder.model.answers import Answer, AnswerState, Event, Origin
from builder.model.returns import CampaignReturns, UnitReturns
from builder.office.templates.findings import Desk
from builder.office.templates.package import Material
from builder.rubric.fields import Field
from builder.rubric.library import Instrument
from builder.scoring.campaigns import score_campaign
from tests.demo.world import ROOT
from tests.office.filled_templates import (
    Expected,
    Filler,
    Typed,
    column,
    fields_of,
    head_row,
    heads,
    library,
    material,
    open_book,
    put,
    saved,
    templates_of,
    write,
)

INSTRUMENTS = (
    "county-twelve-points-luoshan",
    "county-twelve-points-wenxian",
    "example-2024-comprehensive",
    "hualong-2021-ledger",
    "puyang-2020-online-service",
    "taiqian-2018-departments",
    "taiqian-2018-townships",
    "township-eight-points-luoshan",
    "township-eight-points-wenxian",
    "zichuan-2022-townships",
)


def collect(folder: Path, one: Material) -> CampaignReturns:
    rubrics = {item.rubric.id: item.rubric for item in one.desk.instruments}
    return collect_returns(folder, one.desk.campaign, rubrics)


def place_untouched(folder: Path, one: Material) -> None:
    for name, content in templates_of(one).items():
        if name.startswith("填报表/") or name.endswith("单位名录.xlsx"):
            put(folder, name, content)


def fill_all(folder: Path, one: Material) -> dict[str, Expected]:
    """Fills in every filing of *one* and drops it into *folder*; what to expect, by unit."""
    expected = {}
    files = templates_of(one)
    put(folder, "单位名录.xlsx", files["登记表/单位名录.xlsx"])
    for unit in one.desk.units:
        filler = Filler(
            open_book(files[f"填报表/{unit.name}.xlsx"]), fields_of(*one.desk.instruments)
        )
        expected[unit.id] = filler.fill()
        put(folder, f"收到的/{unit.name}.xlsx", saved(filler.book))
    return expected


def assert_same(expected: Expected, found: UnitReturns) -> None:
    values = {
        answer.field: None if answer.state is AnswerState.NOT_APPLICABLE else answer.value
        for answer in found.answers
    }
    rows: dict[str, list[dict[str, object]]] = {}
    for event in found.events:
        rows.setdefault(event.log, []).append({id_: a.value for id_, a in event.row.items()})
    scores = {id_: answer.number for id_, answer in (found.self_scores or {}).items()}
    assert {answer.state for answer in found.answers} <= {
        AnswerState.GIVEN,
        AnswerState.NOT_APPLICABLE,
    }
    assert {answer.origin for answer in found.answers} == {Origin.UNIT}
    assert expected.values == values
    assert expected.rows == rows
    assert expected.self_scores == scores


def test_every_instrument_is_here() -> None:
    assert set(INSTRUMENTS) == set(library())


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_what_a_person_filled_in_is_what_intake_returns(id_: str, tmp_path: Path) -> None:
    one = material(library()[id_])
    expected = fill_all(tmp_path, one)

    found = collect(tmp_path, one)

    assert found.problems == ()
    assert [item.excluded for item in found.returns] == [None] * len(one.desk.units)
    for item in found.returns:
        assert_same(expected[item.unit.id], item)


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_an_untouched_template_is_taken_without_a_problem_and_says_nothing(
    id_: str, tmp_path: Path
) -> None:
    one = material(library()[id_])
    place_untouched(tmp_path, one)

    found = collect(tmp_path, one)

    assert found.problems == ()
    assert {a.state for item in found.returns for a in item.answers} == {AnswerState.BLANK}
    assert not any(item.events for item in found.returns)


def test_a_record_with_a_single_cell_is_not_taken_for_a_second_row_of_heads(
    tmp_path: Path,
) -> None:
    """Heads may be two deep, blanks taken from above: the row of hints stands between."""
    one = material(library()["township-eight-points-luoshan"])
    files = templates_of(one)
    book = open_book(files["填报表/示例一镇.xlsx"])
    sheet = book["4.3 村便民服务站登记"]
    top = head_row(sheet, "序号")
    write(sheet, top + 2, column(heads(sheet, top), "村站名称"), "示例村")
    put(tmp_path, "单位名录.xlsx", files["登记表/单位名录.xlsx"])
    put(tmp_path, "示例一镇.xlsx", saved(book))

    found = collect(tmp_path, one)

    (event,) = (event for item in found.returns for event in item.events)
    assert [answer.shown for answer in event.row.values() if answer.given] == ["示例村"]
    assert found.problems == ()


def test_rows_that_a_person_adds_below_the_ready_ones_count(tmp_path: Path) -> None:
    one = material(library()["township-eight-points-luoshan"])
    files = templates_of(one)
    book = open_book(files["填报表/示例一镇.xlsx"])
    sheet = book["4.3 村便民服务站登记"]
    top = head_row(sheet, "序号")
    place = column(heads(sheet, top), "村站名称")
    assert not sheet.column_dimensions[get_column_letter(place)].protection.locked
    sheet.cell(top + 2 + 60, place).value = "示例村"
    put(tmp_path, "单位名录.xlsx", files["登记表/单位名录.xlsx"])
    put(tmp_path, "示例一镇.xlsx", saved(book))

    found = collect(tmp_path, one)

    assert sum(len(item.events) for item in found.returns) == 1


def test_a_quarter_of_the_demo_filed_on_templates_gets_the_same_marks(tmp_path: Path) -> None:
    """What its 13 units filed on forms of their own, copied onto templates by hand."""
    source, folder = ROOT / "input" / "example-district-2022q1", tmp_path / "round"
    settings = YAML(typ="safe").load((source / "campaign.yml").read_text(encoding="utf-8"))
    own = Campaign.model_validate(settings)
    instrument = library()[own.instruments[0]]
    rubrics = {instrument.rubric.id: instrument.rubric}
    before = collect_returns(source, own, rubrics)
    shutil.copytree(source, folder)
    for name in ("填报表", "微信接收", "邮件附件"):
        shutil.rmtree(folder / name)
    files = templates_of(Material(Desk(own, (instrument,), before.units), (), (), {}, {}))
    for returns in before.returns:
        if returns.filing is not None:
            book = open_book(files[f"填报表/{returns.unit.name}.xlsx"])
            copy_out(book, returns, fields_of(instrument))
            put(folder, f"新报/{returns.unit.name}.xlsx", saved(book))

    after = collect_returns(folder, own, rubrics)

    expected = marks(own, before, instrument)
    assert len(expected) == 13 * 22
    assert expected == marks(own, after, instrument)


def copy_out(book: Workbook, returns: UnitReturns, fields: Mapping[tuple[str, str], Field]) -> None:
    """Writes what a unit filed onto its template, number by number and title by title."""
    sheet = book.worksheets[0]
    top = head_row(sheet, "指标编号")
    named = heads(sheet, top)
    said = {a.field: a for a in returns.answers if a.origin is Origin.UNIT}
    indicator = ""
    for row in range(top + 1, sheet.max_row + 1):
        number = sheet.cell(row, named["指标编号"]).value
        indicator = str(number) if number is not None else indicator
        title = str(sheet.cell(row, named["填报项"]).value)
        field = fields.get((indicator, title))
        if field is not None and field.id in said and said[field.id].given:
            write(sheet, row, named["填报值"], as_typed(said[field.id]))
        if number is not None and (score := (returns.self_scores or {}).get(indicator)):
            write(sheet, row, named["自评分"], float(score.number))
    for event in returns.events:
        if event.origin is Origin.UNIT:
            copy_event(book, event)


def copy_event(book: Workbook, event: Event) -> None:
    """Writes one row of 培训记录, the only log that these units keep, below those written."""
    sheet = book["2.2 培训记录"]
    top = head_row(sheet, "序号")
    named = heads(sheet, top)
    row = next(n for n in range(top + 2, sheet.max_row) if sheet.cell(n, 2).value is None)
    for answer in event.row.values():
        if answer.given:
            write(sheet, row, column(named, answer.title), as_typed(answer))


def as_typed(answer: Answer) -> Typed:
    """The answer as a person types it."""
    match answer.value:
        case bool():
            return "是" if answer.value else "否"
        case Decimal():
            return f"{answer.value * 100}%" if answer.measure == "%" else float(answer.value)
        case date() | str():
            return answer.value
        case _:
            raise TypeError(answer.value)


def marks(
    own: Campaign, returns: CampaignReturns, instrument: Instrument
) -> dict[tuple[str, str], tuple[Decimal | None, str]]:
    """Points and state of every unit and row."""
    (result,) = score_campaign(own, returns, (instrument,), {}).result.instruments
    cards = [row.scorecard for row in result.standings.rows if row.scorecard is not None]
    return {
        (card.unit.id, mark.indicator): (mark.points, mark.state)
        for card in cards
        for mark in card.marks
    }
