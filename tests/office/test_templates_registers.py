"""The office's registers come back as filled in; blank ones change nothing and say nothing."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from builder.intake.campaign import Campaign
from builder.intake.collect import collect_returns
from builder.model.answers import Answer, AnswerState, Value
from builder.model.returns import CampaignReturns
from builder.model.units import Unit
from builder.office.templates.findings import Desk
from builder.office.templates.package import Material, make_templates
from builder.rubric.fields import Field, FieldType
from builder.scoring.campaigns import score_campaign
from tests.demo.world import ROOT
from tests.office.filled_templates import (
    Typed,
    campaign,
    column,
    fields_of,
    head_row,
    heads,
    library,
    made_up,
    open_book,
    put,
    saved,
    units,
    words,
    write,
)

TAIQIAN = ("taiqian-2018-departments", "taiqian-2018-townships")
ZICHUAN = ("zichuan-2022-townships",)
#: (unit id, field id, origin) → value.
Given = dict[tuple[str, str, str], Value | None]


@cache
def desk_of(*ids: str) -> Desk:
    instruments = tuple(library()[id_] for id_ in ids)
    kinds = tuple(dict.fromkeys(kind for one in instruments for kind in one.rubric.kinds))
    return Desk(campaign(*ids), instruments, units(kinds))


@cache
def registers_of(*ids: str) -> dict[str, bytes]:
    """The registers of the desk of those instruments."""
    return registers(desk_of(*ids))


def registers(desk: Desk) -> dict[str, bytes]:
    """The registers that intake reads, by their name without folder and suffix."""
    files = make_templates(Material(desk=desk, dossiers=(), catalogues=(), returns={}, earlier={}))
    return {Path(name).stem: content for name, content in files.items() if "登记表/" in name}


def collect(folder: Path, desk: Desk) -> CampaignReturns:
    rubrics = {one.rubric.id: one.rubric for one in desk.instruments}
    return collect_returns(folder, desk.campaign, rubrics)


def field_of(desk: Desk, unit: Unit, indicator: str, title: str) -> Field:
    """What the unit's own rubric calls so."""
    (instrument,) = (one for one in desk.instruments if unit.kind in one.rubric.kinds)
    return fields_of(instrument)[indicator, title]


def unit_called(desk: Desk, name: object) -> Unit:
    return next(unit for unit in desk.units if unit.name == name)


def given(returns: CampaignReturns) -> Given:
    return {
        (item.unit.id, answer.field, answer.origin): answer.value
        for item in returns.returns
        for answer in item.answers
        if answer.state is not AnswerState.BLANK
    }


def lines(sheet: Worksheet, top: int) -> Iterator[int]:
    """The rows below the heads that name a unit."""
    place = heads(sheet, top)["单位"]
    for row in range(top + 1, sheet.max_row + 1):
        if sheet.cell(row, place).value not in {None, "说明："}:
            yield row


@pytest.mark.parametrize("ids", [TAIQIAN, ZICHUAN])
def test_blank_registers_are_taken_without_a_problem_and_say_nothing(
    ids: tuple[str, ...], tmp_path: Path
) -> None:
    desk = desk_of(*ids)
    for name, content in registers_of(*ids).items():
        put(tmp_path, f"{name}.xlsx", content)

    found = collect(tmp_path, desk)

    assert [unit.name for unit in found.units] == [unit.name for unit in desk.units]
    assert found.problems == ()
    assert given(found) == {}
    assert not any(item.events for item in found.returns)
    assert not found.rectifications
    assert not found.appeals


def test_a_campaign_without_units_gets_a_register_of_units_to_begin_with(tmp_path: Path) -> None:
    whole = desk_of(*ZICHUAN)
    desk = Desk(whole.campaign, whole.instruments, ())
    book = open_book(registers(desk)["单位名录"])
    sheet = book["单位名录"]
    top = head_row(sheet, "单位代码")
    for number, (id_, name) in enumerate((("z1", "示例一镇"), ("z2", "示例二镇")), start=2):
        for head, value in (("单位代码", id_), ("单位名称", name), ("单位类型", "乡镇")):
            write(sheet, top + number, heads(sheet, top)[head], value)
    put(tmp_path, "单位名录.xlsx", saved(book))

    found = collect(tmp_path, desk)

    assert [(unit.id, unit.name, unit.kind.value) for unit in found.units] == [
        ("z1", "示例一镇", "township"),
        ("z2", "示例二镇", "township"),
    ]
    assert found.problems == ()


