"""A tiny campaign made by hand: two townships that count, one that doesn't, three indicators."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from builder.intake.campaign import Campaign
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.marks import Mark, MarkState
from builder.model.places import CellPlace
from builder.model.returns import CampaignReturns, InputFile, UnitReturns
from builder.model.standings import (
    Cohort,
    PartTally,
    Scorecard,
    SectionTally,
    Standing,
    Standings,
)
from builder.model.units import Alias, Unit, UnitKind
from builder.rubric.schema import Rubric
from builder.scoring.results import (
    CampaignResult,
    InstrumentResult,
    YearResult,
    YearStanding,
)

ROOT = Path(__file__).parent.parent.parent

JIA = Unit("jia", "甲乡", UnitKind.TOWNSHIP, (Alias("甲乡人民政府"),))
YI = Unit("yi", "乙镇", UnitKind.TOWNSHIP)
BING = Unit("bing", "丙街道", UnitKind.SUBDISTRICT)

RUBRIC = Rubric.model_validate(
    {
        "id": "small",
        "title": "示例评分细则",
        "source": {"document": "示例通知", "number": "示例〔2024〕1号", "attachment": "附件2"},
        "kinds": ["township", "subdistrict"],
        "parts": [
            {
                "id": "work",
                "title": "工作得分",
                "points": 5,
                "sections": [
                    {
                        "id": "1",
                        "title": "一、事项进驻（5分）",
                        "points": 5,
                        "indicators": [
                            {
                                "id": "1.1",
                                "title": "事项集中入驻",
                                "wording": "全部进驻记3分，不完全的按比例记分。",
                                "clause": "附件2 一.1",
                                "method": "查资料",
                                "office": "政务服务中心",
                                "points": 3,
                                "evidence": ["事项清单"],
                                "fields": [
                                    {
                                        "id": "total",
                                        "title": "事项总数",
                                        "type": "integer",
                                        "measure": "项",
                                        "origin": ["U", "P"],
                                    },
                                    {
                                        "id": "in_hall",
                                        "title": "已进驻事项数",
                                        "type": "integer",
                                        "measure": "项",
                                        "origin": ["A", "U"],
                                    },
                                ],
                                "rule": {
                                    "kind": "proportion",
                                    "numerator": {"field": "in_hall"},
                                    "denominator": {"field": "total"},
                                },
                                "defaults": [
                                    {"key": "rule.denominator", "text": "没有事项的，本项不适用"}
                                ],
                            },
                            {
                                "id": "1.2",
                                "title": "制度上墙",
                                "wording": "制度上墙的记2分。",
                                "clause": "附件2 一.2",
                                "method": "看现场",
                                "points": 2,
                                "fields": [
                                    {
                                        "id": "posted",
                                        "title": "制度是否上墙",
                                        "type": "yes_no",
                                        "origin": ["U"],
                                    }
                                ],
                                "rule": {"kind": "award", "when": {"field": "posted", "is": True}},
                            },
                        ],
                    },
                    {
                        "id": "J",
                        "title": "二、加分",
                        "kind": "bonus",
                        "points": 1,
                        "indicators": [
                            {
                                "id": "J1",
                                "title": "获得表彰",
                                "wording": "市级以上表彰，每次加0.5分。",
                                "clause": "附件2 二",
                                "method": "查文件",
                                "fields": [
                                    {
                                        "id": "honours",
                                        "title": "表彰登记",
                                        "type": "log",
                                        "origin": ["A"],
                                        "columns": [
                                            {"id": "name", "title": "表彰名称", "type": "text"},
                                            {
                                                "id": "level",
                                                "title": "级别",
                                                "type": "choice",
                                                "choices": ["市级", "省级"],
                                            },
                                        ],
                                    }
                                ],
                                "rule": {
                                    "kind": "events",
                                    "log": "honours",
                                    "levels": [
                                        {"level": "市级", "per": 0.5},
                                        {"level": "省级", "per": 0.5},
                                    ],
                                },
                            }
                        ],
                    },
                ],
            }
        ],
        "vetoes": [
            {
                "id": "RF-01",
                "title": "泄露信息",
                "wording": "发生泄露的，取消评优资格。",
                "clause": "附件2 三",
                "fields": [{"id": "leak", "title": "是否泄露", "type": "yes_no", "origin": ["A"]}],
                "when": {"field": "leak", "is": True},
            }
        ],
        "grades": [{"title": "好", "top": 1, "tie_chain": [{"by": "indicator", "id": "1.1"}]}],
        "annual": {"minimum": 1},
        "notes": ["源文件第二页的“二、加分”没有序号。"],
    }
)


def number(field: str, title: str, value: int, place: CellPlace, **more: str) -> Answer:
    origin = Origin(more.get("origin", "U"))
    return Answer(
        *(field, title, AnswerState.GIVEN, origin, Decimal(value), "项", place),
        reason=more.get("reason", ""),
    )


def scorecard(
    unit: Unit, marks: tuple[Mark, Mark, Mark], vetoes: tuple[Mark, ...] = ()
) -> Scorecard:
    base = sum((mark.points or Decimal(0) for mark in marks[:2]), Decimal(0))
    bonus = marks[2].points or Decimal(0)
    sections = (
        SectionTally("1", "一、事项进驻（5分）", "base", base, Decimal(5), marks[:2]),
        SectionTally("J", "二、加分", "bonus", bonus, Decimal(1), marks[2:]),
    )
    step = f"工作得分 = 基础分{base} + 加分{bonus} = {base + bonus}分"
    part = PartTally(
        *("work", "工作得分", Decimal(1), base, bonus, Decimal(0), base + bonus),
        sections,
        (step,),
    )
    total = (f"总分 = 工作得分 = {base + bonus}分",)
    return Scorecard(unit, (part,), base + bonus, total, vetoes)


def jia_card() -> Scorecard:
    """2.25 (45 of 60 matters of 3 points) + 2 + 0.5 = 4.75."""
    filing, verdicts = "填报/甲乡.xlsx", "核定记录.xlsx"
    share = Mark(
        *("1.1", "事项集中入驻", Decimal("2.25"), Decimal(3), MarkState.SCORED),
        ("已进驻事项数45项 ÷ 事项总数60项 = 75%", "3 × 75% = 2.25分"),
        (
            number(
                "in_hall", "已进驻事项数", 45, CellPlace(verdicts, "核定", "D7"), origin="A",
                reason="现场核对少3项",
            ),
            number("total", "事项总数", 60, CellPlace(filing, "指标填报", "D5")),
        ),
        *("proportion", "附件2 一.1", ("窗口数12个",)),
    )  # fmt: skip
    posted = Answer(
        *("posted", "制度是否上墙", AnswerState.GIVEN, Origin.UNIT, True, ""),
        CellPlace(filing, "指标填报", "D6"),
    )
    award = Mark(
        *("1.2", "制度上墙", Decimal(2), Decimal(2), MarkState.SCORED),
        ("制度是否上墙：是", "符合，记2分"),
        *((posted,), "award", "附件2 一.2"),
    )
    level = Answer(
        *("level", "级别", AnswerState.GIVEN, Origin.ASSESSOR, "市级", ""),
        CellPlace("加减分登记.xlsx", "表彰", "C4"),
    )
    honours = Mark(
        *("J1", "获得表彰", Decimal("0.5"), None, MarkState.SCORED),
        ("「示范窗口」市级：0.5分",),
        *((level,), "events", "附件2 二"),
    )
    return scorecard(JIA, (share, award, honours))


def yi_card() -> Scorecard:
    """Nothing filled in for 1.1, the register for J1 didn't come in, 1.2 is zero, and a veto."""
    filing = "填报/乙镇.xls"
    blank = Answer("total", "事项总数", AnswerState.BLANK, Origin.UNIT, measure="项")
    share = Mark(
        *("1.1", "事项集中入驻", None, Decimal(3), MarkState.MISSING),
        *(("「事项总数」未填，不记分",), (blank,), "proportion", "附件2 一.1"),
    )
    posted = Answer(
        *("posted", "制度是否上墙", AnswerState.GIVEN, Origin.UNIT, False, ""),
        CellPlace(filing, "指标填报", "D6"),
    )
    award = Mark(
        *("1.2", "制度上墙", Decimal(0), Decimal(2), MarkState.SCORED),
        ("制度是否上墙：否", "不符合，记0分"),
        *((posted,), "award", "附件2 一.2"),
    )
    honours = Mark(
        *("J1", "获得表彰", None, None, MarkState.PENDING),
        *(("「表彰登记」登记表未收到（核定记录），待核定",), (), "events", "附件2 二"),
    )
    veto = Mark(
        *("RF-01", "泄露信息", None, None, MarkState.SCORED),
        *(("是否泄露：是", "取消评优资格，不影响得分"), (), "veto", "附件2 三"),
    )
    return scorecard(YI, (share, award, honours), (veto,))


