"""Whether everybody can use the site: axe-core over every type of page, keys, and large type."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

pytestmark = pytest.mark.xdist_group("browser")

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
PHONE: ViewportSize = {"width": 390, "height": 844}
SCREEN: ViewportSize = {"width": 1280, "height": 900}

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
#: The rules whose verdict can change with colours and sizes alone.
LOOKS = {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}
#: Colour scheme, size of type, and what is judged.
MODES = (
    ("default", "standard", WCAG),
    ("slate", "standard", LOOKS),
    ("default", "large", LOOKS),
)

#: A table's fourth row and a page's thirtieth piece hold nothing that those before don't.
SHORTEN = """() => {
  document.querySelectorAll("tbody tr:nth-child(n + 4), article > :nth-child(n + 30),"
    + " article li:nth-child(n + 6), .md-nav__item:nth-child(n + 6)")
    .forEach(part => part.remove());
}"""

STILL = """() => {
  const still = new CSSStyleSheet();
  still.replaceSync("* { transition: none !important }");
  document.adoptedStyleSheets.push(still);
}"""

SHOW = """([scheme, type]) => {
  document.body.setAttribute("data-md-color-scheme", scheme);
  document.documentElement.dataset.gsType = type;
  document.documentElement.dataset.gsScheme = scheme;
}"""

JUDGE = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]}).then(judged =>
  judged.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target}`)))"""

#: What is shown in less than 18 px; the words of a drawing are scaled with it.
SMALL = """() => [...document.querySelectorAll("main *, footer *")]
  .filter(part => [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(part => part.checkVisibility() && !part.closest("title, desc, script, style"))
  .filter(part => {
    const scale = part.closest("svg") ? part.closest("svg").getScreenCTM().a : 1;
    return parseFloat(getComputedStyle(part).fontSize) * scale < 18;
  })
  .map(part => `small: ${part.tagName} ${part.textContent.slice(0, 20)}`)"""

#: Words of a drawing that stand on others, or beyond the screen; figures fill most of their box.
JAMMED = """() => [...document.querySelectorAll("svg[role=img]")].flatMap(drawing => {
  const words = [...drawing.querySelectorAll("text")].filter(word => word.checkVisibility())
    .map(word => ({ text: word.textContent, box: word.getBoundingClientRect() }));
  const room = box => box.height * 0.2;
  const meet = (one, other) => one.left < other.right && other.left < one.right
    && one.top + room(one) < other.bottom - room(other)
    && other.top + room(other) < one.bottom - room(one);
  return words.filter(({ box }) => box.left < -1 || box.right > innerWidth + 1)
    .map(({ text }) => `beyond: ${text}`)
    .concat(words.flatMap((one, at) => words.slice(at + 1)
      .filter(other => meet(one.box, other.box)).map(other => `${one.text} × ${other.text}`)));
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SCREEN)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_wrong_and_large_type_is_large_on_any_type_of_page(
    page: Page, site_url: str, page_types: list[str]
) -> None:
    """WCAG 2.2 AA, at the width of a phone and of a screen: light, dark, large.

    In large type nothing that is read has less than 18 px.
    """
    found = []
    for name in page_types:
        page.goto(f"{site_url}/{name}")
        page.evaluate(SHORTEN)
        page.evaluate(STILL)
        page.evaluate(AXE)
        found += [f"{name}, {fault}" for fault in violations(page)]

    assert "\n".join(found) == ""


def violations(page: Page) -> Iterator[str]:
    for size in (PHONE, SCREEN):
        page.set_viewport_size(size)
        for scheme, type_, rules in MODES:
            page.evaluate(SHOW, [scheme, type_])
            faults = page.evaluate(JUDGE, rules)
            faults += page.evaluate(SMALL) if type_ == "large" else []
            yield from (f"{size['width']}, {scheme}, {type_}: {fault}" for fault in faults)


@pytest.mark.parametrize("width", [360, 390, 600])
@pytest.mark.parametrize(
    "name",
    [
        "example-county-2018/units/D09.html",
        "example-county-2020m11/units/G04.html",
        "example-county-a-2021/units/D09.html",
        "example-district-2022/units/T05.html",
        "example-district-2022q1/index.html",
    ],
)
def test_large_words_of_drawings_stand_apart_on_a_phone(
    page: Page, site_url: str, name: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{site_url}/{name}")
    page.evaluate(SHOW, ["default", "large"])

    assert page.locator("svg[role=img]").count() > 0
    assert page.evaluate(SMALL) == []
    assert page.evaluate(JAMMED) == []


#: What has the focus, where it lies beyond the screen or nobody can see it; nothing otherwise.
#: The switch of colours is shown by its label.
UNSEEN = """() => {
  const focused = document.activeElement;
  const held = focused.matches(".md-option") ? focused.nextElementSibling : focused;
  const box = held.getBoundingClientRect();
  const beyond = box.right <= 0 || box.left >= innerWidth || !box.width || !box.height;
  return beyond || !held.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    ? `${held.tagName} ${held.textContent.trim().slice(0, 20)}` : "";
}"""


@pytest.mark.parametrize(
    "name", ["example-county-2018/units/D09.html", "example-county-2018/index.html"]
)
def test_on_a_phone_a_keyboard_reaches_nothing_that_is_not_seen(
    page: Page, site_url: str, name: str
) -> None:
    """With menu and search closed; the search isn't opened by passing it."""
    page.set_viewport_size(PHONE)
    page.goto(f"{site_url}/{name}")
    page.evaluate(STILL)
    unseen = []

    for _ in range(40):
        page.keyboard.press("Tab")
        unseen.append(page.evaluate(UNSEEN))

    assert [held for held in unseen if held] == []
    assert not page.locator("#__search").is_checked()


