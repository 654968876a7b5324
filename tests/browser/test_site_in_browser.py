"""The site as a reader meets it: on a phone, on a screen, from disk, by keyboard, in Chinese."""

import json
import re
from pathlib import Path

import jieba  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.xdist_group("browser")

PHONE, SCREEN = 390, 1280

#: Latin words that a Chinese reader of such a site expects.
ALLOWED = {
    *("CSV", "JSON", "UTF", "SHA", "RF", "APP"),
    *("csv", "json", "xls", "xlsx", "Excel"),
}

#: What a unit may have answered: the name of a file, or an address.
FILE_NAME = re.compile(r"https?://\S+|[\w-]+\.[A-Za-z]{2,5}\b")


def sample_pages(site: Path) -> list[str]:
    """One page of every kind, of a round of evaluation and of a year."""
    patterns = (
        "index.html",
        "404.html",
        "data/index.html",
        "methods/*.html",
        "*/index.html",
        "*/units/*.html",
        "*/indicators/*/*.html",
    )
    chosen: dict[tuple[str, bool], str] = {}
    for pattern in patterns:
        for path in sorted(site.glob(pattern)):
            name = path.relative_to(site)
            in_round = (site / name.parts[0] / "indicators").exists()
            chosen.setdefault((pattern, in_round), name.as_posix())
    return list(dict.fromkeys(chosen.values()))


def open_page(browser: Browser, url: str, width: int = SCREEN) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(url)
    return page


def standings(browser: Browser, site_url: str, site_folder: Path, width: int = SCREEN) -> Page:
    first = next(iter(sorted(site_folder.glob("*/indicators"))))
    return open_page(browser, f"{site_url}/{first.parent.name}/index.html", width)


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_no_page_asks_for_anything_from_outside_or_reports_an_error(
    browser: Browser, site_url: str, site_folder: Path, width: int
) -> None:
    faults: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("request", lambda r: None if own(r.url, site_url) else faults.append(r.url))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    for name in sample_pages(site_folder):
        if name != "404.html":
            page.goto(f"{site_url}/{name}")
    page.close()

    assert faults == []


