"""The commands for whoever writes rubrics: what they print, write and how they exit."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result
from wcwidth import wcswidth

from builder.formats.yaml_writing import write_yaml
from builder.rubric.document import document_of
from builder.rubric.editor_schema import SCHEMA_LINE, editor_schema
from builder.rubric.load import load_record
from builder.rubric.schema import Rubric
from tests.command_app import app

CASES = Path(__file__).parents[1] / "cases" / "wrong_rubrics"
RIGHT = CASES / "right.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the right rubric in it."""
    (tmp_path / "rubrics").mkdir()
    shutil.copy(RIGHT, tmp_path / "rubrics" / "small-instrument.yml")
    return tmp_path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["rubric", *map(str, words)])


def rubric_in(path: Path) -> Rubric:
    loaded, problems = load_record(path, Rubric, path.name)
    assert loaded is not None, problems
    return loaded.record


def test_check_shows_what_a_rubric_asks_within_eighty_columns(project: Path) -> None:
    done = run("check", "--root", project)

    table = [line for line in done.stdout.splitlines() if "基础" in line or "合计" in line]
    assert done.exit_code == 0
    assert "每个单位要填2格" in done.stdout
    assert [line.split()[-1] for line in table] == ["格数", "2", "2"]
    assert max(wcswidth(line) for line in table) <= 80


def test_check_of_a_wrong_rubric_names_line_and_word_and_exits_with_three() -> None:
    done = run("check", CASES / "rule-names-an-unknown-field.yml")

    assert done.exit_code == 3
    assert "rule-names-an-unknown-field.yml › 第" in done.stdout
    assert "是否想写「items_total」？\n" in done.stdout


def test_a_warning_counts_only_where_strict_is_asked(project: Path) -> None:
    cases = project / "tests" / "cases" / "rubrics"
    cases.mkdir(parents=True)
    (cases / "small-instrument.yml").write_text("- indicator: '1.2'\n", encoding="utf-8")

    lenient, strict = run("check", "--root", project), run("check", "--root", project, "--strict")

    assert "R547" in lenient.stdout
    assert (lenient.exit_code, strict.exit_code) == (0, 1)


def test_export_then_import_gives_the_rubric_back(project: Path) -> None:
    written = project / "rubrics" / "small-instrument.yml"

    exported = run("export", written)
    imported = run(
        "import", written.with_suffix(".xlsx"), "--to", project / "rubrics" / "again.yml"
    )

    assert (exported.exit_code, imported.exit_code) == (0, 0), imported.stdout
    again = project / "rubrics" / "again.yml"
    assert rubric_in(written) == rubric_in(again)
    text = f"{SCHEMA_LINE}\n{write_yaml(document_of(rubric_in(written)))}"
    assert text == again.read_text(encoding="utf-8")


def test_a_file_that_is_there_is_overwritten_only_by_force(project: Path) -> None:
    written = project / "rubrics" / "small-instrument.yml"
    before = written.read_bytes()
    run("export", written)

    refused = run("import", written.with_suffix(".xlsx"))
    kept = written.read_bytes()
    forced = run("import", written.with_suffix(".xlsx"), "--force")

    assert (refused.exit_code, forced.exit_code) == (3, 0)
    assert "R548" in refused.stdout
    assert kept == before
    assert before != written.read_bytes()


def test_a_wrong_workbook_writes_nothing_and_names_the_cell(project: Path) -> None:
    written = project / "rubrics" / "small-instrument.yml"
    run("export", written)
    workbook = written.with_suffix(".xlsx")
    book = openpyxl.load_workbook(workbook)
    book["指标"]["I2"] = "六分"
    book.save(workbook)
    target = project / "new.yml"

    done = run("import", workbook, "--to", target)

    assert done.exit_code == 3
    assert "small-instrument.xlsx › 指标 › I2" in done.stdout
    assert not target.exists()


def test_check_takes_a_workbook_too(project: Path) -> None:
    run("export", project / "rubrics" / "small-instrument.yml")

    done = run("check", project / "rubrics" / "small-instrument.xlsx")

    assert done.exit_code == 0
    assert "每个单位要填2格" in done.stdout


def test_schema_writes_what_editors_read(project: Path) -> None:
    done = run("schema", "--root", project)

    assert done.exit_code == 0
    assert editor_schema() == (project / "rubrics" / "schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("alias", ["检查", "导出", "导入", "模式"])
def test_every_command_has_its_chinese_name(alias: str) -> None:
    done = CliRunner().invoke(app, ["细则", alias, "--help"])

    assert done.exit_code == 0


def test_a_burden_is_told_for_each_kind_of_unit_that_has_rows_of_its_own() -> None:
    """127 cells in the whole form, of which the sixth point's 34 are the towns'."""
    rubric = Path(__file__).parents[2] / "rubrics" / "county-twelve-points.yml"
    done = run("check", rubric)

    assert "每个单位要填的格数：县直部门93格，乡镇、街道34格" in done.stdout
