"""The search answers what citizens and clerks type: the page that they want comes first."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.xdist_group("browser")

#: What is typed, and what the address of the first result has to match. Where several campaigns
#: have the same, the latest is wanted.
QUESTIONS = (
    ("开办餐馆", r"one-thing/YJS-01"),
    ("餐馆", r"one-thing/YJS-01"),
    ("开办药店", r"one-thing/YJS-13"),
    ("开药店", r"one-thing/YJS-13"),
    ("健身房", r"one-thing/YJS-10"),
    ("办营业执照", r"service-guides/ZN-01"),
    ("社保卡", r"help-services/BB-04"),
    ("食品经营许可", r"service-guides/ZN-02"),
    ("无犯罪记录证明", r"commitments/CN-01"),
    ("带什么", r"services/index"),
    ("一件事", r"services/one-thing/index"),
    ("免申即享", r"services/policies/index"),
    ("帮办代办", r"services/help-services/index"),
    ("证明 取消", r"services/proofs/index"),
    ("县民政局", r"county-a-2021/units/D05"),
    ("民政局", r"county-a-2021/units/D05"),
    ("县公安局", r"county-2018/units/D09"),
    ("卫健委", r"county-a-2021/units/D07"),
    ("示例一镇", r"district-2022/units/T05"),
    ("2018年度", r"county-2018/index"),
    ("第一季度", r"2022q1/index"),
    ("红牌率", r"2020m11/indicators/.*/23\.html"),
    ("差评整改", r"county-a-2021/indicators/.*/(6\.6|8\.3)\.html"),
    ("办件量", r"indicators/.*/2\.3c\.html"),
    ("名次怎么算", r"rules/index"),
    ("一票否决", r"flags/index|methods/"),
    ("下载数据", r"data/index"),
    # Mistyped in one character.
    ("开参馆", r"one-thing/YJS-01"),
    ("示例一填", r"district-2022/units/T05"),
    ("县民政剧", r"county-a-2021/units/D05"),
)

#: Most bytes of the index: of the demo, and of a site with 2,000 units.
DEMO_MOST, LARGE_MOST = 1 << 20, 8 << 20
LARGE_UNITS = 2000


@pytest.fixture(scope="module")
def served(browser: Browser, site_url: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{site_url}/index.html")
    yield page
    page.close()


def ask(page: Page, words: str) -> list[str]:
    """The addresses of the results, without what they highlight."""
    field = page.locator("input[name=query]")
    links = page.locator(".md-search-result__link")
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(links).to_have_count(0)
    page.keyboard.insert_text(words)
    page.keyboard.press("End")  # as an input method ends a word: the theme listens to keys
    expect(links.first).to_be_visible(timeout=15_000)
    return [(link.get_attribute("href") or "").partition("?")[0] for link in links.all()]


@pytest.mark.parametrize(("words", "wanted"), QUESTIONS, ids=[words for words, _ in QUESTIONS])
def test_the_wanted_page_comes_first(served: Page, words: str, wanted: str) -> None:
    assert re.search(wanted, ask(served, words)[0])


def test_it_is_the_same_from_disk(browser: Browser, site_folder: Path) -> None:
    page = browser.new_page()
    page.goto((site_folder / "index.html").as_uri())

    for words, wanted in QUESTIONS[:3]:
        assert re.search(wanted, ask(page, words)[0])
    page.close()


def test_a_word_that_is_not_finished_finds_what_has_it(served: Page) -> None:
    """餐 is no word of the index, 餐馆 is; and 县民政 isn't all of a name."""
    assert any("YJS-01" in link for link in ask(served, "餐"))
    assert any("units/D05" in link for link in ask(served, "县民政")[:3])


def test_a_character_alone_brings_nothing_beside_a_word(served: Page) -> None:
    """县政府金融办 has a 办, and nothing to do with a licence."""
    assert not any("units/" in link for link in ask(served, "办营业执照"))


def test_characters_that_make_no_word_are_all_asked_for(served: Page) -> None:
    """Each of the two stands alone on many pages, both on the list of all matters."""
    assert [link.rpartition("/")[2] for link in ask(served, "开馆")] == ["items.html"]


def test_the_index_stays_small(site_folder: Path) -> None:
    """2,000 units cost what as many of the demo's would, in one campaign, beside the rest."""
    path = site_folder / "search" / "search_index.json"
    size = path.stat().st_size
    docs = json.loads(path.read_text("utf-8"))["docs"]
    units = [len(json.dumps(doc)) for doc in docs if "/units/" in doc["location"]]

    assert size < DEMO_MOST
    assert LARGE_UNITS * max(units) < LARGE_MOST - DEMO_MOST
