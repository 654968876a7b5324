"""What in the files that came in mustn't get out: told at its cell, before anything is built."""

from collections.abc import Iterable, Iterator, Sequence

from builder.disclosure.leaks import LeakKind
from builder.disclosure.published_files import names_person, sightings_in
from builder.disclosure.rows import find_in_row
from builder.disclosure.sieve import sift
from builder.formats.excel_reading.parsing import META_SHEET
from builder.formats.excel_reading.source import FileReader
from builder.formats.markup_texts import PackageTexts
from builder.formats.sheets import CellContent, Sheet, address
from builder.intake.folder import FoundFile
from builder.intake.recognise import ReadFile
from builder.memory import Recall, afresh
from builder.model import disclosure_problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.model.returns import CampaignReturns, PersonalCell, answers_in


def find_personal(
    reads: Sequence[ReadFile],
    returns: CampaignReturns,
    reader: FileReader,
    recall: Recall = afresh,
) -> tuple[tuple[PersonalCell, ...], tuple[Problem, ...]]:
    """The personal cells of logs' rows, and the problems of all other cells and of the files.

    Those are of what is hidden in files, and of their names and properties, too. A cell is told as
    one to be published where *returns* hold an answer from it, or its words as the reason of one
    from its sheet. Raises OSError where a file can't be read.
    """
    cells = [cell for read in reads for cell in recall(read.found.file, personal_cells, read)]
    logged = _logged(returns) if cells else frozenset()
    problems = [*_of_cells([cell for cell in cells if cell.place not in logged], returns)]
    for read in reads:
        problems += _of_sheet_names(read)
        problems += recall(read.found.file, _of_file, read.found, reader)
    return tuple(cell for cell in cells if cell.place in logged), tuple(problems)


def _of_cells(cells: Sequence[PersonalCell], returns: CampaignReturns) -> Iterator[Problem]:
    published = _published(returns) if cells else frozenset()
    for cell in cells:
        place, words = cell.place, cell.text.strip()
        shown = place in published or (place.file, place.sheet, words) in published
        kind = kinds.PERSONAL_PUBLISHED if shown else kinds.PERSONAL_UNPUBLISHED
        yield kind.at(place, kinds=cell.kinds)


def _logged(returns: CampaignReturns) -> frozenset[CellPlace | None]:
    """The cells of the rows of all logs."""
    events = (event for item in returns.returns for event in item.events)
    return frozenset(answer.place for event in events for answer in event.row.values())


def _published(returns: CampaignReturns) -> frozenset[CellPlace | tuple[str, str, str]]:
    """The cells that answers were read from, and their reasons with file and sheet."""
    placed = [(answer, answer.place) for answer in answers_in(returns) if answer.place]
    reasons = ((place.file, place.sheet, answer.reason) for answer, place in placed)
    return frozenset({place for answer, place in placed if not answer.withheld} | {*reasons})


def personal_cells(read: ReadFile) -> tuple[PersonalCell, ...]:
    """The cells of the visible sheets that give something away."""
    sheets = read.book.visible if read.book else ()
    return tuple(cell for sheet in sheets for cell in _of_sheet(read.found.file, sheet))


def texts_of(sheet: Sheet) -> list[PackageTexts]:
    """What stands in each row of *sheet*, with the cells' addresses."""
    rows = []
    for number, row in enumerate(sheet.rows):
        filled = [(column, _text(content)) for column, content in enumerate(row)]
        said = [(column, text) for column, text in filled if text]
        cells = tuple(address(number, column) for column, _ in said)
        rows.append(PackageTexts(tuple(text for _, text in said), "", sheet.name, cells))
    return rows


def _of_sheet(file: str, sheet: Sheet) -> Iterator[PersonalCell]:
    rows = texts_of(sheet)
    found: dict[str, list[str]] = {}
    for row, sighting in sightings_in(rows):
        found.setdefault(row.cell(sighting.index), []).append(sighting.kind.value)
    if not found:
        return
    texts = {cell: text for row in rows for cell, text in zip(row.cells, row.texts, strict=True)}
    for cell, told in found.items():
        yield PersonalCell(CellPlace(file, sheet.name, cell), texts[cell], _listed(told))


def _text(content: CellContent) -> str:
    return "" if content is None or isinstance(content, bool) else str(content)


def _of_file(file: FoundFile, reader: FileReader) -> tuple[Problem, ...]:
    return (*_of_names(file), *_of_unseen(file, reader))


def _of_names(file: FoundFile) -> Iterator[Problem]:
    for name in file.names:
        found = [sighting.kind.value for sighting in find_in_row((name,))]
        if found:
            yield kinds.PERSONAL_FILE_NAME.at(CellPlace(name), kinds=_listed(found))


def _of_sheet_names(read: ReadFile) -> Iterator[Problem]:
    """The place is the file: another sheet's problems tell the name of theirs."""
    for number, sheet in enumerate(read.book.visible if read.book else (), start=1):
        found = [leak.kind.value for leak in sift(sheet.name)]
        if found:
            place = CellPlace(read.found.file)
            yield kinds.PERSONAL_SHEET_NAME.at(place, number=number, kinds=_listed(found))


def _of_unseen(file: FoundFile, reader: FileReader) -> Iterator[Problem]:
    """What nobody sees at once who opens the workbook: hidden sheets, comments, pictures."""
    unseen = reader.unseen(file)
    if unseen is None:
        yield kinds.UNSEEN_UNKNOWN.at(CellPlace(file.file))
        return
    found: dict[tuple[CellPlace, str], list[str]] = {}
    for texts, sighting in sightings_in(unseen.texts):
        if texts.sheet != META_SHEET:
            place = CellPlace(file.file, texts.sheet, texts.cell(sighting.index))
            found.setdefault((place, texts.part or "隐藏的工作表"), []).append(sighting.kind.value)
    for (place, part), told in found.items():
        yield kinds.PERSONAL_HIDDEN.at(place, part=part, kinds=_listed(told))
    if unseen.located:
        told = [LeakKind.POSITION.value]
        yield kinds.PERSONAL_HIDDEN.at(CellPlace(file.file), part="图片", kinds=_listed(told))
    if any(map(names_person, unseen.authors)):
        yield kinds.PERSONAL_AUTHOR.at(CellPlace(file.file))


def _listed(found: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(found))
