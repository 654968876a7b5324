"""The text for the notice board: the ranking, the days, the way to object, and blanks."""

from dataclasses import replace
from pathlib import Path

import pytest

from builder.intake.campaign import Campaign
from builder.model.units import Unit
from builder.office.desk import result_papers
from builder.office.public_draft import public_draft
from builder.rubric.library import Instrument
from builder.scoring.campaigns import score_campaign
from builder.scoring.results import CampaignResult
from tests.office.circular_campaign import SECRET, SELF_SCORE, make_result
from tests.office.small_campaign import SHA256, make_desk
from tests.pages.conftest import JIA

TEMPLATES = Path(__file__).parents[2] / "site_templates"


def drafted(result: CampaignResult | None = None) -> list[str]:
    return public_draft(result or make_result(), TEMPLATES).splitlines()


def with_campaign(**keys: object) -> CampaignResult:
    result = make_result()
    known = result.campaign.model_dump(exclude_defaults=True)
    return replace(result, campaign=Campaign.model_validate(known | keys))


def test_it_opens_with_its_title_and_says_demo_and_draft() -> None:
    lines = drafted()

    assert lines[0] == "# 关于2024年示例评估结果的公示"
    assert any(line.startswith("> **演示数据，非真实评估结果**") for line in lines)
    assert any(line.startswith("> 草稿") for line in lines)


def test_a_final_result_of_a_real_office_says_neither() -> None:
    text = "\n".join(drafted(with_campaign(status="final", demo=False)))

    assert "演示数据" not in text
    assert "草稿" not in text


def test_the_standings_are_a_table_in_their_order() -> None:
    lines = drafted()
    head = lines.index("| 名次 | 单位 | 总分 | 等次 | 备注 |")
    veto = "一票否决：泄露信息，取消评优资格"

    assert lines[head + 1 : head + 5] == [
        "| --- | --- | --- | --- | --- |",
        "| 1 | 甲乡 | 4.75 | 好 |  |",
        f"| 2 | 乙镇 | 0.00 | — | {veto}；逾期2天；指标J1待核定 |",
        "",
    ]
    assert "未列入评估的单位：丙街道（未报）。未列入不等于0分。" in lines


def test_the_days_on_show_are_a_default_of_ours_and_say_so() -> None:
    (line,) = [line for line in drafted() if line.startswith("**公示期**")]

    assert "5个工作日" in line
    assert "源文件未明确，本系统采用5个工作日" in line


@pytest.mark.parametrize("blank", ["受理单位", "受理地址", "受理方式", "监督电话"])
def test_whom_to_ask_is_left_to_the_office(blank: str) -> None:
    assert f"- {blank}：＿＿＿＿＿＿＿＿" in drafted()


def test_nothing_internal_is_in_it() -> None:
    text = "\n".join(drafted())

    assert not [word for word in (SELF_SCORE, SECRET, "自评", "RF-40") if word in text]


def test_what_is_free_text_is_escaped() -> None:
    """A bar would end the cell, a tag would be markup: both stand as their numbers."""
    hostile = Unit(JIA.id, "甲|<b>{{ 7*7 }}", JIA.kind)
    row = next(line for line in drafted(make_result(hostile)) if line.startswith("| 1 |"))

    assert row.startswith("| 1 | 甲&#124;&#60;b&#62;")
    assert "49" not in row
    assert row.count("|") == 6


def test_the_draft_that_the_office_gets_names_no_veto_before_the_results_are_final(
    tmp_path: Path,
) -> None:
    """Vetoes are public only once the results are signed off (domain.md B, RF-01/02)."""
    desk = make_desk(tmp_path)
    office = desk.office
    instruments = [Instrument(rubric, SHA256) for rubric in office.rubrics.values()]
    scored = score_campaign(office.campaign, office.collect(), instruments, {})
    papers = {
        status: str(
            result_papers(
                replace(scored, result=with_campaign(status=status), comparisons=()), TEMPLATES
            ).papers["公示稿.md"]
        )
        for status in ("draft", "final")
    }

    assert "一票否决" not in papers["draft"]
    assert "一票否决" in papers["final"]
