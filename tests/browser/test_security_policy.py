"""Pages allow no script but the files of the site; what gets in all the same is inert."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")

POLICY = re.compile(
    r'<head>\s*<meta charset="utf-8">\s*'
    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
)
#: Scripts that run and looks that apply, within a page; data for scripts does neither.
WITHIN = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
#: What would get in if a text were placed as it is.
INTRUDER = """<img src=x onerror="__hit=1"><svg onload="__hit=2"></svg>
<a id="odd" href="javascript:__hit=3">x</a>
<iframe srcdoc="<script>parent.__hit=4</script>"></iframe>
<form id="away" action="https://example.invalid/"><input name=x></form>
<link rel=stylesheet href="https://example.invalid/x.css"><img src="https://example.invalid/x.png">
<p id="looks" style="position:fixed">x</p><base href="https://example.invalid/">"""
TRY = """(intruder) => {
  window.__hit = 0;
  document.body.insertAdjacentHTML("beforeend", intruder);
  const script = document.createElement("script");
  script.textContent = "__hit=5";
  document.body.append(script);
  const other = document.createElement("script");
  other.src = "https://example.invalid/x.js";
  document.body.append(other);
  document.getElementById("odd").click();
  document.getElementById("away").submit();
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_every_page_begins_with_a_policy_that_allows_no_script_within_it(site_folder: Path) -> None:
    policies = {}
    for path in site_folder.rglob("*.html"):
        found = POLICY.search(path.read_text("utf-8"))
        policies[path.relative_to(site_folder).as_posix()] = found[1] if found else "none"
    lost = policies.pop("404.html")

    [policy] = set(policies.values())
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
    assert "unsafe" not in policy + lost
    assert lost.startswith("default-src 'none'; script-src 'sha256-")


def test_no_page_has_scripts_or_looks_within_it_but_the_one_for_lost_addresses(
    site_folder: Path,
) -> None:
    """What that one has is told anew here: its policy lets through what hashes to this."""
    within = {
        path.relative_to(site_folder).as_posix(): WITHIN.findall(text)
        for path in site_folder.rglob("*.html")
        if WITHIN.search(text := path.read_text("utf-8")) or re.search(r" (?:style|on\w+)=\"", text)
    }
    assert list(within) == ["404.html"]

    policy = POLICY.search((site_folder / "404.html").read_text("utf-8"))
    assert policy is not None
    for kind, text in within["404.html"]:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy[1]


@pytest.mark.parametrize("source", ["served", "disk"])
def test_what_gets_into_a_page_neither_runs_nor_asks_anybody(
    page: Page, site_url: str, site_folder: Path, page_types: list[str], source: str
) -> None:
    """The attack is made part of the finished page, as if no text had been escaped."""
    base = site_url if source == "served" else site_folder.as_uri()
    asked: list[str] = []
    page.route("https://example.invalid/**", lambda route: asked.append(route.request.url))
    for name in (*page_types[:4], page_types[-1]):
        page.goto(f"{base}/{name}")
        page.wait_for_load_state("networkidle")
        page.evaluate(TRY, INTRUDER)
        page.wait_for_timeout(200)

        assert page.evaluate("window.__hit") == 0, name
        looks = "getComputedStyle(document.getElementById('looks')).position"
        assert page.evaluate(looks) == "static", name
        assert asked == [], name
        assert page.url == f"{base}/{name}"
