"""催报名单.xlsx and 催报文字.txt: who still owes a filing or a correction, in words to send."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from builder.disclosure.gate import masked
from builder.formats.excel_writing.lists import ListColumn, ListSheet, write_lists
from builder.intake.campaign import Campaign
from builder.model.places import CellPlace
from builder.model.problems import Problem, Severity
from builder.model.units import UNIT_KIND_NAMES
from builder.office.filing_status import FilingState, FilingStatus
from builder.scoring.results import CampaignResult
from builder.wording import show_time

_COLUMNS = (
    ListColumn("单位", 18),
    ListColumn("类型", 10, centred=True),
    ListColumn("细则", 36),
    ListColumn("状态", 14, centred=True),
    ListColumn("截止时间", 20, centred=True),
    ListColumn("逾期天数", 10, centred=True),
    ListColumn("必改处数", 10, centred=True),
    ListColumn("已催次数", 10, centred=True),
    ListColumn("备注", 20),
)
_TEXT_COLUMNS = (ListColumn("发给", 18), ListColumn("文字（复制后粘贴到工作群或短信）", 90))

#: How many corrections one message names; the rest is in the copy that goes back to the unit.
_NAMED = 3
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Message:
    """Words ready to paste into a chat."""

    #: 全体, or the unit's name.
    to: str
    text: str


def to_chase(statuses: Sequence[FilingStatus]) -> tuple[FilingStatus, ...]:
    """Those of *statuses* that owe a filing, then those that have to mend one that counts."""
    owing = [status for status in statuses if status.state.owed]
    return (*owing, *(s for s in statuses if s.state.counted and s.must))


def chase_workbook(
    result: CampaignResult, statuses: Sequence[FilingStatus], problems: Sequence[Problem]
) -> bytes | None:
    """The list of who is to be reminded, and the words to do it with; None where nobody is."""
    chased = to_chase(statuses)
    if not chased:
        return None
    campaign = result.campaign
    rows = tuple(_row(campaign, status) for status in chased)
    told = chase_messages(result, statuses, problems)
    texts = tuple((message.to, message.text) for message in told)
    return write_lists(
        [
            ListSheet(
                "催报名单",
                masked(f"{campaign.menu_title}催报名单"),
                _COLUMNS,
                rows,
                _note(campaign),
                frozen=1,
            ),
            ListSheet("可粘贴文字", masked(f"{campaign.menu_title}催报文字"), _TEXT_COLUMNS, texts),
        ]
    )


def chase_text(
    result: CampaignResult, statuses: Sequence[FilingStatus], problems: Sequence[Problem]
) -> str:
    """The messages with a blank line between; empty where nobody is to be reminded."""
    texts = [message.text for message in chase_messages(result, statuses, problems)]
    return "\n\n".join(texts) + "\n" if texts else ""


def chase_messages(
    result: CampaignResult, statuses: Sequence[FilingStatus], problems: Sequence[Problem]
) -> tuple[Message, ...]:
    """One message to all that names who owes what, then one to each unit; nothing given away."""
    chased = to_chase(statuses)
    if not chased:
        return ()
    own = [Message(s.unit.name, masked(_to_unit(result.campaign, s, problems))) for s in chased]
    return (Message("全体", masked(_to_all(result.campaign, chased))), *own)


def _row(campaign: Campaign, status: FilingStatus) -> tuple[str | int | None, ...]:
    return (
        status.unit.name,
        UNIT_KIND_NAMES[status.unit.kind],
        status.title,
        status.shown if status.state.owed else f"{status.shown}，需修改",
        show_time(campaign.deadline),
        _days_late(campaign, status),
        status.must or None,
        None,
        None,
    )


def _days_late(campaign: Campaign, status: FilingStatus) -> int | None:
    """Days from the deadline to the receipt, or to the cutoff for what never came."""
    until = status.received or (campaign.cutoff if status.state is FilingState.NOT_FILED else None)
    if campaign.deadline is None or until is None:
        return None
    return max(0, (until.date() - campaign.deadline.date()).days) or None


def _note(campaign: Campaign) -> str:
    deadline = f"报送截止时间：{show_time(campaign.deadline)}。" if campaign.deadline else ""
    cutoff = f"没有报送的，逾期天数算到{show_time(campaign.cutoff)}。" if campaign.cutoff else ""
    return f"{deadline}{cutoff}“已催次数”“备注”由办公室填。"


def _to_all(campaign: Campaign, chased: Sequence[FilingStatus]) -> str:
    """【催报】…请以下4家单位于…前报送：…"""
    by = f"于{_moment(campaign.deadline)}前" if campaign.deadline else "尽快"
    asked = (
        (f"请以下{{}}家单位{by}报送填报表", _names(chased, FilingState.NOT_FILED)),
        ("以下{}家单位的填报表打不开或不能用，请重报", _names(chased, FilingState.UNREADABLE)),
        ("以下{}家单位报了多份，请说明以哪份为准", _names(chased, FilingState.SEVERAL)),
        ("以下{}家单位的填报表有必须修改的地方，请改后重报", _mending(chased)),
    )
    told = [f"{words.format(len(names))}：{'、'.join(names)}。" for words, names in asked if names]
    return f"【催报】{campaign.title}：{''.join(told)}已过时间的请立即报送。"


def _names(chased: Sequence[FilingStatus], state: FilingState) -> list[str]:
    return list(dict.fromkeys(status.unit.name for status in chased if status.state is state))


def _mending(chased: Sequence[FilingStatus]) -> list[str]:
    return list(dict.fromkeys(status.unit.name for status in chased if status.state.counted))


def _to_unit(campaign: Campaign, status: FilingStatus, problems: Sequence[Problem]) -> str:
    name = f"{status.unit.name}：您单位"
    by = f"，截止时间是{_moment(campaign.deadline)}" if campaign.deadline else ""
    if status.state is FilingState.NOT_FILED:
        return f"{name}还没有报送《{campaign.title}》填报表{by}，请尽快报送。"
    listed = "、".join(PurePosixPath(file).name for file in status.versions)
    if status.state is FilingState.SEVERAL:
        return f"{name}报了{len(status.versions)}份填报表（{listed}），请告知以哪份为准。"
    if status.state is FilingState.UNREADABLE:
        why = _corrections(_faults(problems, status.versions)) or "请用下发的模板重报。"
        return f"{name}的填报表（{listed}）不能用：{why}"
    return f"{name}填报表{_corrections(_faults(problems, (status.file,)))}请改后重报。"


def _faults(problems: Sequence[Problem], files: Sequence[str]) -> list[Problem]:
    """What has to be mended in *files*."""
    own = (problem for problem in problems if problem.place.file in files)
    return [problem for problem in own if problem.kind.severity is Severity.BLOCKING]


def _moment(time: datetime) -> str:
    """2019年1月10日18:00, as it is written in a sentence."""
    return show_time(time).replace(" ", "")


def _corrections(faults: Sequence[Problem]) -> str:
    """第12行D列“约1200件”不是整数，请填整数，例如 1200；… the first few of *faults*."""
    if not faults:
        return ""
    sheets = {p.place.sheet for p in faults if isinstance(p.place, CellPlace)}
    named = [
        f"{_where(problem, named=len(sheets) > 1)}{problem.wrong}，{problem.remedy}"
        for problem in sorted(faults, key=lambda item: item.order)[:_NAMED]
    ]
    more = len(faults) - len(named)
    listed = "；".join(part.rstrip("。") for part in named)
    return f"{listed}{f'；另有{more}处，见退回的修改清单' if more else ''}。"


def _where(problem: Problem, *, named: bool) -> str:
    """第12行D列, with its sheet where several are spoken of; nothing for a whole file."""
    place = problem.place
    if not isinstance(place, CellPlace):
        return ""
    sheet = f"“{place.sheet}”表" if named and place.sheet else ""
    found = _ADDRESS.fullmatch(place.cell)
    return f"{sheet}第{found[2]}行{found[1]}列" if found else sheet
