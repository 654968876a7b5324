"""Services as citizens meet them: a phone, the keyboard alone, no script, a file on disk."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_site_in_browser import SIDEWAYS

pytestmark = pytest.mark.xdist_group("browser")

CAMPAIGN = "example-district-2021-services"
THINGS = f"{CAMPAIGN}/services/one-thing"
POLICIES = f"{CAMPAIGN}/services/policies/index.html"
#: 13 of the source's list, and 3 made up, which lack nothing.
ITEMS = (*(f"YJS-{number:02}" for number in range(1, 14)), "YS-01", "YS-02", "YS-03")
QUESTIONS = ["谁能办", "在哪办", "带什么", "多久", "多少钱", "问谁"]


def shown(page: Page) -> Locator:
    return page.locator("table.gs-table--sortable tbody tr:visible")


def test_each_of_the_things_answers_six_questions_on_one_screen_of_a_phone(
    browser: Browser, site_url: str
) -> None:
    """From the title to the last answer without moving the page; what is open says 待补充."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for item in ITEMS:
        page.goto(f"{site_url}/{THINGS}/{item}.html")
        card = page.locator(".gs-card-answers")
        area = card.bounding_box()
        assert area is not None
        assert area["y"] + area["height"] <= 844, item
        assert card.locator("dt").all_inner_texts() == QUESTIONS
        assert all(text.strip() for text in card.locator("dd").all_inner_texts()), item
        made_up = item.startswith("YS")
        assert ("待补充" in card.inner_text()) is not made_up, item
    page.close()


def test_what_to_bring_and_whom_to_ask_for_a_restaurant_is_answered_or_said_to_be_open(
    browser: Browser, site_url: str
) -> None:
    """The list gives no materials; guides of three of the five business items do."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{site_url}/{THINGS}/YJS-01.html")
    answers = page.locator(".gs-card-answers dd").all_inner_texts()
    card = dict(zip(QUESTIONS, answers, strict=True))

    assert card["带什么"].endswith("待补充：整件事的材料")
    assert "“食品（含保健食品）经营许可核发”的材料" in card["带什么"]
    assert card["问谁"].startswith("区市场监管局（5个事项）")
    page.get_by_role("link", name="“公司登记”的材料").click()
    expect(page.locator("#t-materials")).to_be_visible()
    page.close()


def test_a_list_is_filtered_and_sorted_by_the_keyboard_alone(
    browser: Browser, site_url: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site_url}/{POLICIES}")
    status = page.get_by_role("status")
    expect(status).to_have_text("显示20项，共20项")

    page.get_by_label("包含").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("有效性")).to_be_focused()
    page.keyboard.type("即将到期")
    expect(status).to_have_text("显示3项，共20项")
    assert shown(page).count() == 3

    page.get_by_role("columnheader", name="政策名称").get_by_role("button").focus()
    page.keyboard.press("Enter")
    names = shown(page).locator("th").all_inner_texts()
    page.keyboard.press("Enter")
    assert shown(page).locator("th").all_inner_texts() == names[::-1]

    page.get_by_role("button", name="清除").focus()
    page.keyboard.press("Enter")
    expect(status).to_have_text("显示20项，共20项")
    page.close()


@pytest.mark.parametrize("source", ["served", "disk"])
def test_a_filtered_list_can_be_sent_by_its_address(
    browser: Browser, site_url: str, site_folder: Path, source: str
) -> None:
    base = site_url if source == "served" else site_folder.as_uri()
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{base}/{POLICIES}")
    page.get_by_label("适用行业").select_option("餐饮")
    told = page.get_by_role("status").inner_text()
    address = page.url
    page.close()

    other = browser.new_page(viewport={"width": 390, "height": 844})
    other.goto(address)
    expect(other.get_by_role("status")).to_have_text(told)
    assert "#filter&" in address
    assert 0 < shown(other).count() < 20
    other.get_by_role("button", name="清除").click()
    expect(other.get_by_role("status")).to_have_text("显示20项，共20项")
    assert "filter" not in other.url
    other.close()


def test_lists_and_downloads_are_complete_without_scripts(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/{POLICIES}")

    assert page.locator("table tbody tr:visible").count() == 20
    assert page.locator(".gs-filter").count() == 0
    file = page.get_by_role("link", name="CSV", exact=True).get_attribute("href")
    assert file == "../../../data/example-district-2021-services/policies.csv"
    answer = page.request.get(f"{site_url}/data/{CAMPAIGN}/policies.csv")
    assert answer.ok
    assert answer.text().count("ZC-") >= 20
    context.close()


def test_a_row_on_a_phone_is_a_card_that_names_every_column(
    browser: Browser, site_url: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{site_url}/{CAMPAIGN}/flags.html")
    box, row = page.locator(".gs-scroll").first, shown(page).first
    before = "cell => getComputedStyle(cell, '::before').content"

    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    labels = [cell.evaluate(before).strip('"') for cell in row.locator("td").all()]
    assert labels == ["程度", "单位", "原因和依据", "状态", "单位说明"]
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_of_services_scrolls_sideways_or_reports_an_error(
    browser: Browser, site_url: str, width: int
) -> None:
    """A page of every kind; tables that are too wide scroll in their own containers."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    services = f"{CAMPAIGN}/services"
    for name in (
        *(f"{services}/index.html", f"{services}/items.html", f"{services}/departments.html"),
        *(f"{THINGS}/index.html", f"{THINGS}/YS-01.html", POLICIES),
        *(f"{services}/intermediaries/ZJ-01.html", f"{CAMPAIGN}/flags.html", "flags/index.html"),
    ):
        page.goto(f"{site_url}/{name}")
        faults += [f"{name}: {fault}" for fault in page.evaluate(SIDEWAYS)]
    page.close()

    assert faults == []
