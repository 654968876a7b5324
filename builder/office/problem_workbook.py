"""问题清单.xlsx: every problem of a campaign, the same by cause, and what units lost."""

from collections.abc import Iterator, Sequence

from builder.disclosure.gate import masked
from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.lists import ListColumn, ListSheet, write_lists
from builder.model.places import CellPlace
from builder.model.problems import Problem, Severity
from builder.office.causes import group_by_cause
from builder.office.filing_status import DEGREES, unit_files
from builder.office.losses import Loss, list_losses
from builder.scoring.results import CampaignResult

_PROBLEM_COLUMNS = (
    ListColumn("序号", 6, centred=True),
    ListColumn("单位", 16),
    ListColumn("程度", 7, centred=True),
    ListColumn("代码", 8, centred=True),
    ListColumn("问题", 44),
    ListColumn("文件", 28),
    ListColumn("工作表", 14),
    ListColumn("单元格", 9, centred=True),
    ListColumn("怎么改", 40),
    ListColumn("状态", 10, ("未改", "已改", "不必改"), centred=True),
)
_CAUSE_COLUMNS = (
    ListColumn("程度", 7, centred=True),
    ListColumn("代码", 8, centred=True),
    ListColumn("原因", 24),
    ListColumn("处数", 8, centred=True),
    ListColumn("文件数", 9, centred=True),
    ListColumn("单位数", 9, centred=True),
    ListColumn("怎么改（例）", 60),
)
_LOSS_COLUMNS = (
    ListColumn("序号", 6, centred=True),
    ListColumn("单位", 16),
    ListColumn("指标编号", 10, centred=True),
    ListColumn("指标", 30),
    ListColumn("分值", 8, centred=True),
    ListColumn("得分", 8, centred=True),
    ListColumn("失分", 8, centred=True),
    ListColumn("结论", 15, centred=True),
    ListColumn("原因", 60),
    ListColumn("依据的单元格", 30),
)
_LOSS_NOTE = "失分清单列出没有得满分（没有达标）的每一行和原因，供下发整改；整改台账已按此预填。"
#: Whose the faults in the office's own registers are.
_OFFICE = "办公室"

Row = tuple[CellValue, ...]


def problem_workbook(result: CampaignResult, problems: Sequence[Problem]) -> bytes:
    """The workbook of *problems*, which are all those of the campaign, as the bytes of an .xlsx.

    It goes from hand to hand: what its words give away is covered, as on the screen.
    """
    name = masked(result.campaign.menu_title)
    counted = "，".join(f"{degree}{_count(problems, of)}处" for of, degree in DEGREES.items())
    rows, losses = problem_rows(result, problems), loss_rows(list_losses(result))
    note = f"{counted}。状态一列由办公室填。"
    return write_lists(
        [
            ListSheet("问题清单", f"{name}问题清单", _PROBLEM_COLUMNS, rows, note=note, frozen=2),
            ListSheet("按原因汇总", f"{name}问题按原因汇总", _CAUSE_COLUMNS, cause_rows(problems)),
            ListSheet("失分清单", f"{name}失分清单", _LOSS_COLUMNS, losses, _LOSS_NOTE, frozen=2),
        ]
    )


def problem_rows(result: CampaignResult, problems: Sequence[Problem]) -> tuple[Row, ...]:
    """A row a problem, the gravest first: number, whose, how grave, what, where, what to do."""
    names = {unit.id: unit.name for unit in result.returns.units}
    files = unit_files(result.returns)
    gravity = list(Severity)
    ranked = sorted(problems, key=lambda item: (gravity.index(item.kind.severity), item.order))
    return tuple(
        _covered(
            number,
            _whose(names.get(problem.unit or "", ""), own=problem.place.file in files),
            DEGREES[problem.kind.severity],
            problem.kind.code,
            problem.wrong,
            *_place(problem),
            problem.remedy,
            "",
        )
        for number, problem in enumerate(ranked, start=1)
    )


def cause_rows(problems: Sequence[Problem]) -> tuple[Row, ...]:
    """A row a cause: how grave, code, title, in how many places, files and units, what to do."""
    return tuple(
        (
            DEGREES[cause.kind.severity],
            cause.kind.code,
            cause.kind.title,
            len(cause.problems),
            cause.files,
            cause.units,
            cause.remedy or cause.problems[0].remedy,
        )
        for cause in group_by_cause(problems)
    )


def loss_rows(losses: Iterator[Loss]) -> tuple[Row, ...]:
    """A row a loss: number, unit, row of the rubric, points, what it came to and why."""
    return tuple(
        _covered(
            number,
            loss.unit.name,
            loss.mark.indicator,
            loss.mark.title,
            *_points(loss),
            loss.word,
            loss.reason,
            loss.cells,
        )
        for number, loss in enumerate(losses, start=1)
    )


def _covered(*cells: CellValue) -> Row:
    """A row of *cells* whose words give nothing away."""
    return tuple(masked(cell) if isinstance(cell, str) else cell for cell in cells)


def _whose(name: str, *, own: bool) -> str:
    """Who has to mend it: the unit in its *own* file, else the office, with whom it concerns."""
    if own:
        return name
    return f"{_OFFICE}（{name}）" if name else _OFFICE


def _points(loss: Loss) -> Row:
    """Full points, points and lost points; blanks where the rubric gives none."""
    if loss.lost is None:
        return (None, None, None)
    if loss.penalty:
        return (None, None, loss.lost)
    return (loss.mark.most, loss.mark.points, loss.lost)


def _place(problem: Problem) -> tuple[str, str, str]:
    place = problem.place
    if isinstance(place, CellPlace):
        return (place.file, place.sheet, place.cell)
    return (place.file, "", f"第{place.line}行" if place.line else "")


def _count(problems: Sequence[Problem], severity: Severity) -> int:
    return sum(problem.kind.severity is severity for problem in problems)
