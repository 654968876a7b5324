"""Names of files and folders that came in: found by check, hook and gate alike, or by none.

The names are made up, each another one: of a name that stands twice, the first place is told.
"""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from typer.testing import CliRunner

from builder.disclosure.published_files import Inspector
from builder.disclosure.rows import find_in_row
from builder.mkdocs_build import SiteGenerator
from tests.command_app import app

pytestmark = pytest.mark.usefixtures("copied_generator")

ROOT = Path(__file__).parents[2]
CAMPAIGN = "example-district-2022q1"

TELLING = """
城关镇_填表人_李建国.xlsx
城关镇-填表人-李某甲.xls
填报表-联系人李某乙.xlsx
填表人李某丙_城关镇.xlsx
联系人王小红/城关镇.xlsx
城关镇-经办人王某甲.xlsx
城关镇（经办人：王某乙）.xlsx
城关镇_联系人＿王某丙_2025.xlsx
城关镇.经办人周某甲.2025.xlsx
联系人%E5%91%A8%E6%9F%90%E4%B9%99.xlsx
联系人周某丙
"""

#: Papers of the same posts, and what offices and the demo call their files.
SILENT = """
城关镇_填表人_花名册.xlsx
网格员-安排表.xlsx
联系人方案.docx
代办员_满意度.xlsx
联系人通讯录.xls
负责人/简报.xlsx
填报人_时间表_2025.xlsx
经办人_签字版.xlsx
附件2 示例八镇填报表(最终版2)(1).xlsx
微信接收/示例三街道自评表（盖章版）.xlsx
邮件附件/关于报送示例三镇政务服务评估材料的函附表.xlsx
填报表/T04/新建 Microsoft Excel 工作表.xls
"""


def names(table: str) -> list[str]:
    return table.strip().splitlines()


def published(name: str) -> dict[str, bytes]:
    """The lists of a campaign's inputs, as its open data and an edition's manifest have them."""
    rows = io.StringIO()
    csv.writer(rows).writerows((("campaign", "file", "kind"), ("q1", name, "填报表")))
    listed = json.dumps({"inputs": [{"file": name, "unit": "T01"}]}, ensure_ascii=False)
    return {"data/q1/inputs.csv": rows.getvalue().encode(), "manifest.json": listed.encode()}


def stopped(name: str) -> list[bool]:
    """Whether the gate stops each of the files that tell *name*."""
    return [bool([*Inspector().inspect(*file)]) for file in published(name).items()]


@pytest.mark.parametrize("name", names(TELLING))
def test_a_persons_name_is_found_in_a_files_name(name: str) -> None:
    assert find_in_row((name,))
    assert stopped(name) == [True, True]


@pytest.mark.parametrize("name", names(SILENT))
def test_what_offices_call_their_files_passes(name: str) -> None:
    assert find_in_row((name,)) == ()
    assert stopped(name) == [False, False]


def test_every_file_of_the_demo_passes() -> None:
    folder = ROOT / "input"
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]

    assert len(files) > 50
    assert [file for file in files if find_in_row((file,))] == []


PIECES = (
    *("联系人", "填表人", "经办人", "姓名", "李建国", "王小红", "城关镇", "填报表", "方案"),
    *("_", "-", "/", "：", "（", "）", " ", ".", ".xlsx", ".xls", "%E6%9D%8E", "2025", "编码"),
    *("199" + "0000" + "1234", "手机"),
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join))
def test_a_check_and_the_gate_never_differ(name: str) -> None:
    told = bool(find_in_row((name,)))

    assert stopped(name) == [told, told]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A campaign of the demo, with a file of each telling name in a folder of its own."""
    for name in ("site_templates", "mkdocs.yml", "rubrics"):
        (tmp_path / name).symlink_to(ROOT / name)
    folder = tmp_path / "input" / CAMPAIGN
    shutil.copytree(ROOT / "input" / CAMPAIGN, folder)
    for number, name in enumerate(names(TELLING)):
        path = folder / f"甲{number}" / name
        path.parent.mkdir(parents=True)
        book = Workbook()
        book.worksheets[0]["A1"] = f"第{number}份"
        book.save(path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*arguments])
    return result.exit_code, result.output


def untold(said: str) -> Iterator[str]:
    """The telling names whose folder isn't *said*."""
    every = enumerate(names(TELLING))
    return (name for number, name in every if f"甲{number}/" not in said)


def test_check_hook_and_build_tell_every_name(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SiteGenerator, "build", lambda *places: places[2].mkdir())
    root = ("--root", str(project))

    run("check", *root, "--output", str(project / "checked"))
    problems = json.loads((project / "checked/problems.json").read_text(encoding="utf-8"))
    told = [one["file"] for one in problems["problems"] if one["code"] == "E443"]
    screened = run("screen", str(project / "input"), *root)
    built = run("build", *root)

    assert [*untold("\n".join(told))] == []
    assert (screened[0], [*untold(screened[1])]) == (2, [])
    assert (built[0], [*untold(built[1])]) == (2, [])
