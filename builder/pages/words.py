"""How pages word points, times, states and places."""

from dataclasses import dataclass, replace
from decimal import Decimal

from builder.intake.campaign import Campaign
from builder.model.marks import MARK_STATE_NAMES, Mark, MarkState
from builder.model.numbers import plain
from builder.pages.page import Cell, Fact, Notice
from builder.scoring.results import CampaignResult, YearResult
from builder.wording import STATUS_NAMES, fixed, show_period, show_points, show_time

#: A sign beside each state's word, so that neither colour nor word stands alone.
STATE_SIGNS = {
    MarkState.SCORED: "✓",
    MarkState.MISSING: "○",
    MarkState.NOT_APPLICABLE: "—",
    MarkState.PENDING: "…",
}

STATE_MEANINGS = {
    MarkState.SCORED: "已有可用的数据，按办法算出得分；0分也是已核定。",
    MarkState.MISSING: "单位应填而没有填，或所填无法识别，不记分；与核定为0分不同。",
    MarkState.NOT_APPLICABLE: "本项不适用于该单位，按办法规定处理（不计入、计满分或计0分）。",
    MarkState.PENDING: "尚缺考核人员、平台或测评的记录，暂不记分，待补齐后重新计算。",
}

DEMO = Notice("demo", "演示数据", "所列地区、单位和数值均为虚构，仅供演示，不代表任何真实单位。")
DRAFT = Notice("draft", "草稿", "结果尚未定稿，核定、申诉或复核后可能变化。")
HELD = Notice("draft", "草稿", "还有事项没有核定或裁定，结果可能变化；等次待全部定下以后公布。")


@dataclass(frozen=True, slots=True)
class State:
    """A mark's state as it is shown."""

    key: str
    sign: str
    name: str

    @property
    def text(self) -> str:
        """Sign and word."""
        return f"{self.sign} {self.name}"


def show_state(state: MarkState) -> State:
    """*state* with its sign and its word."""
    return State(state.value, STATE_SIGNS[state], MARK_STATE_NAMES[state])


def number_cell(number: Decimal | None, places: int | None = None) -> Cell:
    """A cell with *number*, plain or with so many *places*; a dash sorts below every number."""
    if number is None:
        return Cell("—", sort="-Infinity")
    return Cell(
        show_points(number) if places is None else fixed(number, places), sort=plain(number)
    )


def word_cell(word: str) -> Cell:
    """A cell of a column of numbers with a *word* in place of one; it sorts below them all."""
    return replace(number_cell(None), text=word)


def in_points(outcome: str) -> str:
    """What a mark came to, as `show_outcome` has it, with 「分」 where that is a number."""
    number = outcome.lstrip("−").replace(".", "", 1).isdecimal()
    return f"{outcome}分" if number else outcome


def state_cell(mark: Mark) -> Cell:
    """A cell with a mark's state in words, and what the answers come to in a word."""
    state = show_state(mark.state)
    words = f"：{mark.label}" if mark.label else ""
    return Cell(f"{state.text}{words}", sort=f"{state.name}{words}", tone=state.key)


def campaign_facts(campaign: Campaign) -> tuple[Fact, ...]:
    """What every page of a campaign says of it."""
    times = (("报送截止", campaign.deadline), ("数据截止", campaign.cutoff))
    return (
        Fact("主办单位", campaign.authority),
        Fact("评估期间", show_period(campaign)),
        *(Fact(label, show_time(time)) for label, time in times if time is not None),
        Fact("结果状态", STATUS_NAMES[campaign.status]),
    )


def campaign_notices(result: CampaignResult | YearResult) -> tuple[Notice, ...]:
    """The banners on every page of a campaign or year."""
    demo = (DEMO,) if result.campaign.demo else ()
    if result.campaign.status == "final":
        return demo
    held = isinstance(result, CampaignResult) and result.held
    return (*demo, HELD if held else DRAFT)
