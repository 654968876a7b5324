"""Which command writes which of the office's papers, and what stays as it was."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builder.office.desk import RESULT_PAPERS
from tests.command_app import app

ROOT = Path(__file__).parents[2]
QUARTER = "example-district-2022q2"

#: Nobody has answered to 征求意见 yet.
WRITTEN = set(RESULT_PAPERS) - {"征求意见情况.xlsx"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the demo's second quarter, in which 示例八镇 wrote 「约1200件」."""
    for name in ("rubrics", "site_templates", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "input" / QUARTER, tmp_path / "input" / QUARTER)
    settings = tmp_path / "input" / QUARTER / "campaign.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    alone = [line for line in lines if not line.startswith("previous")]
    settings.write_text("".join(alone), encoding="utf-8")
    return tmp_path


def run(project: Path, command: str, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [command, "--root", str(project), *options])
    return result.exit_code, result.output


def papers(folder: Path) -> set[str]:
    """What lies in *folder*, folders by their name alone."""
    return {path.name for path in folder.iterdir()}


def test_a_check_writes_what_goes_back_and_an_export_what_goes_up(project: Path) -> None:
    """示例八镇 has a cell to mend, so a copy and a reminder; every town left 验收等级 blank."""
    office = project / "output" / "office" / QUARTER

    checked, _ = run(project, "check")
    after_check = papers(office)
    exported, said = run(project, "导出")

    assert (checked, exported) == (1, 0)
    assert after_check == {"退回修改", "催报名单.xlsx", "催报文字.txt", "问题清单.xlsx"}
    assert papers(office) == after_check | WRITTEN
    assert "下一步" in said
    assert (office / "退回修改" / "示例八镇.xlsx").exists()
    assert len(list((office / "征求意见").iterdir())) == 13
    assert not (project / "output" / "site").exists()


def test_a_check_leaves_what_an_export_wrote(project: Path) -> None:
    office = project / "output" / "office" / QUARTER
    run(project, "export")
    before = (office / "通报.docx").read_bytes()

    run(project, "check")

    assert (office / "通报.docx").read_bytes() == before
    assert "退回修改" in papers(office)


def test_a_broken_circular_is_told_and_the_other_papers_are_written(project: Path) -> None:
    templates = project / "site_templates"
    templates.unlink()
    shutil.copytree(ROOT / "site_templates", templates)
    (templates / "office" / "通报.docx").write_bytes(b"not a document")

    status, said = run(project, "export")

    assert status == 0
    assert "通报模板 site_templates/office/通报.docx 有误" in said.replace("\n", "")
    assert papers(project / "output" / "office" / QUARTER) == WRITTEN - {"通报.docx"}


def test_an_export_goes_where_it_is_told(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "送审"

    status, _ = run(project, "export", "--campaign", QUARTER, "--to", str(target))

    assert status == 0
    assert papers(target) == {QUARTER}
    assert not (project / "output").exists()
