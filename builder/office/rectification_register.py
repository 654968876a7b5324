"""整改台账.xlsx: the register for the next round, filled in as far as this one tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress, count

from builder.formats.excel_writing.lists import ListColumn, ListSheet, write_lists
from builder.intake.campaign import Campaign
from builder.model.answers import Answer, AnswerState
from builder.model.flags import Flag, FlagSeverity
from builder.model.rectification import CLEARED, UNDER_WAY, UNTOUCHED, Rectification
from builder.model.units import Unit
from builder.office.losses import Loss, list_losses
from builder.scoring.results import CampaignResult

#: Exactly the columns that intake reads back.
COLUMNS = (
    ListColumn("编号", 20),
    ListColumn("单位", 16),
    ListColumn("指标编号", 10, centred=True),
    ListColumn("问题", 48),
    ListColumn("证据", 28),
    ListColumn("责任科室", 12),
    ListColumn("整改期限", 13, centred=True),
    ListColumn("整改措施", 26),
    ListColumn("完成日期", 13, centred=True),
    ListColumn("复核结论", 11, (CLEARED, UNDER_WAY, UNTOUCHED), centred=True),
    ListColumn("备注", 20),
)
_NOTE = (
    "请逐行填写责任科室、整改措施、完成日期；复核结论从下拉框选。"
    "编号、单位、指标编号请不要改。填好后放进下一轮的文件夹，系统会读回。"
)
_GRAVE = frozenset({FlagSeverity.VETO, FlagSeverity.RED})
_FRONT = ("number", "indicator", "problem", "evidence", "office", "due")
_BACK = ("measures", "finished", "conclusion")

#: 编号, 单位, 指标编号, 问题, … 备注.
Line = tuple[str, ...]


def rectification_workbook(result: CampaignResult) -> bytes:
    """The register: the rows that are there, then one a row of the rubric lost, then grave flags.

    A problem that has a row which isn't struck off gets no second one.
    """
    lines = rectification_lines(result)
    title = f"{result.campaign.title}整改台账"
    sheet = ListSheet("整改台账", title, COLUMNS, lines, note=_NOTE, frozen=3)
    return write_lists([sheet])


def rectification_lines(result: CampaignResult) -> tuple[Line, ...]:
    """The rows of the register, in the order of its columns."""
    rows = result.returns.rectifications
    names = {unit.id: unit.name for unit in result.returns.units}
    lines = [_kept_line(row, names) for row in rows]
    taken = {row.number.shown for row in rows}
    due = _due(result.campaign)
    for finding in _findings(result):
        if all(row.cleared for row in finding.before):
            number = next(name for name in finding.numbers() if name not in taken)
            taken.add(number)
            lines.append(_new_line(number, finding, due))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Finding:
    """Something that a unit has to put right."""

    #: What its 编号 begins with.
    stem: str
    #: Whether the first of a stem has a number behind it too, as flags have.
    counted: bool
    unit: Unit
    indicator: str
    problem: str
    evidence: str
    #: The rows that the register has on it.
    before: tuple[Rectification, ...]

    def numbers(self) -> Iterator[str]:
        """What it may be numbered, the first choice first."""
        if not self.counted:
            yield self.stem
        yield from (f"{self.stem}-{n}" for n in count(1 if self.counted else 2))


def _findings(result: CampaignResult) -> Iterator[_Finding]:
    rows = result.returns.rectifications
    for loss in list_losses(result):
        yield _of_loss(loss, rows)
    for flag in result.flags:
        if flag.severity in _GRAVE and flag.unit is not None:
            yield _of_flag(flag, flag.unit, rows)


def _of_loss(loss: Loss, rows: Sequence[Rectification]) -> _Finding:
    unit, mark = loss.unit, loss.mark
    own = ((unit.id, mark.indicator) == (row.unit, row.indicator.value) for row in rows)
    return _Finding(
        stem=f"{unit.id}-{mark.indicator}",
        counted=False,
        unit=unit,
        indicator=mark.indicator,
        problem=f"{mark.title}：{loss.summary}。{loss.reason}",
        evidence=loss.cells,
        before=tuple(compress(rows, own)),
    )


def _of_flag(flag: Flag, unit: Unit, rows: Sequence[Rectification]) -> _Finding:
    stem = f"{unit.id}-{flag.code}"
    about = f"{flag.title}（{flag.subject}）" if flag.subject else flag.title
    return _Finding(
        stem=stem,
        counted=True,
        unit=unit,
        indicator=flag.indicator or "",
        problem=f"{about}：{flag.reason}",
        evidence="；".join(str(place) for place in flag.places),
        before=tuple(
            row
            for row in rows
            if row.number.shown.startswith(f"{stem}-") and row.problem.shown.startswith(about)
        ),
    )


def _new_line(number: str, finding: _Finding, due: str) -> Line:
    struck = "、".join(row.number.shown for row in finding.before)
    note = f"{struck}已销号，本次仍有问题" if struck else ""
    front = (number, finding.unit.name, finding.indicator, finding.problem, finding.evidence)
    return (*front, "", due, "", "", "", note)


def _kept_line(row: Rectification, names: dict[str, str]) -> Line:
    number, *front = (_text(getattr(row, name)) for name in _FRONT)
    back = (_text(getattr(row, name)) for name in _BACK)
    return (number, names.get(row.unit, row.unit), *front, *back, _kept_note(row))


def _kept_note(row: Rectification) -> str:
    """The note as it stood, and which cells couldn't be read, for those come back empty."""
    answers: list[Answer] = [getattr(row, name) for name in (*_FRONT, *_BACK)]
    unread = [answer for answer in answers if answer.state is AnswerState.UNREADABLE]
    told = [f"{answer.title}原填写无法识别（{answer.place}），请补填" for answer in unread]
    return "；".join([*([_text(row.note)] if row.note and row.note.given else []), *told])


def _text(answer: Answer | None) -> str:
    """What stood there, a date as it is typed in; nothing where nothing readable stood."""
    if answer is None or not answer.given:
        return ""
    return answer.value.isoformat() if isinstance(answer.value, date) else answer.shown


def _due(campaign: Campaign) -> str:
    """The end of the last phase of rectification that is still to come when the round closes."""
    ends = [phase.end for phase in campaign.phases if "整改" in phase.title]
    last = max(ends, default=date.min)
    return last.isoformat() if last > campaign.last_day else ""
