"""退回修改: for each file with faults a copy in which they are marked, for its unit to mend."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from builder.disclosure.gate import masked
from builder.formats.excel_reading.content import read_content
from builder.formats.excel_writing.mend_sheet import write_list
from builder.formats.excel_writing.numpy_hidden import numpy_hidden
from builder.formats.file_kinds import entries
from builder.formats.lost_parts import lost_parts
from builder.formats.sheets import Visibility, Workbook
from builder.intake.recognise import NOT_READ, SheetKind
from builder.intake.wording import match_key, words_of
from builder.memory import Recall, afresh
from builder.model import copy_problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem, Severity
from builder.model.returns import InputFile
from builder.office.file_names import safe_name
from builder.office.mend_list import cell_notes, mend_sheet
from builder.scoring.results import CampaignResult

#: Where the copies of what no unit has to mend lie: registers hold what isn't for any one unit.
OFFICE_FOLDER = "评估办自查"
#: Registers that units fill in, though they aren't filings.
_UNITS_OWN = frozenset({SheetKind.APPEALS.value, SheetKind.STATEMENTS.value})
#: Beyond so many cells a copy would take longer than anybody waits.
_MOST_CELLS = 200_000
#: Beyond so many merged cells openpyxl takes too long; the values are copied without merges.
_MOST_MERGED = 20_000


def marked_copies(
    result: CampaignResult,
    problems: Sequence[Problem],
    read: Callable[[str], bytes],
    recall: Recall = afresh,
) -> Mapping[str, bytes]:
    """File name → marked copy, one for each file in which somebody has to mend something.

    *problems* are the campaign's, *read* gives a file's bytes by its path in the campaign's
    folder, and may raise OSError; each copy is come by through *recall*. A unit's copy is called
    after the unit, several after their files too; those of the office's own registers lie in
    `OFFICE_FOLDER`.
    """
    files = {item.file: item for item in result.returns.inputs}
    faulty: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.place.file in files:
            faulty.setdefault(problem.place.file, []).append(problem)
    returned = {file: found for file, found in sorted(faulty.items()) if _to_mend(found)}
    contents = {file: read(file) for file in returned}
    owners = {file: _owner(result, files[file], content) for file, content in contents.items()}
    names, author = _names(result, owners), result.campaign.authority
    headings = {file: _heading(result, file, owner) for file, owner in owners.items()}
    return {
        names[file]: recall(
            file, _copy, files[file], headings[file], author, tuple(found), contents[file]
        )
        for file, found in returned.items()
    }


def _to_mend(problems: Sequence[Problem]) -> bool:
    return any(problem.kind.severity is not Severity.NOTICE for problem in problems)


def _owner(result: CampaignResult, item: InputFile, content: bytes) -> str | None:
    """Id of the unit that has to mend a file; None for the office.

    A register that units fill in is a unit's own only where no other unit is named in it.
    """
    if item.unit is not None or item.kind.partition("、")[0] not in _UNITS_OWN:
        return item.unit
    ids = {
        match_key(name): unit.id
        for unit in result.returns.units
        for name in (unit.id, unit.name, *(alias.name for alias in unit.aliases))
    }
    book, _ = _read_again(item, content)
    sheets = book.sheets if book else ()
    words = (match_key(words_of(c)) for sheet in sheets for row in sheet.rows for c in row)
    named = {ids[word] for word in words if word in ids}
    return named.pop() if len(named) == 1 else None


def _names(result: CampaignResult, owners: Mapping[str, str | None]) -> Mapping[str, str]:
    """Path of a file → the name of its copy, no two the same."""
    units = {unit.id: unit.name for unit in result.returns.units}
    names: dict[str, str] = {}
    for file, owner in owners.items():
        stem = PurePosixPath(file).stem
        if owner is None:
            wanted = f"{OFFICE_FOLDER}/{safe_name(stem)}"
        elif list(owners.values()).count(owner) > 1:
            wanted = safe_name(f"{units[owner]}（{stem}）")
        else:
            wanted = safe_name(units[owner])
        names[file] = _unused(wanted, set(names.values()))
    return names


def _unused(wanted: str, used: set[str]) -> str:
    name, number = f"{wanted}.xlsx", 1
    while name in used:
        number += 1
        name = f"{wanted}（{number}）.xlsx"
    return name


def _copy(
    item: InputFile, heading: str, author: str, problems: tuple[Problem, ...], content: bytes
) -> bytes:
    """The copy of one file, by the best way that its format allows."""
    book, refusal = _read_again(item, content)
    if book is None:
        return write_list(mend_sheet(heading, problems, None, refusal))
    # What edits workbooks takes long to load, and many a build marks none.
    with numpy_hidden():
        from builder.formats.excel_writing import copies  # noqa: PLC0415

    notes = cell_notes(problems)
    if _is_xlsx(content) and _merged(book) <= _MOST_MERGED:
        first = mend_sheet(heading, problems, book, tuple(_lost(item, content)))
        sheets = [sheet.name for sheet in book.sheets if sheet.visibility is Visibility.VISIBLE]
        if (copy := copies.mark_original(content, sheets, first, notes, author)) is not None:
            return copy
    first = mend_sheet(heading, problems, book, tuple(_values_only(item, book)))
    return copies.copy_values(book, first, notes, author)


def _heading(result: CampaignResult, file: str, owner: str | None) -> str:
    units = {unit.id: unit.name for unit in result.returns.units}
    who = f"填报单位：{units[owner]}　　" if owner else ""
    return f"{who}评估任务：{result.campaign.title}　　原文件：{masked(file)}"


def _read_again(item: InputFile, content: bytes) -> tuple[Workbook | None, tuple[Problem, ...]]:
    """The file as read, or why there can be no copy of it."""
    place = CellPlace(item.file)
    if item.kind == NOT_READ:
        return None, (kinds.NO_COPY.at(place, why="原件读不了"),)
    book, _ = read_content(content, PurePosixPath(item.file).stem, item.file)
    if book is None:
        return None, (kinds.NO_COPY.at(place, why="原件读不了"),)
    if sum(len(row) for sheet in book.sheets for row in sheet.rows) > _MOST_CELLS:
        return None, (kinds.NO_COPY.at(place, why="原件内容太多"),)
    return book, ()


def _is_xlsx(content: bytes) -> bool:
    return "xl/workbook.xml" in entries(content)


def _merged(book: Workbook) -> int:
    return sum(len(sheet.merges) for sheet in book.sheets)


def _lost(item: InputFile, content: bytes) -> Iterator[Problem]:
    lost = lost_parts(content)
    if lost:
        words = "、".join(_count(word, number) for word, number in lost.items())
        yield kinds.NOT_KEPT.at(CellPlace(item.file), what=words)


def _count(word: str, number: int) -> str:
    return f"{number}张{word}（如公章）" if word == "图片" else f"{number}个{word}"


def _values_only(item: InputFile, book: Workbook) -> Iterator[Problem]:
    place, suffix = CellPlace(item.file), PurePosixPath(item.file).suffix.lstrip(".").lower()
    yield kinds.VALUES_ONLY.at(place, what=f"{suffix or '旧'}格式")
    hidden = [sheet for sheet in book.sheets if sheet.visibility is Visibility.HIDDEN]
    if hidden:
        yield kinds.SHEETS_LEFT_OUT.at(place, count=len(hidden))