def own(url: str, site_url: str) -> bool:
    return url.startswith((site_url, "data:", "blob:"))


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_no_page_scrolls_sideways_and_every_table_stays_in_its_container(
    browser: Browser, site_url: str, site_folder: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wide = []
    for name in sample_pages(site_folder):
        page.goto(f"{site_url}/{name}")
        wide += [f"{name}: {fault}" for fault in page.evaluate(SIDEWAYS)]
    page.close()

    assert wide == []


SIDEWAYS = """() => {
  const root = document.documentElement, faults = [];
  if (root.scrollWidth > root.clientWidth) faults.push("page");
  for (const table of document.querySelectorAll("article table")) {
    const box = table.closest(".gs-scroll");
    if (!box) { faults.push("table without container"); continue; }
    const inside = box.scrollWidth <= box.clientWidth + 1;
    const scrolls = getComputedStyle(box).overflowX === "auto";
    if (!inside && !scrolls) faults.push("table wider than its container");
  }
  return faults;
}"""


def test_a_wide_table_scrolls_in_its_own_container_on_a_phone(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    path = next(iter(sorted(site_folder.glob("*/compare/*.html"))))
    page = open_page(browser, f"{site_url}/{path.relative_to(site_folder).as_posix()}", PHONE)
    box = page.locator(".gs-scroll").first

    moved = box.evaluate("box => { box.scrollLeft = 80; return box.scrollLeft; }")

    assert moved > 0
    assert page.evaluate("window.scrollX") == 0
    page.close()


def test_the_column_of_names_leaves_a_phone_room_for_numbers(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    """It stays in view when the table is moved: less than 45 % of the width; captions wrap."""
    page = standings(browser, site_url, site_folder, PHONE)
    box = page.locator(".gs-scroll").first
    caption = box.locator("caption span").bounding_box()
    name = box.locator("tbody th").first.bounding_box()
    width = box.evaluate("box => box.clientWidth")
    page.close()

    assert name is not None
    assert caption is not None
    assert name["width"] < 0.45 * width
    assert caption["width"] <= width


def test_the_first_screen_of_a_unit_tells_total_rank_and_losses(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 844})
    for folder in sorted(site_folder.glob("*/indicators")):
        unit = min((folder.parent / "units").glob("*.html"))
        page.goto(f"{site_url}/{unit.relative_to(site_folder).as_posix()}")
        for lead in page.locator(".gs-lead").all()[:1]:
            area = lead.bounding_box()
            assert area is not None
            assert area["y"] + area["height"] <= 844, unit
    page.close()


@pytest.mark.parametrize("depth", ["", "data/", "{campaign}/", "{campaign}/units/"])
def test_the_page_for_a_lost_address_leads_home_from_any_depth(
    browser: Browser, site_url: str, site_folder: Path, depth: str
) -> None:
    """As a server answers: the text of 404.html under the address that was asked for."""
    campaign = min(site_folder.glob("*/indicators")).parent.name
    text = (site_folder / "404.html").read_text("utf-8")
    page = browser.new_page()
    address = f"{site_url}/{depth.format(campaign=campaign)}lost.html"
    page.route(
        address, lambda route: route.fulfill(status=404, body=text, content_type="text/html")
    )
    page.goto(address)

    assert page.evaluate("document.querySelector('a').href") == f"{site_url}/index.html"
    assert page.evaluate("getComputedStyle(document.querySelector('header')).color") == (
        "rgb(255, 255, 255)"
    )
    page.close()


@pytest.mark.parametrize("lost", ["lost.html", "lost/page.html", "lost/far/page.html"])
def test_the_page_for_a_lost_address_knows_the_folder_of_the_site_by_its_address(
    browser: Browser, site_url: str, site_folder: Path, lost: str
) -> None:
    """The portal has another host than the one whose name stands in `site_url`."""
    text = (site_folder / "404.html").read_text("utf-8")
    assert 'data-site=""' in text
    text = text.replace('data-site=""', 'data-site="https://www.example.gov.cn/column/"')
    page = browser.new_page()
    page.route(
        f"{site_url}/{lost}",
        lambda route: route.fulfill(status=404, body=text, content_type="text/html"),
    )
    page.goto(f"{site_url}/{lost}")

    assert page.evaluate("document.querySelector('a').href") == f"{site_url}/index.html"
    assert page.evaluate("document.querySelector('form').action") == f"{site_url}/index.html"
    page.close()


def test_nothing_english_is_left_to_see_or_to_hear(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    """Visible text, and the labels that a screen reader speaks, but for names of files."""
    page = browser.new_page(viewport={"width": SCREEN, "height": 900})
    found: set[str] = set()
    for name in sample_pages(site_folder):
        page.goto(f"{site_url}/{name}")
        spoken = FILE_NAME.sub("", page.evaluate(SPOKEN))
        words = re.findall(r"[A-Za-z]{2,}", spoken)
        found |= {f"{name}: {word}" for word in words if word not in ALLOWED}
    page.close()

    assert sorted(found) == []


SPOKEN = """() => {
  const places = ".gs-tone--place, .gs-why cite, .gs-why code, .gs-table caption";
  for (const place of document.querySelectorAll(places)) place.remove();
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const spoken = [document.title, document.body.innerText];
  for (const name of ["title", "aria-label", "placeholder", "alt"])
    for (const item of document.querySelectorAll(`body [${name}]`))
      if (!item.matches(".gs-scroll")) spoken.push(item.getAttribute(name));
  return spoken.join("\\n");
}"""


def test_the_language_of_every_page_is_declared(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    page = browser.new_page()
    for name in sample_pages(site_folder):
        page.goto(f"{site_url}/{name}")
        assert page.locator("html").get_attribute("lang") == "zh-CN"
    page.close()


def middle_word(title: str) -> str:
    """A word from within *title*, as jieba cuts it: neither its beginning nor all of it."""
    words: list[str] = jieba.lcut(title)
    return next(word for word in words[1:] if len(word) > 1)


def pick_page(site_folder: Path) -> tuple[str, str]:
    """The address of an indicator's page, and the rarest word from the middle of its title.

    The rarest, since the theme shows the first results only and many pages share words.
    """
    index = json.loads((site_folder / "search" / "search_index.json").read_text("utf-8"))
    titles = {doc["location"]: doc["title"].replace("\u200b", "") for doc in index["docs"]}
    words = {
        location: middle_word(title)
        for location, title in sorted(titles.items())
        if "/indicators/" in location and "#" not in location
    }
    return min(words.items(), key=lambda item: sum(item[1] in title for title in titles.values()))


@pytest.mark.parametrize("source", ["served", "disk"])
def test_search_finds_a_word_from_the_middle_of_a_title(
    browser: Browser, site_url: str, site_folder: Path, source: str
) -> None:
    """Without jieba, both languages and the separator this finds nothing, and says nothing."""
    base = site_url if source == "served" else site_folder.as_uri()
    name, word = pick_page(site_folder)
    page = open_page(browser, f"{base}/index.html")

    page.locator("input[name=query]").click()
    page.keyboard.insert_text(word)
    page.keyboard.press("End")  # as an input method ends a word: the theme listens to keys
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible(timeout=15_000)

    links = [link.get_attribute("href") or "" for link in results.all()]
    assert any(name in link.split("?")[0] for link in links)
    page.close()


def test_the_index_holds_titles_and_summaries_and_no_tables(site_folder: Path) -> None:
    """A page's entry is its title and one sentence: well under a kilobyte."""
    index = site_folder / "search" / "search_index.json"
    pages = len(list(site_folder.rglob("*.html")))

    assert index.stat().st_size < 1024 * pages


def totals(page: Page) -> list[str]:
    table = page.locator("table.gs-table--sortable").first
    return table.locator("tbody tr td:nth-of-type(2)").all_inner_texts()


def test_a_table_is_sorted_by_keyboard_and_says_how(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    page = standings(browser, site_url, site_folder)
    head = page.locator("table.gs-table--sortable").first.get_by_role("columnheader", name="总分")
    head.get_by_role("button").focus()

    page.keyboard.press("Enter")
    rising = [text for text in totals(page) if text != "—"]
    assert head.get_attribute("aria-sort") == "ascending"
    assert rising == sorted(rising, key=float)

    page.keyboard.press("Enter")
    falling = [text for text in totals(page) if text != "—"]
    assert head.get_attribute("aria-sort") == "descending"
    assert falling == list(reversed(rising))
    page.close()


def test_a_page_is_complete_without_scripts(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    unit = next(iter(sorted(site_folder.glob("*/indicators")))).parent / "units"
    for path in sorted(unit.glob("*.html")):
        page.goto(f"{site_url}/{path.relative_to(site_folder).as_posix()}")
        if page.locator("details.gs-why[open]").count():
            break
    opened = page.locator("details.gs-why[open]").first

    expect(opened.locator(".gs-steps li").first).to_be_visible()
    expect(page.locator("details.gs-why:not([open]) summary").first).to_be_visible()
    context.close()


def test_the_dark_scheme_can_be_chosen(browser: Browser, site_url: str) -> None:
    page = open_page(browser, f"{site_url}/index.html")

    page.get_by_title("切换到浅色").click()
    page.get_by_title("切换到深色").click()

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.close()


def test_the_colours_follow_the_system_until_others_are_chosen(
    browser: Browser, site_url: str
) -> None:
    """While the page is open too, and on the page for lost addresses."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    body, root = page.locator("body"), page.locator("html")
    page.goto(f"{site_url}/index.html")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{site_url}/404.html")
    expect(root).to_have_attribute("data-gs-scheme", "slate")

    page.emulate_media(color_scheme="light")
    page.goto(f"{site_url}/404.html")
    expect(root).to_have_attribute("data-gs-scheme", "default")
    page.goto(f"{site_url}/index.html")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")

    page.get_by_title("切换到浅色").click()
    page.goto(f"{site_url}/404.html")
    expect(root).to_have_attribute("data-gs-scheme", "default")
    context.close()


def test_a_page_has_its_colours_before_it_is_drawn(browser: Browser, site_url: str) -> None:
    """Without the theme's program, which comes last."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site_url}/index.html")
    page.route("**/bundle*.js", lambda route: route.abort())
    for name in ("index.html", "data/index.html"):
        page.goto(f"{site_url}/{name}")
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.evaluate("localStorage.clear()")
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    context.close()


def test_a_link_into_a_unit_page_lands_on_the_indicator(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    path = next(iter(sorted(site_folder.glob("*/indicators/*/*.html"))))
    page = open_page(browser, f"{site_url}/{path.relative_to(site_folder).as_posix()}")
    title = page.locator("h1").inner_text()

    page.locator("table.gs-table tbody th a").first.click()
    anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")

    fold = page.locator(f"details[id='{anchor}']")
    expect(fold.locator("summary")).to_contain_text(title)
    expect(fold).to_have_attribute("open", "")
    page.close()
