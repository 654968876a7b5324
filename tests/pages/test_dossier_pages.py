"""The page of a 佐证材料汇编: read by a person once, and nothing on it that isn't 主动公开."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builder.model.answers import Answer, AnswerState, Origin, Value
from builder.model.dossiers import Check, ClaimFile, Exhibit, Figure, UnitDossier
from builder.model.places import CellPlace
from builder.pages.site import render_site
from builder.scoring.results import CampaignResult

PLACE = CellPlace("汇编.xlsx", "佐证目录", "A2")
PAGE = "small-2024/dossiers/jia.md"


def answer(field: str, title: str, value: Value | None, measure: str = "") -> Answer:
    state = AnswerState.BLANK if value is None else AnswerState.GIVEN
    return Answer(field, title, state, Origin.UNIT, value, measure, PLACE)


def exhibit(number: int, title: str, access: str | None) -> Exhibit:
    row: dict[str, Value | None] = {
        "number": Decimal(number),
        "title": title,
        "document": f"示办〔2024〕{number}号",
        "issuer": "示例县政府办",
        "issued": date(2024, 3, number),
        "pages": f"{number}-{number}",
        "access": access,
        "file": None,
    }
    return Exhibit({key: answer(key, key, value) for key, value in row.items()}, PLACE)


@pytest.fixture
def compiled(small_result: CampaignResult) -> CampaignResult:
    """甲乡 proves one claim with a figure, lacks another, and may show one exhibit of three."""
    claim = ClaimFile(
        id="1",
        title="压缩审批时限",
        wording="2024年压缩时限的情况说明和证明材料。",
        clause="示例通知 一.1",
        start=date(2024, 1, 1),
        end=date(2024, 12, 31),
        statement=answer("statement", "情况说明", "可一证通办101项（佐证1）。"),
        figures=(
            Figure(answer("cut", "审批时限压缩比例", None), answer("as_of", "截止日期", None)),
            Figure(
                answer("items", "一证通办事项", Decimal(101), "项"),
                answer("as_of", "截止日期", date(2024, 6, 30)),
            ),
        ),
        exhibits=(
            exhibit(1, "公开的通知", "主动公开"),
            exhibit(2, "内部的报告", "依申请公开"),
            exhibit(3, "没写属性的记录", None),
        ),
        checks=(
            Check("有情况说明", 1),
            Check("要求的数据都有，并写进情况说明", 2, ("审批时限压缩比例：缺数据",)),
            Check("目录所列文件都在佐证文件夹", 0),
        ),
    )
    jia = small_result.returns.units[0]
    dossier = UnitDossier(jia, "small-dossier", "示例汇编", "示例通知", (claim,), ("示例说明。",))
    return replace(
        small_result,
        campaign=small_result.campaign.model_copy(update={"dossiers": ("small-dossier",)}),
        returns=replace(small_result.returns, dossiers=(dossier,)),
    )


def test_the_page_is_as_it_was_read(
    compiled: CampaignResult,
    templates: Path,
    compare_golden: Callable[[str, Mapping[str, bytes]], None],
) -> None:
    files = render_site((compiled,), templates)

    compare_golden("dossier", {PAGE: files[PAGE]})


def test_what_is_not_open_is_only_counted(compiled: CampaignResult, templates: Path) -> None:
    rendered = render_site((compiled,), templates)
    files = {path: text.decode(errors="replace") for path, text in rendered.items()}

    assert "公开的通知" in files[PAGE]
    assert "共3件佐证：主动公开1件，依申请公开1件，不予公开1件" in files[PAGE]
    assert [path for path, text in files.items() if "内部的报告" in text] == []
    assert [path for path, text in files.items() if "没写属性的记录" in text] == []
    assert [path for path, text in files.items() if "示办〔2024〕2号" in text] == []


def test_the_campaign_leads_to_the_page(compiled: CampaignResult, templates: Path) -> None:
    """One claim, one figure missing, three exhibits, one of them named, one fault."""
    page = render_site((compiled,), templates)["small-2024/index.md"].decode()

    assert '<a href="dossiers/jia.html">甲乡</a>' in page
    (row,) = (line for line in page.splitlines() if "示例汇编" in line)
    assert re.findall(r'<td data-label="(\S+?)".*?>(\S+?)</td>', row) == [
        *(("汇编", "示例汇编"), ("论点", "1"), ("缺数据", "1")),
        *(("佐证", "3"), ("公开列名", "1"), ("需改正", "1")),
    ]


def test_a_campaign_that_got_no_dossier_says_so(compiled: CampaignResult, templates: Path) -> None:
    empty = replace(compiled, returns=replace(compiled.returns, dossiers=()))

    assert (
        "还没有收到任何单位的佐证材料汇编"
        in render_site((empty,), templates)["small-2024/index.md"].decode()
    )


def test_where_nothing_may_be_named_there_is_no_table(
    compiled: CampaignResult, templates: Path
) -> None:
    (dossier,) = compiled.returns.dossiers
    (claim,) = dossier.claims
    hidden = replace(dossier, claims=(replace(claim, exhibits=claim.exhibits[1:]),))
    result = replace(compiled, returns=replace(compiled.returns, dossiers=(hidden,)))

    page = render_site((result,), templates)[PAGE].decode()

    assert "主动公开的佐证" not in page
    assert "共2件佐证：主动公开0件，依申请公开1件，不予公开1件" in page
