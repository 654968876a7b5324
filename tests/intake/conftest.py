"""A small campaign for tests, whose workbooks are written as tables of text."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
import xlwt  # type: ignore[import-untyped]  # nobody has typed it
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from builder.intake.campaign import Campaign, Period
from builder.intake.collect import collect_returns
from builder.model.answers import Answer
from builder.model.problems import Problem
from builder.model.returns import CampaignReturns, UnitReturns
from builder.rubric.schema import Rubric

RUBRIC = """
id: county-departments
title: 县直评分细则
source: {document: 示例文件}
kinds: [department]
parts:
  - id: all
    title: 全部
    points: 4
    sections:
      - id: "1"
        title: 一
        indicators:
          - id: "1.1"
            title: 事项集中进驻
            wording: 按比例记分
            clause: 一.1
            method: 查资料
            points: 1
            fields:
              - {id: items_total, title: 审批服务事项总数, type: integer, measure: 项, least: 0, origin: [U, P]}
              - {id: items_in_hall, title: 已进驻事项数, type: integer, measure: 项, least: 0, origin: [U]}
            rule: {kind: proportion, numerator: {field: items_in_hall}, denominator: {field: items_total}}
          - id: "1.2"
            title: 网上可办
            wording: 可办记满分
            clause: 一.2
            method: 看平台
            points: 1
            fields:
              - {id: online, title: 是否可网上申报, type: yes_no, origin: [U, A], not_applicable: true}
              - {id: rate, title: 网上可办率, type: percent, origin: [P]}
              - {id: proof, title: 佐证附件, type: attachment, origin: [U]}
            rule: {kind: award, when: {field: online, is: true}}
          - id: "2.1"
            title: 投诉
            wording: 每件扣1分
            clause: 二.1
            method: 查记录
            points: 1
            fields:
              - id: complaints
                title: 投诉记录
                type: log
                origin: [A]
                columns:
                  - {id: date, title: 投诉日期, type: date}
                  - {id: substantiated, title: 是否属实, type: yes_no}
            rule: {kind: accrual, per: 1, count: {count: complaints}}
          - id: "2.2"
            title: 表彰
            wording: 有表彰记分
            clause: 二.2
            method: 查资料
            points: 1
            fields:
              - id: honours
                title: 表彰记录
                type: log
                origin: [U]
                columns:
                  - {id: date, title: 表彰日期, type: date}
                  - {id: name, title: 表彰名称, type: text}
            rule: {kind: accrual, per: 1, count: {count: honours}}
"""  # noqa: E501 - a field a line

REGISTER = """
# 单位
| 单位代码 | 单位名称 | 单位类型 | 简称 |
| civil | 县民政局 | 县直部门 | 民政局 |
| water | 县水利局 | 县直部门 | |
# 别名
| 单位代码 | 别名 | 启用日期 | 停用日期 |
| civil | 县民政和老龄局 | 2010-01-01 | 2015-12-31 |
| water | 县水务局 | 2010-01-01 | 2018-06-30 |
"""

FILING = """
# 填报表
| 县直单位填报表 | < | < |
| 填报单位 | 县民政局 | |
| 指标编号 | 填报项 | 填报值 |
| 1.1 | 审批服务事项总数 | 48 |
| 1.1 | 已进驻事项数 | 45 |
| 1.2 | 是否可网上申报 | 是 |
| 1.2 | 佐证附件 | 详见附件 |
"""

#: Sheet name → rows of cells; None for a blank.
Sheets = Mapping[str, Sequence[Sequence[str]]]


def parse(text: str) -> dict[str, list[list[str]]]:
    """Sheets of a text: 「# name」, then rows 「| a | b |」."""
    sheets: dict[str, list[list[str]]] = {}
    for line in text.strip().splitlines():
        if line.startswith("#"):
            rows = sheets.setdefault(line.removeprefix("#").strip(), [])
        else:
            cells = line.strip().removeprefix("|").removesuffix("|").split("|")
            rows.append([cell.strip().replace("\\n", "\n") for cell in cells])
    return sheets


