"""The program that reads for another process, asked in this one."""

import gc
import io
import resource
import signal
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook

from builder.formats.excel_reading import limits, parsing, program
from builder.formats.excel_reading.packed import Note, pack, unpack
from builder.formats.excel_reading.program import HEADER, READY, UNREADABLE, Wanted, question, serve
from builder.formats.excel_reading.unseen import NOTHING, unpack_package


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "县民政局.csv").write_text("单位,县民政局\n", encoding="utf-8")
    return tmp_path / "县民政局.csv"


def answer(path: Path, wanted: Wanted) -> tuple[bytes, bytes]:
    """The fingerprint that the program tells, and what is packed."""
    answers = io.BytesIO()
    serve([question(path, wanted)], answers)
    fingerprint, _ = HEADER.unpack_from(answers.getvalue())
    return fingerprint, answers.getvalue()[HEADER.size :]


def no_memory(*_: object) -> None:
    raise MemoryError


@pytest.fixture
def asked(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, tuple[int, int]]]:
    """Puts a question on the standard input; the limits that the program sets itself."""
    limited: list[tuple[int, tuple[int, int]]] = []
    standard_input = io.TextIOWrapper(io.BytesIO(question(path, Wanted.BOOK)))
    monkeypatch.setattr(sys, "stdin", standard_input)
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limited.append(limit))
    monkeypatch.setattr(gc, "disable", lambda: None)
    return limited


def test_it_says_that_it_is_ready_and_keeps_to_its_limits(
    asked: list[tuple[int, tuple[int, int]]], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    program.main()

    said = capfdbinary.readouterr().out
    book, _ = unpack(said[len(READY) + HEADER.size :], "名", "县民政局.csv")
    assert said.startswith(READY)
    assert book is not None
    assert asked == [(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))]


@pytest.mark.usefixtures("asked", "capfdbinary")
def test_the_system_ends_it_where_a_file_takes_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """An alarm is set while a file is read, and no longer."""
    alarms = []

    def reading(*_: object) -> tuple[None, tuple[Note, ...]]:
        alarms.append(signal.getitimer(signal.ITIMER_REAL)[0])
        return None, ()

    monkeypatch.setattr(program, "parse", reading)

    program.main()

    assert [limits.PATIENCE < seconds <= 2 * limits.PATIENCE for seconds in alarms] == [True]
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@pytest.mark.parametrize(
    ("wanted", "what"),
    [
        (Wanted.BOOK, "parse"),
        (Wanted.BOOK_WITH_CARE, "diagnose"),
        (Wanted.WANT_OF_MEMORY, "diagnose"),
    ],
)
def test_want_of_memory_is_told(
    path: Path, wanted: Wanted, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, what, no_memory)

    _, packed = answer(path, wanted)

    assert packed == pack(None, [parsing.too_hungry()])


@pytest.mark.parametrize(
    ("wanted", "what"), [(Wanted.UNSEEN, "pack_unseen"), (Wanted.PACKAGE, "pack_package")]
)
def test_without_memory_nothing_is_known_of_a_package(
    path: Path, wanted: Wanted, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, what, no_memory)

    _, packed = answer(path, wanted)

    assert unpack_package(packed) is None


def test_a_file_that_is_no_package_is_not_known_and_has_nothing_unseen(path: Path) -> None:
    assert unpack_package(answer(path, Wanted.PACKAGE)[1]) is None
    assert unpack_package(answer(path, Wanted.UNSEEN)[1]) == NOTHING


@pytest.mark.parametrize(("text", "known"), [("单位,县民政局\n", True), ("单位,县文旅局\n", False)])
def test_a_file_that_is_written_meanwhile_has_no_fingerprint(
    path: Path, text: str, *, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def writing(*_: object) -> tuple[None, tuple[Note, ...]]:
        path.write_text(text, encoding="utf-8")
        return None, ()

    monkeypatch.setattr(program, "parse", writing)

    fingerprint, _ = answer(path, Wanted.BOOK)

    assert (fingerprint != UNREADABLE) is known


def test_a_file_is_looked_at_once_more_only_where_its_times_may_hide_a_change(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: path.stat().st_ctime + 60)

    fingerprint, _ = answer(path, Wanted.BOOK)

    assert fingerprint == sha256(path.read_bytes()).digest()


def test_the_end_of_memory_is_told_by_whoever_parses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "read_text", no_memory)

    assert parsing.parse(b"1,2\n") == (None, (parsing.too_hungry(),))


def test_whoever_stops_the_program_is_not_taken_for_a_broken_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parsing, "read_text", stopped)

    with pytest.raises(KeyboardInterrupt):
        parsing.parse(b"1,2\n")


def test_a_sheet_of_a_chart_is_left_out() -> None:
    book, stream = Workbook(), io.BytesIO()
    book.worksheets[0]["A1"] = "填报值"
    book.create_chartsheet("图")
    book.save(stream)

    contents, notes = parsing.parse(stream.getvalue())

    assert contents is not None
    assert ([sheet.name for sheet in contents.sheets], notes) == (["Sheet"], ())
