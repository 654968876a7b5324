"""What has to be mended in one file: the lines of its 修改清单, and a note for each cell."""

from collections import Counter
from collections.abc import Mapping, Sequence

from builder.formats.excel_writing.mend_sheet import CellNote, MendLine, MendSheet
from builder.formats.sheets import FormulaFault, Workbook
from builder.intake.recognise import MEND_LIST
from builder.intake.wording import words_of
from builder.model.catalogue_problem_kinds import PERSONAL_PHONE
from builder.model.disclosure_problem_kinds import OF_CELLS
from builder.model.places import CellPlace, Place
from builder.model.problems import Problem, Severity

#: What a severity is to the person who mends.
DEGREES: Mapping[Severity, str] = {
    Severity.BLOCKING: "必改",
    Severity.WARNING: "建议",
    Severity.NOTICE: "提示",
}
_COLOURS = {Severity.BLOCKING: "红色", Severity.WARNING: "黄色", Severity.NOTICE: "不标色"}
_HOW = (
    "怎么改：点“单元格”一栏的蓝字，跳到要改的格；批注里写着错在哪里、怎么填。"
    "红色的必须改，黄色的请核对。改好后保存，把本文件报回即可（这张清单不用删）。"
)
_HOW_WITHOUT_COPY = "怎么改：请照下表逐条处理，改好后重新报送。"
_LONGEST_FILLED = 60
#: The copy comes back with its list: what was mended in a cell mustn't stay on the list.
_PERSONAL, _NOT_COPIED = (*OF_CELLS, PERSONAL_PHONE), "（个人信息，不抄录）"
_ORDER = tuple(Severity)


def mend_sheet(
    heading: str,
    problems: Sequence[Problem],
    book: Workbook | None,
    warnings: Sequence[Problem],
) -> MendSheet:
    """The list of one file's *problems*, in reading order, gravest first among equal places.

    *heading* says whose it is; *book* is the file as read, None where no copy can be made of it;
    *warnings* tell what the copy doesn't hold.
    """
    numbers = Counter(problem.kind.severity for problem in problems)
    counted = "，".join(
        f"{DEGREES[severity]}{numbers[severity]}处（{_COLOURS[severity]}）"
        for severity in Severity
        if numbers[severity]
    )
    return MendSheet(
        title=MEND_LIST,
        facts=(heading, f"共{len(problems)}处：{counted}。", _HOW if book else _HOW_WITHOUT_COPY),
        warnings=tuple(f"注意：{_sentence(w.wrong)}{_sentence(w.remedy)}" for w in warnings),
        lines=_lines(problems, book),
    )


def cell_notes(problems: Sequence[Problem]) -> tuple[CellNote, ...]:
    """One note for each cell that has to be mended or looked at, with all that is said of it."""
    cells: dict[CellPlace, list[tuple[int, Problem]]] = {}
    for number, problem in enumerate(in_order(problems), start=1):
        place = problem.place
        if isinstance(place, CellPlace) and place.sheet and place.cell:
            cells.setdefault(place, []).append((number, problem))
    notes = (_note(place, found) for place, found in cells.items())
    return tuple(note for note in notes if note is not None)


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """*problems* as they are listed: those of the whole file first, then by sheet and cell."""
    return sorted(problems, key=lambda problem: problem.order)


def _note(place: CellPlace, found: Sequence[tuple[int, Problem]]) -> CellNote | None:
    gravest = min((problem.kind.severity for _, problem in found), key=_ORDER.index)
    if gravest is Severity.NOTICE:
        return None
    return CellNote(
        sheet=place.sheet,
        cell=place.cell,
        must=gravest is Severity.BLOCKING,
        number=found[0][0],
        words="\n".join(
            f"[{p.kind.code}] {_sentence(p.wrong)}{_sentence(p.remedy)}" for _, p in found
        ),
    )


def _lines(problems: Sequence[Problem], book: Workbook | None) -> tuple[MendLine, ...]:
    personal = {problem.place for problem in problems if problem.kind in _PERSONAL}
    return tuple(
        _line(problem, _NOT_COPIED if problem.place in personal else _filled(book, problem.place))
        for problem in in_order(problems)
    )


def _line(problem: Problem, filled: str) -> MendLine:
    severity, place = problem.kind.severity, problem.place
    sheet, cell = (place.sheet, place.cell) if isinstance(place, CellPlace) else ("", "")
    return MendLine(
        degree=DEGREES[severity],
        must=None if severity is Severity.NOTICE else severity is Severity.BLOCKING,
        sheet=sheet,
        cell=cell,
        filled=filled,
        wrong=_sentence(problem.wrong),
        remedy=_sentence(problem.remedy),
        code=problem.kind.code,
    )


def _filled(book: Workbook | None, place: Place) -> str:
    """What stands in the cell, as a reader sees it."""
    if book is None or not isinstance(place, CellPlace) or not place.cell:
        return "—"
    sheet = next((sheet for sheet in book.sheets if sheet.name == place.sheet), None)
    if sheet is None:
        return "—"
    content = sheet.cell(*_position(place.cell)).content
    if isinstance(content, FormulaFault) and content.error is None:
        return "（公式，没有结果）"
    words = words_of(content) or "（空）"
    return words if len(words) <= _LONGEST_FILLED else f"{words[:_LONGEST_FILLED]}…"


def _position(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]) - 1, column - 1


def _sentence(words: str) -> str:
    """*words* with a full stop, where they don't end with a mark of their own."""
    return words if words.endswith(("？", "。", "！")) else f"{words}。"