@pytest.mark.parametrize("ids", [TAIQIAN, ZICHUAN])
def test_every_verdict_comes_back(ids: tuple[str, ...], tmp_path: Path) -> None:
    desk, files = desk_of(*ids), registers_of(*ids)
    put(tmp_path, "单位名录.xlsx", files["单位名录"])
    book = open_book(files["核定记录"])
    expected: Given = {}
    for sheet in book.worksheets[:-1]:
        top = head_row(sheet, "单位")
        named = heads(sheet, top)
        for count, row in enumerate(lines(sheet, top), start=1):
            unit = unit_called(desk, sheet.cell(row, named["单位"]).value)
            cells = [str(sheet.cell(row, named[head]).value) for head in ("指标编号", "填报项")]
            item = field_of(desk, unit, *cells)
            typed, expected[unit.id, item.id, "A"] = made_up(item, count)
            write(sheet, row, named["核定值"], typed)
            write(sheet, row, named["理由"], "现场核查")
            write(sheet, row, named["核定日期"], date(2021, 12, 1))
            write(sheet, row, named["核定岗位"], "考核组A岗")
    put(tmp_path, "核定记录.xlsx", saved(book))

    found = collect(tmp_path, desk)

    assert found.problems == ()
    assert given(found) == expected
    assert {(unit, field) for unit, field, _ in expected} == {
        (unit.id, item.id)
        for unit in desk.units
        for one in desk.instruments
        if unit.kind in one.rubric.kinds
        for item in one.rubric.fields.values()
        if "A" in item.origin and item.type is not FieldType.LOG
    }


@pytest.mark.parametrize("ids", [TAIQIAN, ZICHUAN])
def test_every_event_comes_back(ids: tuple[str, ...], tmp_path: Path) -> None:
    desk, files = desk_of(*ids), registers_of(*ids)
    put(tmp_path, "单位名录.xlsx", files["单位名录"])
    book = open_book(files["巡查及加减分登记"])
    expected: dict[tuple[str, str], list[dict[str, Value]]] = {}
    for count, sheet in enumerate(book.worksheets[:-1], start=1):
        top = head_row(sheet, "单位")
        named = heads(sheet, top)
        row = top + 2 + count % 3
        cells = [str(sheet.cell(row, named[head]).value) for head in ("指标编号", "填报项")]
        unit = _asked_for(desk, *cells)
        log = field_of(desk, unit, *cells)
        write(sheet, row, named["单位"], unit.name)
        values: dict[str, Value] = {}
        for item in log.columns:
            typed, values[item.id] = made_up(item, count)
            write(sheet, row, column(named, item.title), typed)
        expected.setdefault((unit.id, log.id), []).append(values)
    put(tmp_path, "巡查及加减分登记.xlsx", saved(book))

    found = collect(tmp_path, desk)

    assert found.problems == ()
    assert expected == {
        (item.unit.id, event.log): [{id_: answer.value for id_, answer in event.row.items()}]
        for item in found.returns
        for event in item.events
    }


def _asked_for(desk: Desk, indicator: str, title: str) -> Unit:
    """A unit whose rubric has that log."""
    return next(
        unit
        for one in desk.instruments
        if (indicator, title) in fields_of(one)
        for unit in desk.units
        if unit.kind in one.rubric.kinds
    )


@pytest.mark.parametrize("ids", [TAIQIAN, ZICHUAN])
def test_every_figure_of_platforms_and_surveys_comes_back(
    ids: tuple[str, ...], tmp_path: Path
) -> None:
    desk, files = desk_of(*ids), registers_of(*ids)
    put(tmp_path, "单位名录.xlsx", files["单位名录"])
    expected: Given = {}
    for name, origin in (("平台数据", "P"), ("满意度", "S")):
        if name in files:
            book = open_book(files[name])
            _fill_wide(book, desk, origin, expected)
            put(tmp_path, f"{name}.xlsx", saved(book))

    found = collect(tmp_path, desk)

    assert found.problems == ()
    assert given(found) == expected


def _fill_wide(book: Workbook, desk: Desk, origin: str, expected: Given) -> None:
    for sheet in book.worksheets[:-1]:
        top = head_row(sheet, "单位")
        named = heads(sheet, top)
        for row in lines(sheet, top):
            unit = unit_called(desk, sheet.cell(row, named["单位"]).value)
            for number, (head, place) in enumerate(list(named.items())[1:], start=row):
                item = field_of(desk, unit, *words(head).split(" ", 1))
                typed, expected[unit.id, item.id, origin] = made_up(item, number)
                write(sheet, row, place, typed)


