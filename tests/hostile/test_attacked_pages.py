"""Workbooks whose every cell is an attack, through intake and build to every type of page.

In Chromium, on a phone: no script runs, nothing is asked of others, no page is wider than the
screen, and every text stands there as text.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.hostile.attacks import ATTACKS, LONG_WORD
from tests.hostile.conftest import Attacked

pytestmark = pytest.mark.xdist_group("browser")

#: Elements that no template makes; a text that came alive would be one of them.
ALIEN = (
    "iframe[src*=invalid], iframe[srcdoc], object, embed, base, math, textarea,"
    " form[action*=invalid], [style*=fixed],"
    " [onclick], [onload], [onerror], [onmouseover], [ontoggle], [onfocus], article img,"
    " a[href^='javascript:' i], a[href^='data:' i], a[href^='vbscript:' i], a[href^='file:///etc'],"
    " a[href^='//'], link[href^='//'], article del, article mark, article :is(em, strong) > em"
)
#: What is wrong with the page that is open.
FAULTS = """alien => {
  const root = document.documentElement, faults = [];
  if (window.__hit !== undefined) faults.push("a script ran");
  if (root.scrollWidth > root.clientWidth) faults.push(root.scrollWidth + " px wide");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (/[\\u202a-\\u202e\\u2066-\\u2069]/.test(root.outerHTML)) faults.push("turned");
  return faults.concat([...document.querySelectorAll(alien)].map(one => one.outerHTML));
}"""
#: Where the greatest number of pages lie: of one folder so many are opened.
MOST = 6
#: Every type of page that these campaigns have, by where it lies.
TYPES = (
    *("index.html", "accessibility.html", "data/index.html", "flags/index.html"),
    *("rules/index.html", "methods/*.html", "*/index.html", "*/units/*.html"),
    *("*/indicators/*/*.html", "*/compare/*.html", "*/flags.html", "*/rectification.html"),
    *("*/dossiers/*.html", "*/services/index.html", "*/services/departments.html"),
    *("*/services/items.html", "*/services/*/index.html", "*/services/*/*.html"),
)


def test_every_kind_of_text_gets_every_attack(attacked: Attacked) -> None:
    dealt = attacked.dealt

    assert {
        kind: set(ATTACKS) - some for kind, some in dealt.items() if len(some) < len(ATTACKS)
    } == {}
    assert len(dealt) > 100
    assert {
        "单位名称",
        "填报值",
        "理由",
        "单位说明",
        "问题",
        "异议理由",
        "情况说明",
        "标题",
    } <= set(dealt)
    assert {"文件名", "工作表名", "表题", "campaign.yml", "phases", "政策名称", "编号"} <= set(
        dealt
    )


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def opened(site: Path) -> Iterator[Path]:
    """Of every folder the pages with the longest word, and as many others."""
    pages = sorted(site.rglob("*.html"))
    for _, some in groupby(pages, key=lambda path: path.parent):
        alike = sorted(some, key=lambda path: LONG_WORD not in path.read_text("utf-8"))
        yield from (*alike[: MOST // 2], *alike[MOST // 2 :: max(1, 2 * len(alike) // MOST)])


def test_no_page_runs_asks_or_breaks_anything(page: Page, attacked: Attacked) -> None:
    site = attacked.output / "site"
    told: list[str] = []
    page.on("dialog", lambda dialog: told.append(f"dialog {dialog.message}"))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: told.append(asked.url) if outside(asked.url, site) else None)
    pages = list(opened(site))

    wrong = [f"{path}: {fault}" for path in pages for fault in faults(page, path)]

    assert [pattern for pattern in TYPES if not set(site.glob(pattern)) & set(pages)] == []
    assert (wrong, told) == ([], [])


def outside(url: str, site: Path) -> bool:
    return not url.startswith((f"{site.as_uri()}/", "data:", "blob:"))


def faults(page: Page, path: Path) -> Iterator[str]:
    page.goto(path.as_uri())
    if page.url != path.as_uri():
        yield f"went to {page.url}"
    yield from page.evaluate(FAULTS, ALIEN)


def test_names_and_attacks_stand_there_as_they_were_written(attacked: Attacked) -> None:
    pages = sorted((attacked.output / "site").rglob("*.html"))
    names = {as_read(name) for name in attacked.units}
    heads = {words(HEADING.findall(path.read_text("utf-8"))[0]) for path in pages if is_unit(path)}
    said = "\n".join(words(path.read_text("utf-8")) for path in pages)

    assert len(heads) > 30
    assert heads - names == set()
    assert [attack for attack in ATTACKS if as_read(attack) not in said] == []


HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
#: What Excel writes for a sign that XML can't hold, or that somebody wants hidden.
EXCEL = re.compile(r"_x(00[0-9A-F]{2})_")


def is_unit(path: Path) -> bool:
    return path.parent.name == "units"


def words(written: str) -> str:
    """What a reader sees of HTML, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", written)).split())


def as_read(text: str) -> str:
    """*text* of a cell as its reader sees it: in one line, without signs that have no ink."""
    decoded = EXCEL.sub(lambda match: chr(int(match[1], 16)), text)
    inked = (c for c in decoded if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf"})
    return " ".join("".join(inked).split())