def value(cell: str) -> str | int | float | None:
    """A number where it looks like one, unless a quote stands before it."""
    if cell.startswith("'"):
        return cell[1:]
    try:
        number = Decimal(cell)
    except InvalidOperation:
        return cell or None
    return int(number) if number == int(number) and "." not in cell else float(number)


def xlsx_bytes(text: str) -> bytes:
    """A workbook: 「<」 is merged into the cell to the left, 「^」 into the one above."""
    book = Workbook()
    del book["Sheet"]
    for title, rows in parse(text).items():
        hidden = title.endswith("(hidden)")
        sheet = book.create_sheet(title.removesuffix("(hidden)").strip())
        sheet.sheet_state = "hidden" if hidden else "visible"
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                if cell not in {"", "<", "^"}:
                    sheet.cell(number, column, value(cell))
        _merge(sheet, rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _merge(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if cell in {"<", "^"}:
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1][left : left + 1] == ["^"]:
                bottom += 1
            if (right, bottom) != (left, top):
                sheet.merge_cells(
                    start_row=top + 1,
                    end_row=bottom + 1,
                    start_column=left + 1,
                    end_column=right + 1,
                )


def xls_bytes(text: str) -> bytes:
    """The same in the old format."""
    book = xlwt.Workbook()
    for title, rows in parse(text).items():
        sheet = book.add_sheet(title)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell == "#REF!":
                    sheet.row(number).set_cell_error(column, "#REF!")
                elif cell not in {"", "<", "^"}:
                    sheet.write(number, column, value(cell))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_bytes(text: str) -> bytes:
    """The first sheet as csv in the encoding of a Chinese Windows."""
    rows = next(iter(parse(text).values()))
    return "\r\n".join(",".join(row) for row in rows).encode("gb18030")


@dataclass
class Office:
    """A campaign's folder in the making."""

    folder: Path
    campaign: Campaign
    rubrics: Mapping[str, Rubric]
    advanced: list[str] = field(default_factory=list)

    def put(self, name: str, text: str) -> None:
        """Writes a workbook in the format that its suffix names."""
        write = {"xlsx": xlsx_bytes, "xls": xls_bytes, "csv": csv_bytes}[name.rsplit(".", 1)[1]]
        self.put_bytes(name, write(text))

    def put_bytes(self, name: str, content: bytes) -> None:
        """Writes any file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def collect(self) -> CampaignReturns:
        """What the program makes of the folder."""
        return collect_returns(self.folder, self.campaign, self.rubrics, self.advanced.append)

    def returns_of(self, unit: str) -> UnitReturns:
        """What came in about one unit."""
        return next(item for item in self.collect().returns if item.unit.id == unit)

    def answer(self, name: str, unit: str = "civil") -> Answer:
        """The one answer to a field."""
        found = [a for a in self.returns_of(unit).answers if a.field == name]
        assert len(found) == 1, found
        return found[0]

    def problems(self, code: str) -> list[Problem]:
        """The problems of one kind."""
        return [problem for problem in self.collect().problems if problem.kind.code == code]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A campaign's folder that holds the register of units and nothing else."""
    rubric = Rubric.model_validate(YAML(typ="safe").load(RUBRIC))
    campaign = Campaign(
        id="demo-2018",
        title="示例",
        authority="示例办",
        region="示例县",
        period=Period(start=date(2018, 1, 1), end=date(2018, 12, 31)),
        deadline=datetime(2019, 1, 10, 18, 0),  # noqa: DTZ001 - times of a campaign are local
        cutoff=datetime(2019, 1, 20, 18, 0),  # noqa: DTZ001
        instruments=("county-departments",),
    )
    made = Office(tmp_path / "demo-2018", campaign, {rubric.id: rubric})
    made.put("单位名录.xlsx", REGISTER)
    return made


@pytest.fixture
def filing() -> str:
    """A filing of 县民政局 without a fault."""
    return FILING


@pytest.fixture
def in_xlsx() -> Callable[[str], bytes]:
    """A text table as a workbook's bytes."""
    return xlsx_bytes
