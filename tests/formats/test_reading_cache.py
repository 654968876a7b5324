"""What was read is kept by its content: never believed blindly, and safe to delete."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from builder.formats.excel_reading.cache import ReadingCache
from builder.formats.excel_reading.packed import (
    Contents,
    PackedError,
    PackedSheet,
    Read,
    open_value,
    pack,
    pack_value,
    unpack,
)
from builder.formats.excel_reading.program import Wanted
from builder.formats.excel_reading.reader import Reader
from builder.formats.sheets import CellContent, FormulaFault
from builder.intake.folder import find_files

CONTENTS = some.one_of(
    some.none(),
    some.booleans(),
    some.text(),
    some.decimals(allow_nan=False, allow_infinity=False),
    some.dates(),
    some.datetimes(),
    some.times(),
    some.timedeltas(),
    some.builds(FormulaFault, some.sampled_from([None, "#REF!", "#N/A"])),
)
#: Well packed, and not what is in any file here.
OTHER = pack(Contents([PackedSheet("别的", 1, ["别的"], [0])]), ())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file."""
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "县民政局.csv").write_text("单位,县民政局\n", encoding="utf-8")
    return tmp_path


def read(folder: Path) -> Read:
    """The file, by the cache in *folder*."""
    (file,), _ = find_files(folder / "input")
    with Reader(ReadingCache(folder / "cache"), processes=1) as reader:
        return reader.read(file)


def keep(folder: Path, packed: bytes) -> None:
    """Puts *packed* where what came of the file is kept."""
    (file,), _ = find_files(folder / "input")
    cache = ReadingCache(folder / "cache")
    cache.put(f"{file.sha256} {Wanted.BOOK}", packed)
    cache.close()


def base_of(folder: Path) -> Path:
    (base,) = (folder / "cache").glob("*.sqlite")
    return base


def words(result: Read) -> object:
    book, _ = result
    assert book is not None
    return book.sheets[0].rows


@given(CONTENTS)
def test_every_content_of_a_cell_comes_back_as_it_was(content: CellContent) -> None:
    opened = open_value(pack_value(content))

    assert (opened, type(opened)) == (content, type(content))


def test_what_is_packed_is_what_was_there() -> None:
    contents: list[CellContent] = [
        *("字", None, True, False, Decimal("1.50"), Decimal(1)),
        *(
            date(2022, 3, 5),
            datetime.fromisoformat("2022-03-05T18:30"),
            time(8),
            timedelta(hours=30),
        ),
    ]
    sheet = PackedSheet("表", 2, list(map(pack_value, contents)), list(range(10)))

    book, _ = unpack(pack(Contents([sheet], {"unit": "civil"}), ()), "名", "a.xlsx")

    assert book is not None
    assert [cell for row in book.sheets[0].rows for cell in row] == contents
    assert book.meta == {"unit": "civil"}


@pytest.mark.parametrize(
    "packed", [b"", b"{}", b"[[],[1]]", b"[[[1,2,3]],null]", b"\xff", OTHER[:-4], b"[" * 9999]
)
def test_what_nobody_packed_is_told(packed: bytes) -> None:
    with pytest.raises(PackedError):
        unpack(packed, "名", "a.xlsx")


def test_what_was_read_is_taken_from_the_cache(folder: Path) -> None:
    assert words(read(folder)) == (("单位", "县民政局"),)
    keep(folder, OTHER)

    assert words(read(folder)) == (("别的",),)


def test_another_name_is_another_sheet_of_the_same_content(folder: Path) -> None:
    read(folder)
    (folder / "input" / "县民政局.csv").rename(folder / "input" / "新名.csv")

    book, _ = read(folder)

    assert book is not None
    assert book.sheets[0].name == "新名"


def _cut(base: Path) -> None:
    base.write_bytes(base.read_bytes()[:3000])


def _fill_with_noise(base: Path) -> None:
    base.write_bytes(bytes(range(256)) * 40)


def _empty(base: Path) -> None:
    base.write_bytes(b"")


def _change_an_entry(base: Path) -> None:
    with sqlite3.connect(base) as connection:
        connection.execute("UPDATE readings SET packed = ?", [OTHER])
    connection.close()


def _change_its_type(base: Path) -> None:
    with sqlite3.connect(base) as connection:
        connection.execute("UPDATE readings SET packed = 7")
    connection.close()


def _drop_the_table(base: Path) -> None:
    with sqlite3.connect(base) as connection:
        connection.execute("DROP TABLE readings")
        connection.execute("CREATE TABLE readings (other TEXT)")
    connection.close()


@pytest.mark.parametrize(
    "harm",
    [
        Path.unlink,
        _cut,
        _fill_with_noise,
        _empty,
        _change_an_entry,
        _change_its_type,
        _drop_the_table,
    ],
)
def test_a_cache_that_was_harmed_gives_nothing_wrong(
    folder: Path, harm: Callable[[Path], None]
) -> None:
    right = read(folder)
    harm(base_of(folder))

    assert read(folder) == right
    assert read(folder) == right


def test_a_sound_entry_that_makes_no_sense_is_read_anew(folder: Path) -> None:
    right = read(folder)
    keep(folder, b"[]")

    assert read(folder) == right


def test_what_other_code_read_is_forgotten(folder: Path) -> None:
    (folder / "cache").mkdir()
    (folder / "cache" / "readings-0123456789abcdef.sqlite").write_bytes(b"old")

    read(folder)

    assert "0123456789abcdef" not in base_of(folder).name


def test_what_no_file_asked_for_any_more_is_forgotten_once_it_is_much(folder: Path) -> None:
    """Four for each that was asked for, and a thousand; here there are 1005 for one."""
    keys = [f"{number}" for number in range(1005)]
    first = ReadingCache(folder)
    for key in keys:
        first.put(key, OTHER)
    first.close()
    second = ReadingCache(folder)
    assert "7" in second
    second.close()

    third = ReadingCache(folder)
    assert [key for key in keys if key in third] == ["7"]
    third.close()


def test_a_folder_that_cannot_be_used_is_done_without(folder: Path) -> None:
    (folder / "cache").write_text("a file, no folder", encoding="utf-8")

    assert words(read(folder)) == (("单位", "县民政局"),)


def test_git_leaves_the_cache_alone(folder: Path) -> None:
    read(folder)

    assert (folder / "cache" / ".gitignore").read_text(encoding="ascii") == "*\n"


def test_two_runs_at_once_do_not_wait_for_each_other(folder: Path) -> None:
    other = ReadingCache(folder / "cache")
    other.put("0" * 64, OTHER)

    assert words(read(folder)) == (("单位", "县民政局"),)
    other.close()
