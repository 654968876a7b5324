"""The site that our plugin has built is that of plain MkDocs, whatever was kept from the last."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.generator.kept import read_state
from builder.generator.running_program import RunningProgram, SiteBuildError
from builder.generator.squeeze import squeeze_html
from builder.mkdocs_build import SiteGenerator, derive_settings

pytestmark = pytest.mark.usefixtures("copied_generator")

ROOT = Path(__file__).parents[2]
NAVIGATION = [{"首页": "index.md"}, {"示例": [{"甲任务": "small/index.md"}]}]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The golden pages, with the settings and the theme of the project."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site_templates", tmp_path / "site_templates")
    pages = tmp_path / "pages"
    for path in sorted((ROOT / "tests" / "golden").rglob("*.md")):
        target = pages / path.relative_to(ROOT / "tests" / "golden")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    (pages / "small").mkdir()
    (pages / "small" / "index.md").write_text("# 甲任务\n\n[首页](../index.md)\n", "utf-8")
    (pages / "index.md").write_text("# 首页\n\n<p>甲县</p>\n", "utf-8")
    (pages / "data.csv").write_bytes(b"1,2\n")
    return tmp_path


@pytest.fixture
def generator(project: Path) -> Iterator[SiteGenerator]:
    with SiteGenerator(project / "mkdocs.yml") as program:
        yield program


def plain(project: Path, site: Path) -> dict[str, bytes]:
    """What MkDocs makes of the pages without our plugin, squeezed."""
    settings = project / "plain.yml"
    text = derive_settings(project / "mkdocs.yml", project / "pages", site, NAVIGATION)
    settings.write_text(text, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(settings)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": "315532800", "PYTHONUTF8": "1"}
    subprocess.run(command, check=True, capture_output=True, env=env)
    return {
        name: squeeze_html(content.decode()).encode() if name.endswith(".html") else content
        for name, content in files_of(site).items()
    }


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_site_is_that_of_plain_mkdocs(
    project: Path, generator: SiteGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file, the search index among them; in two processes where there are two cores.

    By a copy of a generator that is loaded, as in all tests here, and by one that loads itself.
    """
    expected = plain(project, project / "plain")
    monkeypatch.setattr("builder.mkdocs_build.RunningProgram", RunningProgram)

    built = generator.build(project / "pages", project / "site", NAVIGATION)
    with SiteGenerator(project / "mkdocs.yml") as anew:
        anew.build(project / "pages", project / "anew", NAVIGATION)

    assert built == len(list((project / "pages").rglob("*.md")))
    assert files_of(project / "site") == expected
    assert files_of(project / "anew") == expected
    assert json.loads(expected["search/search_index.json"])["docs"]


def test_after_a_change_only_its_page_is_built(project: Path, generator: SiteGenerator) -> None:
    pages, first, second = project / "pages", project / "first", project / "second"
    generator.build(pages, first, NAVIGATION)
    (pages / "index.md").write_text("# 首页\n\n<p>乙县</p>\n", "utf-8")

    built = generator.build(pages, second, NAVIGATION, first)

    assert built == 1
    assert files_of(second) == plain(project, project / "plain")
    assert files_of(first) != files_of(second)


def test_kept_pages_never_make_another_site(project: Path, generator: SiteGenerator) -> None:
    """Changes at random, each site from the one before, compared with one made of nothing."""
    chance = random.Random(2026)  # noqa: S311 - the same changes each time
    pages, last = project / "pages", project / "site0"
    generator.build(pages, last, NAVIGATION)
    for number in range(1, 9):
        for _ in range(3):
            change(chance, project)
        site, afresh = project / f"site{number}", project / "afresh"
        generator.build(pages, site, NAVIGATION, last)
        generator.build(pages, afresh, NAVIGATION)
        assert files_of(site) == files_of(afresh), number
        shutil.rmtree(afresh)
        last = site


def change(chance: random.Random, project: Path) -> None:
    """One change to the pages, the theme, the words, the settings, or the last site itself."""
    paths = sorted((project / "pages").rglob("*.md"))
    path = chance.choice([path for path in paths if path.name != "index.md"])
    match chance.randrange(7):
        case 0:
            path.unlink()
        case 1:
            path.rename(path.with_stem(f"{path.stem}x"))
        case 2:
            shutil.copy(path, path.with_stem(f"{path.stem}y"))
        case 3 | 4:
            path.write_text(path.read_text("utf-8") + f"\n<p>{chance.random()}</p>\n", "utf-8")
        case 5:
            theme = project / "site_templates" / "overrides" / "partials" / "copyright.html"
            theme.write_text(theme.read_text("utf-8") + f"<p>{chance.random()}</p>", "utf-8")
        case _:
            words = project / "site_templates" / "search_words.txt"
            words.write_text(words.read_text("utf-8") + "甲任务\n", "utf-8")


@pytest.mark.parametrize("fault", ["changed", "lost", "no state", "half a state"])
def test_a_last_site_that_was_tampered_with_is_not_trusted(
    project: Path, generator: SiteGenerator, fault: str
) -> None:
    pages, last = project / "pages", project / "last"
    generator.build(pages, last, NAVIGATION)
    expected = files_of(last)
    page, state = last / "index.html", project / ".last.json"
    match fault:
        case "changed":
            page.write_text("别的", "utf-8")
        case "lost":
            page.unlink()
        case "no state":
            state.unlink()
        case _:
            state.write_bytes(state.read_bytes()[:-100])

    built = generator.build(pages, project / "site", NAVIGATION, last)

    assert built == (1 if fault in {"changed", "lost"} else len(read_state(project / "site").pages))
    assert files_of(project / "site") == expected


def test_a_warning_stops_the_build_and_the_next_one_too(
    project: Path, generator: SiteGenerator
) -> None:
    pages = project / "pages"
    (pages / "small" / "index.md").write_text("# 甲\n\n[无](../lost.md)\n", "utf-8")

    for last in (None, project / "site"):
        with pytest.raises(SiteBuildError, match="lost"):
            generator.build(pages, project / "site", NAVIGATION, last)


def test_a_template_that_is_wrong_is_told(project: Path, generator: SiteGenerator) -> None:
    main = project / "site_templates" / "overrides" / "main.html"
    main.write_text(main.read_text("utf-8") + "{% wrong %}", "utf-8")

    with pytest.raises(SiteBuildError, match="wrong"):
        generator.build(project / "pages", project / "site", NAVIGATION)