def test_receipts_come_back_with_what_came_twice(tmp_path: Path) -> None:
    """Two lines for one town: the later one counts, after the deadline by one day."""
    desk = desk_of(*ZICHUAN)
    desk = Desk(
        campaign(*ZICHUAN, deadline=datetime.fromisoformat("2022-01-10T18:00")),
        desk.instruments,
        desk.units,
    )
    files = make_templates(Material(desk=desk, dossiers=(), catalogues=(), returns={}, earlier={}))
    put(tmp_path, "单位名录.xlsx", files["登记表/单位名录.xlsx"])
    put(tmp_path, "示例一镇.xlsx", files["填报表/示例一镇.xlsx"])
    book = open_book(files["登记表/收件登记.xlsx"])
    sheet = book["收件登记"]
    top = head_row(sheet, "单位")
    first = next(row for row in lines(sheet, top) if sheet.cell(row, 1).value == "示例一镇")
    below = top + 2 + len(desk.units)
    write(sheet, below, 1, "示例一镇")
    for row, day in ((first, "2022-01-10T17:00"), (below, "2022-01-11T09:30")):
        write(sheet, row, 2, datetime.fromisoformat(day))
        for place, text in enumerate(("邮件", "", "是", "收件岗"), start=3):
            write(sheet, row, place, text)
    put(tmp_path, "收件登记.xlsx", saved(book))

    found = collect(tmp_path, desk)

    assert found.problems == ()
    town = next(item for item in found.returns if item.unit.name == "示例一镇")
    assert town.received == datetime.fromisoformat("2022-01-11T09:30")
    assert town.late == "逾期1天"


def test_a_problem_to_rectify_and_an_objection_come_back(tmp_path: Path) -> None:
    desk, files = desk_of(*ZICHUAN), registers_of(*ZICHUAN)
    put(tmp_path, "单位名录.xlsx", files["单位名录"])
    day = date(2021, 11, 30)
    rectified: tuple[Typed, ...] = (
        "1",
        "示例一镇",
        "4.1",
        "终端离线",
        "照片1",
        "综合科",
        day,
        "维修",
        day,
        "已销号",
        "",
    )
    objected: tuple[Typed, ...] = (
        "示例一镇",
        "4.1",
        "有异议",
        "当天停电",
        "附件1.pdf",
        "部分采纳",
        "停电属实",
        day,
    )
    for name, values in (("整改台账", rectified), ("申诉与复核", objected)):
        book = open_book(files[name])
        top = head_row(book[name], "单位")
        for place, value in enumerate(values, start=1):
            write(book[name], top + 2, place, value)
        put(tmp_path, f"{name}.xlsx", saved(book))

    found = collect(tmp_path, desk)

    assert found.problems == ()
    (problem,) = found.rectifications
    assert _shown(problem.number, problem.problem, problem.conclusion) == [
        "1",
        "终端离线",
        "已销号",
    ]
    assert problem.due.value == day
    (appeal,) = found.appeals
    assert _shown(appeal.opinion, appeal.decision) == ["有异议", "部分采纳"]
    assert appeal.decided.value == day


def test_an_answer_to_a_red_flag_comes_back(tmp_path: Path) -> None:
    desk, files = desk_of(*ZICHUAN), registers_of(*ZICHUAN)
    put(tmp_path, "单位名录.xlsx", files["单位名录"])
    book = open_book(files["红旗答复"])
    sheet = book["红旗答复"]
    row = head_row(sheet, "单位") + 2
    values: tuple[str | date, ...] = ("示例一镇", "RF-05", "3.1", "已经整改", date(2021, 12, 1))
    for place, value in enumerate(values, start=1):
        write(sheet, row, place, value)
    put(tmp_path, "红旗答复.xlsx", saved(book))

    found = collect(tmp_path, desk)

    assert found.problems == ()
    (told,) = found.flag_answers
    assert (told.code, told.indicator, told.text.shown) == ("RF-05", "3.1", "已经整改")


def _shown(*answers: Answer) -> list[str]:
    return [answer.shown for answer in answers]


def test_blank_registers_beside_the_demo_change_no_total(tmp_path: Path) -> None:
    """In the first quarter every log came in, so that nothing waits for a register."""
    source = ROOT / "input" / "example-district-2022q1"
    settings = YAML(typ="safe").load((source / "campaign.yml").read_text(encoding="utf-8"))
    own = Campaign.model_validate(settings)
    instrument = library()[own.instruments[0]]
    rubrics = {instrument.rubric.id: instrument.rubric}
    before = collect_returns(source, own, rubrics)
    shutil.copytree(source, tmp_path / "round")
    for name, content in registers(Desk(own, (instrument,), before.units)).items():
        if name != "单位名录":
            put(tmp_path / "round" / "空白", f"{name}.xlsx", content)

    after = collect_returns(tmp_path / "round", own, rubrics)

    def totals(returns: CampaignReturns) -> list[tuple[str, object]]:
        (result,) = score_campaign(own, returns, (instrument,), {}).result.instruments
        return [(row.unit.id, row.total) for row in result.standings.rows]

    assert after.problems == before.problems
    assert totals(after) == totals(before)
