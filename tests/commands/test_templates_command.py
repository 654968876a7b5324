"""`gongshi templates` as an office runs it, from a folder that holds nothing but its units."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from builder.mkdocs_build import SiteGenerator
from tests.command_app import app

ROOT = Path(__file__).parents[2]
QUARTER, SECOND = "example-district-2022q1", "example-district-2022q2"
YEAR = "example-district-2022"
RUBRIC = "zichuan-2022-townships"
REGISTERS = (
    *("单位名录", "收件登记", "核定记录", "巡查及加减分登记"),
    *("平台数据", "整改台账", "申诉与复核", "红旗答复"),
)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output.replace("\n", "")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the demo's first quarter, of which nothing but the units is there."""
    (tmp_path / "rubrics").mkdir()
    for name in ("site_templates", "mkdocs.yml", "rubrics/examples", f"rubrics/{RUBRIC}.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    own = tmp_path / "input" / QUARTER
    own.mkdir(parents=True)
    for name in ("campaign.yml", "单位名录.xlsx"):
        shutil.copy(ROOT / "input" / QUARTER / name, own)
    return tmp_path


def files_of(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


@pytest.mark.parametrize("command", ["templates", "模板", "生成模板"])
def test_every_unit_gets_its_form_and_the_office_its_registers(project: Path, command: str) -> None:
    """The demo's district has 13 units; no survey is asked for, so there is no 满意度."""
    status, said = run(command, "--root", str(project))

    assert status == 0
    assert "下一步：" in said
    made = files_of(project / "output" / "templates")
    assert len([name for name in made if "/填报表/" in name]) == 13
    assert f"{QUARTER}/填报表/示例一镇.xlsx" in made
    assert [Path(name).stem for name in made if "/登记表/" in name] == sorted(REGISTERS)
    assert f"{QUARTER}/说明.txt" in made


def test_the_zip_holds_the_same_files_under_chinese_names(project: Path) -> None:
    run("templates", "--root", str(project))

    folder = project / "output" / "templates"
    with zipfile.ZipFile(folder / f"{QUARTER}.zip") as archive:
        packed = {info.filename: archive.read(info) for info in archive.infolist()}
        assert all(
            info.flag_bits & 0x800 for info in archive.infolist() if not info.filename.isascii()
        )

    lying = {name: (folder / QUARTER / name).read_bytes() for name in files_of(folder / QUARTER)}
    assert packed == lying


def test_the_same_project_gives_the_same_bytes(project: Path) -> None:
    archive = project / "output" / "templates" / f"{QUARTER}.zip"
    run("templates", "--root", str(project))
    first = archive.read_bytes()

    run("templates", "--root", str(project))

    assert archive.read_bytes() == first


def test_a_form_knows_its_rubric_unit_and_campaign(project: Path) -> None:
    run("templates", "--root", str(project))

    path = project / "output" / "templates" / QUARTER / "填报表" / "示例一镇.xlsx"
    book = load_workbook(io.BytesIO(path.read_bytes()))
    meta = {str(row[0].value): str(row[1].value) for row in book["_meta"].iter_rows(max_row=4)}
    fingerprint = meta.pop("version")
    assert meta == {"template": RUBRIC, "unit": "T05", "campaign": QUARTER}
    assert len(fingerprint) == 8
    assert book.sheetnames[0] == "填报表"


def test_a_campaign_without_a_register_gets_registers_only_and_is_told_so(project: Path) -> None:
    (project / "input" / QUARTER / "单位名录.xlsx").unlink()

    status, said = run("templates", "--root", str(project))

    assert status == 0
    assert "还没有单位名录" in said
    made = files_of(project / "output" / "templates" / QUARTER)
    assert "登记表/单位名录.xlsx" in made
    assert not [name for name in made if name.startswith("填报表")]


def test_one_campaign_alone_leaves_the_templates_of_others(project: Path) -> None:
    run("templates", "--root", str(project))
    shutil.copytree(project / "input" / QUARTER, project / "input" / SECOND)
    settings = project / "input" / SECOND / "campaign.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(QUARTER, SECOND), encoding="utf-8")

    status, _ = run("templates", "--root", str(project), "--campaign", SECOND)

    assert status == 0
    made = {path.name for path in (project / "output" / "templates").iterdir()}
    assert made == {QUARTER, f"{QUARTER}.zip", SECOND, f"{SECOND}.zip"}


@pytest.mark.parametrize("id_", ["no-such-campaign", YEAR])
def test_an_unknown_campaign_or_a_year_ends_with_3_and_names_the_known_ones(
    project: Path, id_: str
) -> None:
    (project / "input" / YEAR).mkdir()
    shutil.copy(ROOT / "input" / YEAR / "campaign.yml", project / "input" / YEAR)
    settings = project / "input" / YEAR / "campaign.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text[: text.index("combines")] + f"combines: [{QUARTER}]\n", "utf-8")

    status, said = run("templates", "--root", str(project), "--campaign", id_)

    assert status == 3
    assert f"没有可以生成模板的评估任务“{id_}”" in said
    assert QUARTER in said
    assert not (project / "output").exists()


def test_a_wrong_campaign_ends_with_3(project: Path) -> None:
    (project / "input" / QUARTER / "campaign.yml").write_text("id: wrong", encoding="utf-8")

    status, said = run("templates", "--root", str(project))

    assert status == 3
    assert "campaign.yml" in said


def test_a_build_leaves_the_templates_in_place(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SiteGenerator, "build", lambda *_: 0)
    run("templates", "--root", str(project))
    made = files_of(project / "output" / "templates")

    status, _ = run("build", "--root", str(project))

    assert status == 0
    assert (project / "output" / "problems.json").exists()
    assert files_of(project / "output" / "templates") == made
