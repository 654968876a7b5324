"""The list of what lay in the folder, with fingerprints: what every result can be checked by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from builder.intake.filings import Filing, Refused
from builder.intake.receipts import Receipts
from builder.intake.recognise import ReadFile
from builder.model.problems import Problem
from builder.model.returns import InputFile


def list_inputs(
    reads: Sequence[ReadFile], units: Mapping[str, str], receipts: Receipts
) -> tuple[InputFile, ...]:
    """Every file, copies too, by name; with its time of receipt where *units* says whose it is."""
    listed = [item for read in reads for item in _inputs(read, units, receipts)]
    return tuple(sorted(listed, key=lambda item: item.file))


def units_of_files(filings: Sequence[Filing], refused: Sequence[Refused]) -> dict[str, str]:
    """File → id of the unit whose filing it is, or by its name seems to be."""
    units = {r.read.found.file: next(iter(r.units)) for r in refused if len(r.units) == 1}
    return units | {filing.file: filing.unit.id for filing in filings}


def with_units(problems: Iterable[Problem], units: Mapping[str, str]) -> Iterator[Problem]:
    """*problems*, those of a unit's own file with its id where they hadn't one."""
    for problem in problems:
        unit = problem.unit or units.get(problem.place.file)
        yield replace(problem, unit=unit)


def _inputs(read: ReadFile, units: Mapping[str, str], receipts: Receipts) -> list[InputFile]:
    unit = units.get(read.found.file)
    alone = list(units.values()).count(unit or "") == 1
    received = receipts.of_file(unit, read.found.names, alone=alone) if unit else None
    return [
        InputFile(name, read.found.sha256, read.kind, unit, received) for name in read.found.names
    ]
