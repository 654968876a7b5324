"""What Zensical makes of our pages, and all that it makes otherwise than MkDocs."""

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.generator.running_program import SiteBuildError
from builder.mkdocs_build import SiteGenerator
from builder.zensical_build import ZensicalGenerator

ROOT = Path(__file__).parents[1]
NAVIGATION = [{"首页": "index.md"}, {"示例": [{"甲任务": "small/index.md"}]}]
_ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
_HEAD = re.compile(
    r"<title>.*?</title>|<meta (?:name=\"description\"|property)[^>]*>|<link rel=\"canon[^>]*>"
)
#: What stands in the article of a page by Zensical only: where the skip link leads.
_SKIP_TARGET = '<a id="__skip" tabindex="-1"></a>\n'
#: What stands there by MkDocs only: Material leaves the mark of a heading out of the search.
_MARK = " data-search-exclude"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The golden pages by MkDocs and by Zensical."""
    folder = tmp_path_factory.mktemp("sites")
    pages = folder / "pages"
    shutil.copytree(ROOT / "tests" / "golden", pages)
    (pages / "small").mkdir()
    (pages / "small" / "index.md").write_text("# 甲任务\n", "utf-8")
    (pages / "index.md").write_text("# 首页\n\n<p>甲县民政局</p>\n", "utf-8")
    for name, engine in (("mkdocs", SiteGenerator), ("zensical", ZensicalGenerator)):
        with engine(ROOT / "mkdocs.yml") as generator:
            built = generator.build(pages, folder / name, NAVIGATION)
        assert built == len(list(pages.rglob("*.md")))
    return folder / "mkdocs", folder / "zensical"


def names(site: Path, *, but: str) -> set[str]:
    """Every file of *site*, those of the theme left out, and those below *but*."""
    files = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {
        name
        for name in files
        if not name.startswith(
            (but, "assets/javascripts/", "assets/stylesheets/", "assets/images/")
        )
    }


def article(page: Path) -> str:
    found = _ARTICLE.search(page.read_text("utf-8"))
    assert found, page
    return found[1].strip()


def test_the_files_are_the_same_but_for_the_theme_and_the_search(sites: tuple[Path, Path]) -> None:
    mkdocs, zensical = sites

    assert names(mkdocs, but="search/") == names(zensical, but="search.")
    assert (zensical / "search.json").exists()


def test_every_page_has_the_same_content(sites: tuple[Path, Path]) -> None:
    mkdocs, zensical = sites

    for page in sorted(mkdocs.rglob("*.html")):
        if page.name != "404.html":
            other = article(zensical / page.relative_to(mkdocs)).removeprefix(_SKIP_TARGET)
            assert other == article(page).replace(_MARK, ""), page.name


@pytest.mark.parametrize("found", [_HEAD.findall, lambda html: re.findall("<body[^>]*>", html)])
def test_every_page_has_the_same_head(
    sites: tuple[Path, Path], found: Callable[[str], list[str]]
) -> None:
    """Title, description and what is shown where somebody passes a link on; no address."""
    mkdocs, zensical = sites

    for page in sorted(mkdocs.rglob("*.html")):
        other = (zensical / page.relative_to(mkdocs)).read_text("utf-8")
        assert sorted(found(other)) == sorted(found(page.read_text("utf-8"))), page.name


def test_the_search_is_its_own_and_knows_every_title(sites: tuple[Path, Path]) -> None:
    """Without the words that Chinese is cut into, and without the weights of pages."""
    mkdocs, zensical = sites
    ours = json.loads((mkdocs / "search" / "search_index.json").read_text("utf-8"))["docs"]
    its = json.loads((zensical / "search.json").read_text("utf-8"))["items"]

    titles = {(entry["location"], entry["title"].replace("\u200b", "")) for entry in ours}
    assert titles <= {(item["location"], item["title"]) for item in its}
    assert not any("boost" in item for item in its)


def test_without_it_the_next_step_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.zensical_build.find_spec", lambda _: None)

    with pytest.raises(SiteBuildError, match="pip install zensical"):
        ZensicalGenerator(ROOT / "mkdocs.yml").build(tmp_path, tmp_path / "site", NAVIGATION)


def test_what_it_refuses_is_told_and_no_site_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system without links, where pages are copied for it."""

    def no_links(*_: object) -> None:
        raise OSError

    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "index.md").write_text("# 首页\n", "utf-8")
    monkeypatch.setattr("os.link", no_links)
    monkeypatch.setattr(sys, "executable", shutil.which("false"))

    with pytest.raises(SiteBuildError):
        ZensicalGenerator(ROOT / "mkdocs.yml").build(pages, tmp_path / "site", NAVIGATION)

    assert not (tmp_path / "site").exists()
