"""A campaign in which every text is an attack, on every page that it gets, in a browser.

The texts are those of `tests/pages/test_hostile_text.py` and `test_hostile_services.py`, longer and
with signs that turn the direction; no script runs, nothing is asked of others, no page breaks.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from builder.mkdocs_build import SiteGenerator
from builder.pages.site import navigation, render_site
from builder.scoring.results import CampaignResult
from tests.pages import test_hostile_services as services
from tests.pages import test_hostile_text as texts
from tests.pages.conftest import ROOT
from tests.pages.conftest import small_result as small_result  # noqa: PLC0414 - the fixture

pytestmark = pytest.mark.xdist_group("browser")

ATTACK = "".join(
    (
        '=HYPERLINK("https://example.invalid/")"\'><script>__hit=1</script>',
        "<img src=x onerror=__hit=2><svg onload=__hit=3></svg><base href=//example.invalid>",
        "[x](javascript:__hit=4)![x](//example.invalid/x){{ 7*7 }}{% raw %}# *x* `x` --- | &lt; ",
        "\u202e倒写\u202c\u200b</title></head><style>*{display:none}</style><h1>x</h1>",
        "<meta http-equiv=refresh content=0;url=//example.invalid>" + "长" * 120,
    )
)
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def poison(result: CampaignResult) -> CampaignResult:
    """*result* with an attack for every text of returns, catalogues and flags."""
    return services.poison(texts.poison(result))


@pytest.fixture(params=[texts.NAME, ATTACK], ids=["short", "long"])
def site(
    request: pytest.FixtureRequest,
    small_result: CampaignResult,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The site of the poisoned campaign."""
    for module in (texts, services):
        monkeypatch.setattr(module, "NAME", request.param)
    results = (poison(small_result),)
    for path, content in render_site(results, ROOT / "site_templates").items():
        target = tmp_path / "pages" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    with SiteGenerator(ROOT / "mkdocs.yml") as generator:
        generator.build(tmp_path / "pages", tmp_path / "site", navigation(results))
    return tmp_path / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_no_page_runs_asks_or_breaks_anything(page: Page, site: Path) -> None:
    told: list[str] = []
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: told.append(asked.url) if "invalid" in asked.url else None)
    pages = sorted(site.rglob("*.html"))

    for path in pages:
        page.goto(path.as_uri())
        assert page.url == path.as_uri()
        if path.name != "404.html":
            assert page.locator("h1").count() == 1, path
            assert page.evaluate(WIDE) <= 0, path
        assert page.evaluate("window.__hit") is None, path
        odd = "a[href^='javascript:'], a[href^='data:'], a[href^='file:///etc']"
        assert page.locator(odd).count() == 0, path
        assert "\u202e" not in page.content(), path
    assert len(pages) > 20
    assert told == []


def test_no_table_holds_a_formula(site: Path) -> None:
    """CSV cells that Excel would compute are set off, cells of its own format are text."""
    tables = [*site.rglob("*.csv")]
    for path in tables:
        rows = csv.reader(io.StringIO(path.read_text("utf-8-sig")))
        assert [cell for row in rows for cell in row if cell[:1] in {"=", "+", "@"}] == [], path
    for path in site.rglob("*.xlsx"):
        for sheet in load_workbook(path).worksheets:
            kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
            assert "f" not in kinds, path
    assert len(tables) > 3
