"""A split search: names from everywhere, all else from within the campaign, served or from disk."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.mkdocs_build import SiteGenerator
from builder.output import write_files
from tests.browser.conftest import serve
from tests.browser.test_search_in_browser import ask

pytestmark = pytest.mark.xdist_group("browser")

ROOT = Path(__file__).parents[2]
#: The whole index is over it, what a page of a campaign gets isn't.
LIMIT = 2000


def campaign(name: str, town: str, subject: str) -> dict[str, str]:
    """The pages of a campaign: one unit, one indicator."""
    return {
        f"{name}/index.md": f"# {name}评估\n",
        f"{name}/units/T1.md": f"---\ntags: [{town}]\n---\n# {town}\n\n<p>总分90分</p>\n",
        f"{name}/indicators/1.md": f"# {subject}\n\n<p>{'满分5分。' * 20}</p>\n",
    }


@pytest.fixture(scope="module")
def split_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two campaigns whose index is over its limit."""
    folder = tmp_path_factory.mktemp("shards")
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert "most: 4000000" in text
    (folder / "mkdocs.yml").write_text(text.replace("most: 4000000", f"most: {LIMIT}"), "utf-8")
    (folder / "site_templates").symlink_to(ROOT / "site_templates")
    first, second = campaign("jia", "甲河镇", "窗口设置"), campaign("yi", "乙山乡", "窗口排队")
    write_files(folder / "pages", {"index.md": "# 首页\n", **first, **second})
    with SiteGenerator(folder / "mkdocs.yml") as generator:
        generator.build(folder / "pages", folder / "site", [{"首页": "index.md"}])
    assert (folder / "site" / "search" / "shards" / "jia.json").exists()
    return folder / "site"


@pytest.fixture(scope="module", params=["served", "from disk"])
def start(request: pytest.FixtureRequest, split_site: Path) -> Iterator[str]:
    """Where the site begins."""
    if request.param == "from disk":
        yield split_site.as_uri()
        return
    with serve(split_site) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("at", "words", "found"),
    [
        ("index.html", "甲河镇", ["jia/units/T1.html"]),
        ("jia/units/T1.html", "乙山乡", ["yi/units/T1.html"]),
        ("jia/indicators/1.html", "窗口", ["jia/indicators/1.html"]),
        ("yi/index.html", "窗口", ["yi/indicators/1.html"]),
        ("jia/index.html", "总分", ["jia/units/T1.html"]),
    ],
)
def test_what_is_found(page: Page, start: str, at: str, words: str, found: list[str]) -> None:
    page.goto(f"{start}/{at}")

    links = ask(page, words)

    assert [link.removeprefix(f"{start}/") for link in links] == found


@pytest.fixture
def fresh(browser: Browser, split_site: Path) -> Iterator[tuple[Page, str]]:
    """A page that nothing was asked on yet, and where the served site begins."""
    opened = browser.new_page()
    with serve(split_site) as address:
        yield opened, address
    opened.close()


def test_nothing_is_loaded_before_somebody_searches(fresh: tuple[Page, str]) -> None:
    page, address = fresh
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(f"{address}/")))

    page.goto(f"{address}/jia/index.html", wait_until="networkidle")
    before = {name for name in loaded if name.startswith("search/")}
    ask(page, "乙山乡")

    assert before == {"search/search_index.json"}
    assert {name for name in loaded if name.startswith("search/")} == {
        "search/search_index.json",
        "search/names.json",
        "search/shards/jia.json",
    }


def test_who_comes_with_a_question_finds_its_answer(fresh: tuple[Page, str]) -> None:
    """As from the page that says that there is none here."""
    page, address = fresh

    page.goto(f"{address}/index.html?q=甲河镇")

    expect(page.locator(".md-search-result__link").first).to_have_attribute(
        "href", re.compile("jia/units/T1.html")
    )


def test_without_a_part_a_page_finds_the_rest(fresh: tuple[Page, str]) -> None:
    page, address = fresh
    page.route("**/search/shards/*", lambda route: route.abort())

    page.goto(f"{address}/jia/index.html")

    assert ask(page, "乙山乡")[0].endswith("yi/units/T1.html")
