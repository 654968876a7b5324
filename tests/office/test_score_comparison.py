"""得分对照: what a unit gives itself beside what it got, as both change its total."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from ruamel.yaml import YAML

from builder.office.scores import comparison_workbook
from builder.rubric.library import Instrument
from builder.rubric.schema import Rubric
from builder.scoring.campaigns import score_campaign
from tests.intake.conftest import RUBRIC
from tests.office.small_campaign import SHA256, make_desk

FILING = """
# 填报表
| 填报单位 | 县民政局 | | |
| 指标编号 | 填报项 | 填报值 | 自评分 |
| 1.1 | 审批服务事项总数 | 48 | |
| 1.1 | 已进驻事项数 | 12 | {own} |
"""


def line_of(folder: Path, kind: str, own: str) -> tuple[object, ...]:
    """自评分, 核定分 and their difference for 1.1 of a section of *kind*: 1 × 12 ÷ 48 = 0.25."""
    desk = make_desk(folder)
    text = RUBRIC.replace("title: 一\n", f"title: 一\n        kind: {kind}\n", 1)
    rubric = Rubric.model_validate(YAML(typ="safe").load(text))
    desk.office.rubrics = {rubric.id: rubric}
    desk.put("填报/县民政局.xlsx", FILING.format(own=own))
    scored = score_campaign(
        desk.office.campaign, desk.office.collect(), [Instrument(rubric, SHA256)], {}
    )
    sheet = load_workbook(io.BytesIO(comparison_workbook(scored))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heads = next(row for row in rows if "自评分" in row)
    row = next(row for row in rows if row[:2] == ["县民政局", "1.1"])
    return tuple(row[heads.index(head)] for head in ("自评分", "核定分", "自评减核定"))


@pytest.mark.parametrize(
    ("kind", "own", "line"),
    [
        ("base", "1", (1, 0.25, 0.75)),
        ("penalty", "1", (-1, -0.25, -0.75)),
        ("penalty", "-1", (-1, -0.25, -0.75)),
        ("penalty", "0", (0, -0.25, 0.25)),
    ],
    ids=["too kind", "too harsh", "too harsh, with a sign", "too kind by leaving it out"],
)
def test_a_deduction_stands_as_it_changes_the_total(
    tmp_path: Path, kind: str, own: str, line: tuple[float, ...]
) -> None:
    assert line_of(tmp_path, kind, own) == line