def test_on_a_phone_the_menu_is_walked_through_and_closed_by_escape(
    page: Page, site_url: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site_url}/example-county-2018/units/D09.html")
    key = page.get_by_role("button", name="打开导航")
    key.focus()
    page.keyboard.press("Enter")
    link = page.locator(".md-sidebar--primary a:visible").first
    expect(link).to_be_in_viewport()
    link.focus()
    expect(link).to_be_focused()

    page.keyboard.press("Escape")

    assert not page.locator("#__drawer").is_checked()
    expect(key).to_be_focused()
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()


def test_axe_would_find_a_fault(page: Page, site_url: str) -> None:
    """A picture without words and grey on grey, put into a page that is right."""
    page.goto(f"{site_url}/index.html")
    page.evaluate(
        "const added = document.createElement('p'); added.textContent = '看不清';"
        " Object.assign(added.style, {color: '#999', background: '#aaa'});"
        " const picture = Object.assign(new Image(9, 9), {src: 'data:,'});"
        " document.querySelector('article').append(added, picture)"
    )
    page.evaluate(AXE)

    rules = {fault.partition(":")[0] for fault in page.evaluate(JUDGE, WCAG)}

    assert rules == {"image-alt", "color-contrast"}


@pytest.mark.parametrize("source", ["served", "disk"])
def test_large_type_is_chosen_by_key_and_remembered_on_every_page(
    page: Page, site_url: str, site_folder: Path, source: str
) -> None:
    base = site_url if source == "served" else site_folder.as_uri()
    page.goto(f"{base}/index.html")
    assert reading_size(page) == 16
    button = page.get_by_role("button", name="大字版")

    button.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="标准版")).to_be_focused()
    for name in ("methods/zichuan-2022-townships.html", "example-district-2022/index.html"):
        page.goto(f"{base}/{name}")
        assert reading_size(page) >= 18, name
    page.get_by_role("button", name="标准版").click()
    page.goto(f"{base}/index.html")
    assert reading_size(page) == 16


def test_large_type_is_there_before_anything_is_drawn(page: Page, site_url: str) -> None:
    """The head sets it: when the body begins to be read, it stands."""
    page.goto(f"{site_url}/index.html")
    page.get_by_role("button", name="大字版").click()
    page.add_init_script(
        "new MutationObserver((_, watch) => { if (!document.body) return; watch.disconnect();"
        " window.atFirst = document.documentElement.dataset.gsType; })"
        ".observe(document, {childList: true, subtree: true})"
    )

    page.reload()

    assert page.evaluate("window.atFirst") == "large"


def reading_size(page: Page) -> float:
    """The size of the sentence under the title, as a paragraph has it, in pixels."""
    size: str = page.locator("article").evaluate("part => getComputedStyle(part).fontSize")
    return float(size.removesuffix("px"))


def tab_to(page: Page, target: Locator, most: int = 120) -> None:
    """Presses Tab until *target* has the focus."""
    wanted = target.element_handle()
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("part => part === document.activeElement", wanted):
            return
    pytest.fail(f"not within {most} presses of Tab: {target}")


def test_keys_alone_lead_from_the_home_page_to_the_source_of_a_mark(
    page: Page, site_url: str
) -> None:
    """Home › a campaign › the first unit › an indicator that lost points › its cells."""
    page.goto(f"{site_url}/index.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")

    tab_to(page, page.locator("article a[href='example-district-2022q1/index.html']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/example-district-2022q1/index.html")

    tab_to(page, page.locator("tbody th a").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/*.html")

    folded = page.locator("details.gs-why").nth(page.evaluate(FIRST_FOLDED))
    tab_to(page, folded.locator("summary"))
    page.keyboard.press("Enter")
    source = folded.locator("cite").first

    expect(source).to_be_visible()
    assert re.search(r"\.(xlsx?|et|csv)", source.inner_text())


FIRST_FOLDED = """() => [...document.querySelectorAll("details.gs-why")]
  .findIndex(part => !part.open && part.querySelector("cite"))"""


@pytest.mark.parametrize("name", ["打开导航", "打开搜索"])
def test_menu_and_search_open_by_key_on_a_phone(page: Page, site_url: str, name: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site_url}/index.html")

    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")

    toggle = "__drawer" if name == "打开导航" else "__search"
    assert page.evaluate("id => document.getElementById(id).checked", toggle)


def test_headings_go_down_one_step_at_a_time(site_folder: Path, page_types: list[str]) -> None:
    wrong = []
    for name in page_types:
        text = (site_folder / name).read_text("utf-8").partition("<main")[2]
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", text)]
        wrong += [name] if levels.count(1) != 1 or levels[0] != 1 else []
        wrong += [name for one, after in pairwise(levels) if after > one + 1]

    assert wrong == []
