"""A table of 500 rows on a phone: nothing moves, its heads stay, a row is found by its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.formats.jinja_text import TextTemplates
from builder.mkdocs_build import SiteGenerator
from builder.output import write_files
from builder.pages.standings_pages import standings_pages
from builder.scoring.results import CampaignResult
from tests.browser.conftest import serve
from tests.pages.conftest import small_result
from tests.pages.many_units import many_units

__all__ = ["small_result"]

pytestmark = pytest.mark.xdist_group("browser")

ROOT = Path(__file__).parents[2]
ADDRESS = "small-2024/standings/small-2.html"
#: What a reader notices of what moves while a page is opened: 0.1 and more is told as a fault.
NOTICED = 0.01
_WATCH = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) { if (!one.hadRecentInput) { window.moved += one.value; } }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def listed(browser: Browser, small_result: CampaignResult, tmp_path: Path) -> Iterator[Page]:
    """The second page of the standings of 1,000 units, on a phone."""
    many = many_units(small_result, 1000)
    (page,) = standings_pages(many, many.instruments[0])
    text = TextTemplates(ROOT / "site_templates").render(
        page.template, {"page": page, "view": page.view}
    )
    write_files(tmp_path / "pages", {"index.md": "# 首页\n", page.address: text})
    with SiteGenerator(ROOT / "mkdocs.yml") as generator:
        generator.build(tmp_path / "pages", tmp_path / "site", [{"首页": "index.md"}])
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    opened.add_init_script(_WATCH)
    with serve(tmp_path / "site") as address:
        opened.goto(f"{address}/{ADDRESS}")
        yield opened
    opened.close()


def test_a_table_of_500_rows_on_a_phone(listed: Page) -> None:
    rows = listed.locator("tbody tr")
    assert rows.count() == 500
    assert listed.evaluate("document.documentElement.scrollWidth") == 390

    box = listed.locator(".gs-scroll--long")
    box.evaluate("(box) => { box.scrollIntoView(); box.scrollTop = 5000; }")
    head, frame = listed.locator("thead th").first.bounding_box(), box.bounding_box()
    assert head is not None
    assert frame is not None
    assert abs(head["y"] - frame["y"]) < 2
    assert listed.evaluate("window.moved") < NOTICED

    name = rows.nth(321).locator("th").inner_text().split("\n")[0]
    listed.get_by_label("包含").fill(name)
    assert rows.locator("visible=true").count() == 1
    assert "显示1项，共500项" in listed.locator(".gs-filter output").inner_text()
