"""Pages of catalogues: the small services read by a person once, and what each page has to say."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder.formats.jinja_text import TextTemplates
from builder.pages import addresses
from builder.pages.catalogue_card import Question, draw_card
from builder.pages.catalogue_words import validity
from builder.pages.departments import unit_services
from builder.pages.flags import flags_page
from builder.pages.page import Link
from builder.pages.services import service_pages
from builder.scoring.results import CampaignResult
from tests.pages.conftest import JIA, YI
from tests.pages.small_services import CATALOGUES, SCHEMAS, WITHHELD, with_services

START = "small-2024/services/things/T-1.md"


@pytest.fixture
def services(small_result: CampaignResult) -> CampaignResult:
    return with_services(small_result)


@pytest.fixture
def files(services: CampaignResult, templates: Path) -> dict[str, str]:
    """The pages of services and of flags by their paths, without what the search is told."""
    return drawn(services, templates)


def drawn(services: CampaignResult, templates: Path) -> dict[str, str]:
    text = TextTemplates(templates)
    pages = (*service_pages(services), flags_page(services))
    return {
        page.address: text.render(page.template, {"page": page, "view": page.view})
        for page in pages
    }


def card(services: CampaignResult, item: str) -> dict[str, Question]:
    thing = next(one for one in CATALOGUES.of("things") if one.id == item)
    drawn = draw_card(services, thing, SCHEMAS[0], START)
    return {question.title: question for question in drawn}


def words(question: Question) -> list[str]:
    return [line.text for line in question.lines]


def test_the_small_services_are_as_they_were_read(
    files: dict[str, str], compare_golden: Callable[[str, Mapping[str, bytes]], None]
) -> None:
    """The list of services, of departments, of business items; three lists with seven items."""
    pages = {path: text for path, text in files.items() if "/services/" in path}
    flags = files["small-2024/flags.md"]

    assert len(pages) == 3 + 3 + 7
    pages |= {"small-2024/flags.md": flags}
    compare_golden("services", {path: text.encode() for path, text in pages.items()})


def test_a_full_card_answers_all_six_questions(services: CampaignResult) -> None:
    answered = card(services, "T-1")

    assert list(answered) == ["谁能办", "在哪办", "带什么", "多久", "多少钱", "问谁"]
    assert {question.open for question in answered.values()} == {""}
    assert words(answered["带什么"]) == ["申请表", "身份证件", "共2份，看要求"]
    assert words(answered["多少钱"]) == ["不收费"]


def test_the_leading_department_is_named_once_with_its_items(services: CampaignResult) -> None:
    """甲乡 leads and handles one of the two; the tax office, by its alias, the other."""
    asked = card(services, "T-1")["问谁"]

    assert words(asked) == [
        "牵头单位：甲乡（1个事项）",
        "示例区税务局（1个事项）",
        "电话：0000-1234501",
    ]
    assert [line.href for line in asked.lines] == [
        "../departments.html#d-jia",
        "../departments.html#d-d-tax",
        "tel:0000-1234501",
    ]


def test_what_the_source_leaves_open_is_said_and_never_made_up(services: CampaignResult) -> None:
    answered = card(services, "T-2")

    assert answered["谁能办"].open == "待补充"
    assert answered["问谁"].open == "待补充：牵头单位、咨询电话"
    assert words(answered["问谁"]) == ["甲乡（1个事项）"]


def test_where_materials_are_open_the_guides_of_the_business_items_are_named(
    services: CampaignResult,
) -> None:
    asked = card(services, "T-2")["带什么"]

    assert [(line.text, line.href) for line in asked.lines] == [
        ("“公司登记”的材料", "../guides/G-1.html")
    ]
    assert asked.open == "待补充：整件事的材料"


def test_steps_are_an_ordered_list_that_leaves_nothing_out(files: dict[str, str]) -> None:
    steps = re.findall(r"<li>(.+?)</li>", files[START].partition("## 流程")[2])

    assert steps[:2] == ["受理（时限：当场办结）", "发证（时限：3个工作日；结果：执照）"]


def test_business_items_that_are_always_needed_come_first(files: dict[str, str]) -> None:
    rows = files[START].partition("## 联办事项")[2].partition("## 材料")[0]

    assert rows.index("必选（都要办）") < rows.index("任选其一（按情况办其中一个）")


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("P-1", "✕ 已过期（2025-01-19止）"),
        ("P-2", "! 即将到期（2025-04-20止）"),
        ("P-3", "✕ 废止"),
        ("P-4", "✓ 有效（没有写有效期止）"),
    ],
)
def test_validity_follows_the_last_day_whatever_the_state_says(
    services: CampaignResult, item: str, text: str
) -> None:
    """P-1 calls itself 有效 a day after its last; P-2 has exactly ninety days left."""
    policy = next(one for one in CATALOGUES.of("policies") if one.id == item)

    force = validity(policy, SCHEMAS[2], services.campaign.last_day)

    assert force is not None
    assert force.text == text


def test_the_list_of_policies_begins_with_what_expires_soon(files: dict[str, str]) -> None:
    text = files["small-2024/services/policies/index.md"]
    expiring = text.partition("## 即将到期")[2].partition("<details")[0]

    assert "快到期的补贴（2025-04-20止）" in expiring
    assert "到期的补贴（2025-01-19止）" not in expiring
    assert "餐饮（2）" in text
    assert "兑现金额合计（2条已填）</dt><dd>14.5万元" in text


def test_policies_are_found_by_industry_kind_and_department(files: dict[str, str]) -> None:
    text = files["small-2024/services/policies/index.md"]

    ways = re.findall(r"<summary>(.+?)</summary>", text)
    filtered = re.findall(r'data-filtered="true">(.+?)</th>', text)
    assert ways == ["按适用行业查", "按兑现类型查", "按责任单位查"]
    assert filtered == ["有效性", "兑现类型", "适用行业"]


def test_a_business_item_is_one_row_with_every_place_that_names_it(files: dict[str, str]) -> None:
    text = files["small-2024/services/items.md"]
    rows = [row for row in text.split("<tr>") if 'id="b-DEMO-1"' in row]

    assert len(rows) == 1
    assert re.findall(r'<a href="(.+?)">(.+?)</a>', rows[0]) == [
        ("departments.html#d-jia", "甲乡"),
        ("things/T-1.html", "办成一件事：开办书店"),
        ("things/T-2.html", "开办茶馆"),
        ("guides/G-1.html", "办事指南"),
    ]


def test_a_unit_page_lists_what_the_unit_leads_and_handles(services: CampaignResult) -> None:
    """甲乡 leads T-1, handles 公司登记 there and in T-2, and answers for a guide and 4 policies."""
    found = unit_services("small-2024/units/jia.md", (services,), JIA)

    assert found is not None
    assert [(group.title, len(group.rows)) for group in found.groups] == [
        ("办成一件事", 1),
        ("办成一件事（办理）", 2),
        ("办事指南", 1),
        ("惠企政策", 4),
    ]
    assert found.groups[0].rows == (Link("开办书店", "../services/things/T-1.html"),)
    assert found.all == Link("全部8项的清单", "../services/departments.html#d-jia")
    assert unit_services("small-2024/units/yi.md", (services,), YI) is None


def test_what_is_not_public_is_on_no_page(files: dict[str, str]) -> None:
    """A column 内部联系人, and an internal flag."""
    assert [path for path, text in files.items() if WITHHELD in text] == []


def test_a_table_that_need_not_be_filled_is_left_out_where_it_is_empty(
    files: dict[str, str],
) -> None:
    """T-2 has neither materials, which it has to have, nor steps."""
    text = files["small-2024/services/things/T-2.md"]

    assert "<p>材料待补充。</p>" in text
    assert "流程" not in text


def test_without_catalogues_there_are_no_pages_of_services(services: CampaignResult) -> None:
    returns = replace(services.returns, catalogues=replace(CATALOGUES, catalogues=()))
    plain = replace(services, returns=returns)

    assert list(service_pages(plain)) == []


def changed(services: CampaignResult, **keys: Any) -> CampaignResult:
    catalogues = replace(services.returns.catalogues, **keys)
    return replace(services, returns=replace(services.returns, catalogues=catalogues))


def test_without_business_items_there_is_no_page_of_them(
    services: CampaignResult, templates: Path
) -> None:
    pages = drawn(changed(services, business_items=()), templates)

    assert addresses.business_items_page(services.campaign.id) not in pages
    assert addresses.departments_page(services.campaign.id) in pages
    assert "每个事项由谁办" not in "".join(pages.values())


def test_a_business_item_that_nobody_is_named_for_is_open(
    services: CampaignResult, templates: Path
) -> None:
    items = services.returns.catalogues.business_items
    nobodys = (replace(items[0], department=None), *items[1:])

    pages = drawn(changed(services, business_items=nobodys), templates)

    page = pages[addresses.business_items_page(services.campaign.id)]
    assert "待补充" in page[page.index("公司登记") :].split("\n", 1)[0]


def test_a_catalogue_without_a_last_day_says_nothing_of_validity(
    services: CampaignResult, templates: Path
) -> None:
    """Its list opens with what is said of 有效期, unless no column means that."""
    (*others, policies) = SCHEMAS
    columns = tuple(column for column in policies.columns if column.id != "until")
    endless = policies.model_copy(update={"columns": columns})

    pages = drawn(replace(services, schemas=(*others, endless)), templates)

    page = pages[addresses.catalogue_index(services.campaign.id, "policies")]
    assert "已过期" not in page
    assert "长期的补贴" in page


def test_without_a_table_of_business_items_no_guide_is_named(services: CampaignResult) -> None:
    things, *_ = SCHEMAS
    tables = tuple(table for table in things.tables if table.id != "items")
    plain = things.model_copy(update={"tables": tables})
    thing = next(one for one in CATALOGUES.of("things") if one.id == "T-2")

    questions = draw_card(replace(services, schemas=(plain, *SCHEMAS[1:])), thing, plain, START)

    assert not [line for one in questions for line in one.lines if "的材料" in line.text]


def test_a_guide_that_lists_no_materials_is_not_named(services: CampaignResult) -> None:
    things, guides, policies = CATALOGUES.catalogues
    (guide,) = guides.items
    bare = replace(guides, items=(replace(guide, tables={"materials": ()}),))
    result = changed(services, catalogues=(things, bare, policies))

    assert not [
        line for one in card(result, "T-2").values() for line in one.lines if "的材料" in line.text
    ]
