"""What an office puts right in the demo's first quarter, one cause after the other."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl

ROOT = Path(__file__).parents[2]
QUARTER = "example-district-2022q1"
RUBRIC = "zichuan-2022-townships.yml"
FILED = "填报表/示例一街道.xlsx"
LATE = "微信接收/示例九镇自评表（盖章版）.xlsx"
FINDINGS = "核定/核定与巡查记录.xlsx"
PLATFORM = "平台数据/政务服务平台导出.xlsx"

Cells = Mapping[str, int | str]


def edit(project: Path, name: str, sheet: str, cells: Cells) -> None:
    path = project / "input" / QUARTER / name
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book[sheet][cell] = value
    book.save(path)


def register_appeal(project: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位", "指标编号", "意见", "异议理由", "复核结论", "复核理由"])
    sheet.append(["示例三镇", "2.2", "有异议", "制度齐全", "采纳", "查阅台账，情况属实"])
    book.save(project / "input" / QUARTER / "申诉与复核.xlsx")


def soften_rule(project: Path) -> None:
    """A missing element of 1.3 costs half a point, no longer one."""
    path = project / "rubrics" / RUBRIC
    head, rest = path.read_text(encoding="utf-8").split("kind: checklist", 1)
    path.write_text(f"{head}kind: checklist{rest.replace('per: 1', 'per: 0.5', 1)}", "utf-8")
