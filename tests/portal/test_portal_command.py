"""`gongshi portal`, the whole way, and how it ends where something is wrong."""

import json
import re
from pathlib import Path
from typing import Self

import pytest
from typer.testing import CliRunner

from builder.generator.search_index import INDEX, PROGRAM, as_program
from builder.output import write_files
from builder.portal import making
from tests.command_app import app
from tests.portal.conftest import PORTAL, WriteCounty
from tests.portal.county_sites import files_of

ROOT = Path(__file__).parents[2]
SITE = Path("output/门户/site")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A province's folder; its counties' sites come from elsewhere."""
    for name in ("site_templates", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "portal.yml").write_text(PORTAL, "utf-8")
    return tmp_path


class NoGenerator:
    """In the place of the site generator where a test looks at no page: it makes a folder."""

    def __init__(self, *_: object) -> None:
        """Loads nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Has nothing to end."""

    def build(self, _: Path, site: Path, *__: object) -> int:
        """Makes the folder of the site, with an index of no page."""
        write_files(site, {INDEX: '{"config": {}, "docs": []}'})
        return 0


@pytest.fixture
def no_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what ends before a page is made, or looks at none."""
    monkeypatch.setattr(making, "SiteGenerator", NoGenerator)


def run(project: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["portal", "--root", str(project), *words])
    # The screen folds long lines.
    return done.exit_code, done.output.replace("\n", "")


def test_the_whole_way(project: Path, bring: WriteCounty) -> None:
    """Two counties of three; the pages have the portal's name, and the search finds a town."""
    county = files_of(bring("jia"))
    bring("yi")

    status, said = run(project)

    site = project / SITE
    assert status == 0, said
    assert "应有3个县（市、区），收进2个" in said
    assert "[E801] counties/bing" in said
    assert "没有收进的：丙县" in said
    assert files_of(site / "jia") == county
    home = (site / "index.html").read_text("utf-8")
    assert "<title>示例省政务服务评估公示</title>" in home
    assert "feeds/results.xml" not in home
    index = (site / INDEX).read_bytes()
    found = [
        one for one in json.loads(index)["docs"] if "乙镇" in json.dumps(one, ensure_ascii=False)
    ]
    assert [one["location"] for one in found] == [
        "jia/small-2024/units/yi.html",
        "yi/small-2024/units/yi.html",
    ]
    assert found[0]["title"] == "乙镇（甲县）"
    assert (site / PROGRAM).read_bytes() == as_program(index)
    told = json.loads((project / "output" / "门户" / "problems.json").read_bytes())
    assert [one["code"] for one in told["problems"]] == ["E801"]


@pytest.mark.usefixtures("no_generator")
def test_the_same_sites_make_the_same_portal(project: Path, bring: WriteCounty) -> None:
    """What is left of the last one is replaced: a county that doesn't come any more is gone."""
    bring("jia")
    bring("yi")
    run(project)
    first = files_of(project / SITE)
    run(project)
    second = files_of(project / SITE)
    (project / "counties" / "yi").rename(project / "counties" / "ding")

    status, said = run(project, "--strict")

    assert second == first
    assert status == 1
    assert "[E802] counties/ding" in said
    assert {path.name for path in (project / SITE).iterdir()} == {"jia", "search"}


@pytest.mark.usefixtures("no_generator")
def test_sites_from_another_folder(project: Path, bring: WriteCounty) -> None:
    for id_ in ("jia", "yi", "bing"):
        bring(id_)
    (project / "counties").rename(project / "artifacts")

    status, said = run(project, "--sites", str(project / "artifacts"), "--strict")

    assert status == 0, said
    assert "收进3个。下一步" in said


@pytest.mark.usefixtures("no_generator")
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: yi", "id: jia", (3, "[E807] portal.yml › 第4行")),
        ("name: 西州", "name: 西州 13800138000", (2, "手机号")),
    ],
    ids=["wrong settings", "it would give something away"],
)
def test_nothing_is_made(project: Path, old: str, new: str, told: tuple[int, str]) -> None:
    (project / "portal.yml").write_text(PORTAL.replace(old, new), "utf-8")

    status, said = run(project)

    assert status == told[0]
    assert told[1] in said
    assert "13800138000" not in said
    assert not (project / SITE).exists()


@pytest.mark.usefixtures("no_generator")
def test_a_wrong_exception_of_the_gate(project: Path) -> None:
    (project / "rubrics" / "disclosure").mkdir(parents=True)
    (project / "rubrics" / "disclosure" / "one.yml").write_text("allowances: 1\n", "utf-8")

    status, said = run(project)

    assert status == 3
    assert "rubrics/disclosure/one.yml" in said


def test_no_settings(tmp_path: Path) -> None:
    status, said = run(tmp_path)

    assert status == 3
    assert re.search(r"E905.*portal\.yml", said)
