"""Small counts and private fields: asked for, checked, scored by, and published by nobody.

Two figures of the demo are made unlike any other, and looked for in all that is written.
"""

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from builder.intake.groups import pool_groups
from builder.model.answers import Answer, Origin
from builder.model.evidence import Evidence
from builder.model.units import Unit, UnitKind
from builder.rubric.examples import written_answer
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.library import read_library
from builder.rubric.schema import Indicator, Rounding
from builder.scoring.marks import mark_indicator, survey_indicator
from tests.command_app import app
from tests.demo.rubrics import copy_rubrics

pytestmark = pytest.mark.usefixtures("copied_generator")

ROOT = Path(__file__).parents[2]
CAMPAIGN = "example-district-2022q1"
FILING, PLATFORM = "填报表/示例一街道.xlsx", "平台数据/政务服务平台导出.xlsx"
#: What is returned in the build, under a limit of 100 000.
HELPED, SERVED = 43219, 54321


def complaints(**keys: Any) -> Field:
    given = {"id": "bad", "title": "差评数", "type": "integer", "measure": "件", "origin": ["A"]}
    return Field.model_validate({**given, "suppress_below": 5, **keys})


def answered(field: Column, value: object) -> Answer:
    return written_answer(field, {"value": value, "reason": "按记录"}, Origin.ASSESSOR, 2)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0件"), (1, "<5件"), (4, "<5件"), (5, "5件"), (45, "45件")]
)
def test_a_count_below_the_limit_is_shown_as_below_it(count: int, shown: str) -> None:
    """From 1 to 4; none at all says nothing of anybody."""
    answer = answered(complaints(), count)

    assert answer.shown == shown
    assert answer.number == count


def test_a_reason_that_tells_the_count_isnt_told() -> None:
    told = {"value": 3, "reason": "查实三件"}

    assert written_answer(complaints(), told, Origin.ASSESSOR, 2).reason == "不公布"
    assert answered(complaints(), 3).reason == "按记录"


def row(rule: dict[str, Any], **keys: Any) -> Indicator:
    words = {"id": "1.1", "title": "差评", "wording": "扣分", "clause": "一", "method": "查"}
    return Indicator.model_validate({**words, "points": 10, "rule": rule, **keys})


def test_a_mark_is_scored_by_the_true_count_and_doesnt_tell_it() -> None:
    """3 complaints at 1 point each leave 10 − 3 = 7; the trace and the figure say neither 3."""
    charge = {"per": 1, "count": {"field": "bad"}}
    figure = {"field": "bad", "plus": {"number": 100}, "title": "合计"}
    indicator = row({"kind": "deduction", "charges": [charge]}, shown=[figure])
    unit = Unit("a", "县甲局", UnitKind.DEPARTMENT)
    evidence = Evidence(unit, {"bad": answered(complaints(), 3)}, {}, date(2024, 12, 31))
    survey = survey_indicator(indicator, [evidence])

    mark = mark_indicator(indicator, evidence, survey, Rounding())

    assert mark.points == Decimal(7)
    assert mark.trace == ("差评数<5件，数值不公布，按实际数值计算",)
    assert mark.figures == ("合计：差评数<5件，数值不公布，按实际数值计算（不计分）",)


def test_the_mean_of_groups_doesnt_tell_the_small_count_of_one() -> None:
    """Beside 9, a mean of 6 would say that the other found 3."""
    field = complaints()
    voices = [replace(answered(field, n), group=g) for n, g in ((3, "甲组"), (9, "乙组"))]
    pooled, problem = pool_groups(voices, FieldType.INTEGER, "a")

    assert (pooled.value, pooled.shown, problem) == (Decimal(6), "不公布", None)


def test_the_rubrics_withhold_small_counts_of_bad_reviews() -> None:
    """好差评: cells below 5 are suppressed (domain.md C3); who is counted is one of a few."""
    library, _ = read_library(ROOT / "rubrics")
    rubrics = [instrument.rubric for instrument in library.values()]
    counts = {
        (rubric.id, field.id): field.suppress_below
        for rubric in rubrics
        for field in (field for row in rubric.indicators for field in row.fields)
        if "差评" in field.title and field.type is FieldType.INTEGER
    }

    assert len(counts) == 2 + 2 * 6
    assert set(counts.values()) == {5}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The demo's first quarter, in which two figures are unlike any other and withheld."""
    for name in ("site_templates", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    copy_rubrics(tmp_path, "zichuan-2022-townships")
    shutil.copytree(ROOT / "input" / CAMPAIGN, tmp_path / "input" / CAMPAIGN)
    for path, cell, value in ((FILING, "D25", HELPED), (PLATFORM, "H3", SERVED)):
        book = load_workbook(tmp_path / "input" / CAMPAIGN / path)
        book.worksheets[0][cell] = value
        book.save(tmp_path / "input" / CAMPAIGN / path)
    rubric = tmp_path / "rubrics" / "zichuan-2022-townships.yml"
    text = rubric.read_text(encoding="utf-8")
    for name in ("help_cases", "certificate_free_uses"):
        assert text.count(f"- {{id: {name}, ") == 1
        text = text.replace(f"- {{id: {name}, ", f"- {{id: {name}, suppress_below: 100000, ")
    rubric.write_text(text, encoding="utf-8")
    return tmp_path


def published(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below *folder* and every part of those packed; a unit's own copy left out."""
    files = (path for path in folder.rglob("*") if path.is_file())
    for path in sorted(path for path in files if "退回修改" not in path.parts):
        content = path.read_bytes()
        yield str(path.relative_to(folder)), content
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield f"{path.name}/{name}", archive.read(name)


def test_a_withheld_count_stands_in_nothing_that_a_build_writes(project: Path) -> None:
    """A rank (3.4) rests on one, a figure beside a mark (2.3) on the other."""
    result = CliRunner().invoke(app, ["build", "--root", str(project)])

    assert result.exit_code == 0, result.output
    files = dict(published(project / "output"))
    told = [number for count in (HELPED, SERVED) for number in (str(count), f"{count:,}")]
    assert [(name, n) for name, text in files.items() for n in told if n.encode() in text] == []
    row = "site/example-district-2022q1/indicators/zichuan-2022-townships/3.4.html"
    assert "无证明城市应用次数&#60;100000次" in files[row].decode()
    assert "帮办代办件数<100000件" in files[f"site/data/{CAMPAIGN}/results.json"].decode()
    method = files["site/methods/zichuan-2022-townships.html"].decode()
    assert "少于100000的只公布“&#60;100000”" in method
