"""The tiny campaign of the pages' tests, with flags, as the circular and the summary tell it."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from builder.model.answers import Answer, AnswerState, Origin
from builder.model.flags import Flag, FlagSeverity, FlagState
from builder.model.returns import CampaignReturns, UnitReturns
from builder.model.standings import Cohort, Standing, Standings
from builder.model.units import Unit
from builder.scoring.results import CampaignResult, InstrumentResult
from tests.pages.conftest import BING, JIA, RUBRIC, YI, jia_card, small_campaign, yi_card

#: What nobody outside the office may read.
SELF_SCORE, SECRET = "2.987", "内部线索甲"


def flag(unit: Unit, code: str, title: str, *, public: bool = True) -> Flag:
    return Flag(
        *(code, title, FlagSeverity.RED, unit, "small", "1.1", "", "40%", "不低于50%"),
        reason=SECRET if not public else "进驻率40%，低于50%",
        clause="附件2 一.1",
        public=public,
        states=(FlagState.RAISED,),
    )


FLAGS = (
    flag(YI, "RF-05", "事项进驻不足"),
    flag(JIA, "RF-40", SECRET, public=False),
)


def make_result(jia: Unit = JIA) -> CampaignResult:
    """甲乡 4.75 points, first and 好; 乙镇 0, late, with a veto and a flag; 丙街道 didn't file."""
    cohort = Cohort(
        expected=(jia, YI, BING),
        counted=(jia, YI),
        missing={"bing": "未报"},
        late={"yi": "逾期2天"},
        deadline=datetime(2025, 1, 10, 18),  # noqa: DTZ001 - deadlines are local times
        cutoff=datetime(2025, 1, 20, 18),  # noqa: DTZ001
    )
    rows = (
        Standing(jia, 1, replace(jia_card(), unit=jia), ("好",)),
        Standing(YI, 2, yi_card(), undecided=("指标J1待核定",)),
        Standing(BING, None, None, unranked_reason="未报"),
    )
    score = Answer("1.1", "自评分", AnswerState.GIVEN, Origin.UNIT, Decimal(SELF_SCORE), "分")
    returns = CampaignReturns(
        units=(jia, YI, BING),
        returns=(UnitReturns(jia, "small", self_scores={"1.1": score}),),
        logs_received=frozenset(),
        inputs=(),
        problems=(),
    )
    instrument = InstrumentResult(RUBRIC, "c" * 64, Standings(cohort, rows))
    return CampaignResult(small_campaign(), returns, (instrument,), flags=FLAGS)
