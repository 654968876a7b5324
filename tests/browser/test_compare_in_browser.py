"""Units side by side: from a link, by keyboard, from disk, and as a table without a script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.xdist_group("browser")

PAGE = "example-county-2018/compare/taiqian-2018-departments.html"
#: 县民政局 and 县公安局.
CHOSEN = "#units=D17,D09"


def open_page(browser: Browser, address: str, width: int = 1280) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    return page


def compared(page: Page) -> Locator:
    """The lines of the table of indicators."""
    return page.locator(".gs-compare table").nth(1).locator("tbody tr")


@pytest.mark.parametrize("source", ["served", "disk"])
def test_a_link_opens_the_units_that_it_names(
    browser: Browser, site_url: str, site_folder: Path, source: str
) -> None:
    base = site_url if source == "served" else site_folder.as_uri()
    page = open_page(browser, f"{base}/{PAGE}{CHOSEN}")

    expect(page.locator(".gs-compare__told")).to_contain_text("县民政局、县公安局：28项指标中有")
    expect(compared(page)).to_have_count(28)
    page.close()


def test_the_widest_difference_comes_first_and_is_told_in_words(
    browser: Browser, site_url: str
) -> None:
    """The values are those of the units' own pages."""
    page = open_page(browser, f"{site_url}/{PAGE}{CHOSEN}")
    widths = []
    for line in compared(page).all():
        mine, other = (float(cell) for cell in line.locator("td").all_inner_texts()[1:3])
        words = line.locator("td").last.inner_text()
        gap = round(other - mine, 6)
        leader = "县公安局多" if gap > 0 else "县民政局多"
        assert words == (f"{leader}{abs(gap):g}分" if gap else "相同")
        widths.append(abs(gap))
    page.close()

    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 0


def test_differences_are_ordered_by_what_they_are_in_the_total(
    browser: Browser, site_url: str
) -> None:
    """7 is of the part of 70 %, S1 of that of 30 %: 4.5 × 0.7 = 3.15, 8.64 × 0.3 = 2.592."""
    address = "example-district-2022q1/compare/zichuan-2022-townships.html#units=T03,T06"
    page = open_page(browser, f"{site_url}/{address}")
    names = [name.split()[0] for name in compared(page).locator("th").all_inner_texts()]
    words = dict(zip(names, compared(page).locator("td:last-child").all_inner_texts(), strict=True))
    page.close()

    assert words["7"].endswith("多4.5分，折合总分3.15分")
    assert words["S1"].endswith("多8.64分，折合总分2.59分")
    assert names.index("7") < names.index("S1")
    told = (one.rpartition("折合总分")[2] for one in words.values() if "折合" in one)
    totals = [float(one.removesuffix("分")) for one in told]
    assert totals == sorted(totals, reverse=True)


def test_the_order_of_the_rubric_can_be_chosen(browser: Browser, site_url: str) -> None:
    page = open_page(browser, f"{site_url}/{PAGE}{CHOSEN}")

    page.get_by_label("排列").select_option(label="按评分表的顺序")

    shown = compared(page).locator("th").all_inner_texts()
    rows = page.locator(".gs-compare__rows li").all_text_contents()
    assert shown == [row.strip() for row in rows]
    page.close()


def test_units_are_chosen_by_keyboard_and_stand_in_the_address(
    browser: Browser, site_url: str
) -> None:
    page = open_page(browser, f"{site_url}/{PAGE}")
    first, second = page.get_by_label("单位一"), page.get_by_label("单位二")
    expect(page.locator(".gs-compare__told")).to_have_text("请选择两到四个单位。")

    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    page.keyboard.press("ArrowDown")

    chosen = [box.input_value() for box in (first, second)]
    assert all(chosen)
    assert chosen[0] != chosen[1]
    assert page.url.endswith(f"#units={','.join(chosen)}")
    assert page.get_by_label("可转发的网址").input_value() == page.url
    page.close()


def test_units_that_are_not_ranked_together_are_not_compared(
    browser: Browser, site_url: str
) -> None:
    """In this campaign departments and townships are two leagues under one rubric."""
    address = "example-county-a-2021/compare/county-twelve-points-wenxian.html"
    page = open_page(browser, f"{site_url}/{address}")
    leagues = page.evaluate(
        """() => [...document.querySelectorAll(".gs-compare__league")]
            .map(list => list.firstElementChild.id.replace("units=", ""))"""
    )
    assert len(leagues) == 2

    page.goto(f"{site_url}/{address}#units={','.join(leagues)}")
    page.reload()

    assert page.get_by_label("单位一").input_value() == leagues[0]
    assert page.get_by_label("单位二").input_value() == ""
    page.close()


def test_a_unit_leads_to_its_comparison(browser: Browser, site_url: str) -> None:
    page = open_page(browser, f"{site_url}/example-county-2018/units/D17.html")

    page.get_by_role("link", name="与其他单位比较").click()

    expect(page.get_by_label("单位一")).to_have_value("D17")
    page.close()


def test_without_a_script_all_units_stand_in_a_table(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/{PAGE}")

    assert page.locator("article table tbody tr:visible").count() == 26
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_scrolls_sideways(browser: Browser, site_url: str, width: int) -> None:
    page = open_page(browser, f"{site_url}/{PAGE}#units=D17,D09,D24,D28", width)
    expect(compared(page)).to_have_count(28)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
