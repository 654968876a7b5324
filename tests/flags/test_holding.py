"""Results that are declared final while something is open: a draft, without titles (RF-50).

One unit has returned; the register of 2.1 is the assessors' and may be missing.
"""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from builder.flags.holding import hold
from builder.flags.public_results import published
from builder.flags.raising import with_flags
from builder.office.summary_table import summary_workbook
from builder.pages.words import DRAFT, HELD, campaign_notices
from builder.pipeline import find_problems
from builder.rubric.library import Instrument
from builder.rubric.schema import Grade
from builder.scoring.campaigns import ScoredCampaign, score_campaign
from builder.summary import brief, describe_briefs
from tests.office.small_campaign import SHA256, filing, make_desk

REGISTER = "# 巡查\n| 单位 | 指标编号 | 填报项 | 投诉日期 | 是否属实 |\n"


def scored(folder: Path, status: str, *, complete: bool) -> ScoredCampaign:
    """The campaign scored, with the register or without."""
    desk = make_desk(folder)
    desk.set(status=status)
    office = desk.office
    (rubric,) = office.rubrics.values()
    rubric = rubric.model_copy(update={"grades": (Grade(title="先进", top=1),)})
    office.rubrics = {rubric.id: rubric}
    desk.put("填报/县民政局.xlsx", filing("civil"))
    if complete:
        desk.put("巡查.xlsx", REGISTER)
    return with_flags(
        score_campaign(office.campaign, office.collect(), [Instrument(rubric, SHA256)], {}),
        None,
        (),
    )


def titles(item: ScoredCampaign) -> list[tuple[tuple[str, ...], bool]]:
    rows = published(item.result).instruments[0].standings.rows
    return [(row.grades, row.titles_open) for row in rows if row.scorecard is not None]


def test_what_is_open_makes_a_draft_of_what_was_declared_final(tmp_path: Path) -> None:
    item = scored(tmp_path, "final", complete=False)

    (matter,) = item.result.held

    assert item.result.campaign.status == "draft"
    assert (matter.kind.code, matter.place.file) == ("E722", "input/demo-2018")
    assert "县民政局" in matter.wrong
    assert "2.1 投诉" in matter.wrong
    assert titles(item) == [((), True)]
    assert campaign_notices(item.result) == (HELD,)
    assert matter in find_problems(item.result)


def test_what_is_complete_stays_final_with_its_titles(tmp_path: Path) -> None:
    item = scored(tmp_path, "final", complete=True)

    assert hold(item) is item
    assert (item.result.campaign.status, item.result.held) == ("final", ())
    assert titles(item) == [(("先进",), False)]
    assert campaign_notices(item.result) == ()


@pytest.mark.parametrize("complete", [True, False])
def test_a_draft_that_says_so_shows_its_titles_as_they_would_be(
    tmp_path: Path,
    complete: bool,  # noqa: FBT001
) -> None:
    item = scored(tmp_path, "draft", complete=complete)

    assert item.result.held == ()
    assert titles(item) == [(("先进",), False)]
    assert campaign_notices(item.result) == (DRAFT,)


def test_the_summary_says_which_campaign_is_held_and_what_to_do(tmp_path: Path) -> None:
    result = scored(tmp_path, "final", complete=False).result

    told = "".join("".join(describe_briefs([brief(result, find_problems(result))])).split())

    assert "设置里写了定稿，但还有没核定或没裁定的" in told
    assert "示例2018（1处）" in told
    assert "gongshicheck--campaigndemo-2018" in told
    assert "设置里写了定稿" not in "\n".join(describe_briefs([brief(replace(result, held=()), ())]))


@pytest.mark.parametrize(("complete", "word"), [(True, "先进"), (False, "待核定")])
def test_papers_of_what_is_held_say_that_titles_are_open(
    tmp_path: Path,
    complete: bool,  # noqa: FBT001
    word: str,
) -> None:
    result = scored(tmp_path, "final", complete=complete).result
    sheet = load_workbook(io.BytesIO(summary_workbook(result))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heads = next(row for row in rows if "等次" in row)
    (row,) = (row for row in rows if "县民政局" in row)

    assert row[heads.index("等次")] == word
