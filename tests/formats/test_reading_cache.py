"""What was read is kept by its content: never believed blindly, and safe to delete."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from builder.forks import spread
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


def _fill_the_entries_with_noise(base: Path) -> None:
    """Behind the first page, which says what there is."""
    whole = base.read_bytes()
    base.write_bytes(whole[:4096] + bytes(reversed(range(256))) * ((len(whole) - 4096) // 256))


@pytest.mark.parametrize(
    "harm",
    [
        Path.unlink,
        _cut,
        _fill_with_noise,
        _fill_the_entries_with_noise,
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


def test_a_base_that_is_found_damaged_while_it_is_used_is_replaced(folder: Path) -> None:
    read(folder)
    _fill_the_entries_with_noise(base_of(folder))
    read(folder)

    keep(folder, OTHER)

    assert words(read(folder)) == (("别的",),)


def test_a_sound_entry_that_makes_no_sense_is_read_anew(folder: Path) -> None:
    right = read(folder)
    keep(folder, b"[]")

    assert read(folder) == right


def test_what_other_code_read_is_forgotten(folder: Path) -> None:
    (folder / "cache").mkdir()
    (folder / "cache" / "readings-0123456789abcdef.sqlite").write_bytes(b"old")

    read(folder)

    assert "0123456789abcdef" not in base_of(folder).name


def test_the_oldest_is_forgotten_once_there_is_much_more_than_the_files_need(folder: Path) -> None:
    """Eight for each file, and a thousand; here there are 1010 for one file."""
    keys = [f"{number}" for number in range(1010)]
    cache = ReadingCache(folder)
    for key in keys:
        cache.put(key, OTHER)
    cache.close()

    again = ReadingCache(folder)
    again.trim(2)
    assert [key for key in keys if key not in again] == []
    again.trim(1)
    assert [key for key in keys if key not in again] == ["0", "1"]
    again.close()


def test_in_no_folder_nothing_is_kept() -> None:
    cache = ReadingCache(None)
    cache.put("a", OTHER)

    assert "a" not in cache
    cache.close()


def test_what_is_dropped_is_gone_written_or_not(folder: Path) -> None:
    cache = ReadingCache(folder)
    cache.put("a", OTHER)
    assert "a" in cache

    cache.drop("a")

    assert "a" not in cache
    cache.close()


def test_a_folder_that_cannot_be_used_is_done_without(folder: Path) -> None:
    (folder / "cache").write_text("a file, no folder", encoding="utf-8")

    assert words(read(folder)) == (("单位", "县民政局"),)


def test_git_leaves_the_cache_alone(folder: Path) -> None:
    read(folder)

    assert (folder / "cache" / ".gitignore").read_text(encoding="ascii") == "*\n"


def test_what_a_run_keeps_another_has_before_the_first_ends(folder: Path) -> None:
    """The first writes them 128 at a time."""
    first, second = ReadingCache(folder), ReadingCache(folder)
    for number in range(128):
        first.put(f"{number}", OTHER)

    assert [number for number in range(128) if f"{number}" not in second] == []
    first.close()
    second.close()


def test_processes_that_keep_at_the_same_time_lose_nothing(folder: Path) -> None:
    """Four of them, three hundred entries each, of which some are the same."""

    def keep_some(process: int) -> None:
        cache = ReadingCache(folder)
        for number in range(300):
            cache.put(f"{process * 200 + number}", OTHER)
        cache.close()

    for _ in spread(keep_some, range(4), jobs=4):
        pass

    cache = ReadingCache(folder)
    assert [number for number in range(900) if f"{number}" not in cache] == []
    cache.close()


def test_a_base_that_somebody_else_holds_is_done_without_and_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held before it is opened, and after that."""
    right = read(folder)
    monkeypatch.setattr("builder.formats.excel_reading.cache._PATIENCE", 0)
    early = ReadingCache(folder / "cache")
    early.put("a", OTHER)
    other = sqlite3.connect(base_of(folder))
    other.execute("BEGIN EXCLUSIVE")

    assert read(folder) == right
    early.close()
    other.close()
    keep(folder, OTHER)
    assert words(read(folder)) == (("别的",),)