def small_campaign() -> Campaign:
    return Campaign.model_validate(
        {
            "id": "small-2024",
            "title": "2024年示例评估",
            "authority": "示例县政务服务办公室",
            "region": "示例县",
            "demo": True,
            "period": {"start": "2024-01-01", "end": "2024-12-31"},
            "deadline": "2025-01-10 18:00",
            "cutoff": "2025-01-20 18:00",
            "instruments": ["small"],
        }
    )


@pytest.fixture
def small_result() -> CampaignResult:
    cohort = Cohort(
        expected=(JIA, YI, BING),
        counted=(JIA, YI),
        missing={"bing": "未报"},
        late={"yi": "逾期2天"},
        deadline=datetime(2025, 1, 10, 18),  # noqa: DTZ001 - deadlines are local times
        cutoff=datetime(2025, 1, 20, 18),  # noqa: DTZ001
    )
    rows = (
        Standing(JIA, 1, jia_card(), ("好",)),
        Standing(YI, 2, yi_card(), undecided=("指标J1待核定",)),
        Standing(BING, None, None, unranked_reason="未报"),
    )
    self_score = Answer("1.1", "自评分", AnswerState.GIVEN, Origin.UNIT, Decimal("2.987"), "分")
    returns = CampaignReturns(
        units=(JIA, YI, BING),
        returns=(UnitReturns(JIA, "small", self_scores={"1.1": self_score}),),
        logs_received=frozenset(),
        inputs=(
            InputFile("核定记录.xlsx", "b" * 64, "核定记录"),
            InputFile("填报/甲乡.xlsx", "a" * 64, "填报表", "jia", datetime(2025, 1, 9, 10)),  # noqa: DTZ001
        ),
        problems=(),
    )
    instrument = InstrumentResult(RUBRIC, "c" * 64, Standings(cohort, rows))
    return CampaignResult(small_campaign(), returns, (instrument,))


@pytest.fixture
def small_year() -> YearResult:
    campaign = Campaign.model_validate(
        {
            "id": "small-year",
            "title": "2024年示例全年结果",
            "authority": "示例县政务服务办公室",
            "region": "示例县",
            "demo": True,
            "status": "final",
            "period": {"start": "2024-01-01", "end": "2024-12-31"},
            "combines": ["small-2024"],
        }
    )
    rows = (
        YearStanding(
            *(JIA, 1, Decimal("4.75"), {"small-2024": Decimal("4.75")}),
            ("2024年示例评估：4.75分", "（4.75）÷ 1 = 4.75分"),
        ),
        YearStanding(
            *(BING, None, None, {"small-2024": None}),
            *(("2024年示例评估：未参评", "参评次数不足，不计全年得分"), "参评不足1次"),
        ),
    )
    return YearResult(campaign, RUBRIC, (small_campaign(),), rows)


@pytest.fixture
def small_site(
    small_result: CampaignResult, small_year: YearResult
) -> tuple[CampaignResult, YearResult]:
    return (small_result, small_year)


@pytest.fixture
def templates() -> Path:
    return ROOT / "site_templates"
