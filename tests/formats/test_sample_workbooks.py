"""The 45 awkward workbooks that nobody here made: each is read right, or refused with its code."""

import csv
import re
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.formats.excel_reading.packed import Read
from builder.formats.excel_reading.reader import Reader
from builder.formats.sheets import Visibility
from builder.intake.folder import find_files

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "workbooks"
MANIFEST = SAMPLES / "MANIFEST.csv"
#: Samples that can't be read, or aren't to be → the code of the reason.
REFUSED = {
    "calamine__errors.xlsx": "E108",
    "calamine__pass_protected.xlsx": "E103",
    "poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5636439151607808.xlsx": "E105",
    "poi__password.xls": "E103",
    "poi__poc-xmlbomb.xlsx": "E112",
    "poi__xlsx-corrupted.xlsx": "E105",
    "python-calamine__empty_file.xlsx": "E101",
}
#: Two that say .xls and .xlsx and are lines of text: they are read as such.
TEXTS = {"calamine__too_small.xls", "flatten-tool__file.xlsx"}
#: A sheet in the manifest: its name, and whether it is seen.
_SHEET = re.compile(r"(?:^OK |;)([^;\[]+)\[([VH])\](?!ChartSheet)")
#: The manifest shortens names to so many characters.
SHORT = 12

ROWS = list(csv.DictReader(MANIFEST.read_text("utf-8").splitlines())) if MANIFEST.is_file() else []
NAMES = [row["file"] for row in ROWS]
pytestmark = pytest.mark.skipif(not ROWS, reason="../shared/samples/workbooks is absent")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Read]:
    """What came of every sample, by its name."""
    folder = tmp_path_factory.mktemp("samples")
    for name in NAMES:
        shutil.copyfile(SAMPLES / name, folder / name)
    results: dict[str, Read] = {}
    found, _ = find_files(folder)
    with Reader(processes=2) as reader:
        reader.expect(found)
        for file in found:
            begun = time.monotonic()
            results |= dict.fromkeys(file.names, reader.read(file))
            assert time.monotonic() - begun < 10, file.file
    return results


def test_there_are_45() -> None:
    assert len(NAMES) == 45


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_or_refused_with_its_code(results: Mapping[str, Read], name: str) -> None:
    book, problems = results[name]

    if name in REFUSED:
        assert (book, [problem.kind.code for problem in problems]) == (None, [REFUSED[name]])
    else:
        assert book is not None
        assert book.visible


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_a_sample_that_is_read_has_all_its_sheets(
    results: Mapping[str, Read], row: Mapping[str, str]
) -> None:
    """By the manifest's own listing of sheets, without those that are charts."""
    book, _ = results[row["file"]]
    if book is None or row["file"] in TEXTS:
        return
    listed = _SHEET.findall(row["calamine_0.9.1"])

    assert listed
    sheets = {sheet.name: sheet.visibility for sheet in book.sheets}
    assert [name[:SHORT] for name in sheets] == [name for name, _ in listed]
    hidden = [name for name, seen in listed if seen == "H"]
    assert all(sheets[name] is Visibility.HIDDEN for name in hidden)
