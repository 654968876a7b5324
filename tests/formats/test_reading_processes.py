"""A file costs itself alone: what happens when the process that reads it takes too much or dies."""

import io
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from builder.forks import FORKS
from builder.formats.excel_reading import limits, worker
from builder.formats.excel_reading.packed import PackedError, Read, unpack
from builder.formats.excel_reading.program import HEADER, READY, Wanted, question, serve
from builder.formats.excel_reading.reader import Reader
from builder.formats.excel_reading.unseen import NOTHING, unpack_package
from builder.formats.package_texts import read_unseen
from builder.intake.folder import FoundFile, find_files
from tests.formats.hostile_packages import (
    base,
    with_cell,
    with_nameless_part,
    with_rows,
    zipped,
)

FAR = '<c r="XFD1048576"><v>1</v></c>'
LARGE = f"<row>{'<c><v>1.5</v></c>' * 900}</row>" * 1000


@pytest.fixture
def files(tmp_path: Path) -> tuple[FoundFile, ...]:
    """Twenty small ones, in the order in which they are read."""
    for number in range(20):
        (tmp_path / f"{number}.csv").write_text(f"值,{number}\n", encoding="utf-8")
    return found(tmp_path)


def found(folder: Path) -> tuple[FoundFile, ...]:
    return find_files(folder)[0]


def read_all(reader: Reader, files: tuple[FoundFile, ...]) -> dict[str, Read]:
    reader.expect(files)
    return {file.file: reader.read(file) for file in files}


def codes(results: dict[str, Read]) -> dict[str, list[str]]:
    return {
        name: [problem.kind.code for problem in problems]
        for name, (book, problems) in results.items()
        if book is None
    }


def children() -> list[psutil.Process]:
    """The reading processes that this one started and that run; a browser's aren't among them."""
    program = [*worker.PROGRAM]
    return [one for one in psutil.Process().children() if command(one)[: len(program)] == program]


def command(process: psutil.Process) -> list[str]:
    """What it runs; nothing where it has just ended."""
    with suppress(psutil.NoSuchProcess):
        return process.cmdline()
    return []


def test_files_that_end_the_process_cost_themselves_alone(
    tmp_path: Path, files: tuple[FoundFile, ...]
) -> None:
    for number in range(3):
        far = with_cell(f'<c r="A1"><v>{number}</v></c>{FAR}')
        (tmp_path / f"远{number}.xlsx").write_bytes(far)

    with Reader(processes=2) as reader:
        results = read_all(reader, found(tmp_path))

    assert codes(results) == {f"远{number}.xlsx": ["E114"] for number in range(3)}
    assert len(results) == len(files) + 3


def test_a_process_that_somebody_else_ends_costs_nothing(files: tuple[FoundFile, ...]) -> None:
    with Reader(processes=1) as reader:
        reader.expect(files)
        results = {}
        for file in files:
            results[file.file] = reader.read(file)
            for child in children():
                child.kill()

    assert codes(results) == {}
    assert {name: book.sheets[0].rows for name, (book, _) in results.items() if book} == {
        file.file: (("值", Path(file.file).stem),) for file in files
    }


def test_a_file_that_takes_too_long_is_given_up(
    tmp_path: Path, files: tuple[FoundFile, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "大表.xlsx").write_bytes(with_rows(LARGE))
    monkeypatch.setattr(limits, "SECONDS", 0.05)

    with Reader(processes=1) as reader:
        reader.expect(())
        small = next(file for file in files if file.file == "7.csv")
        large = next(file for file in found(tmp_path) if file.file == "大表.xlsx")
        told = codes({"大表.xlsx": reader.read(large)})
        monkeypatch.undo()
        book, _ = reader.read(small)

    assert told == {"大表.xlsx": ["E117"]}
    assert book is not None


def test_a_file_that_takes_too_much_memory_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the system itself sees to: the process is watched, as on Windows."""
    (tmp_path / "大表.xlsx").write_bytes(with_rows(LARGE))
    monkeypatch.setattr(limits, "MEMORY", 40 * limits.MEGABYTE)

    with Reader(processes=1) as reader:
        told = codes(read_all(reader, found(tmp_path)))

    assert told == {"大表.xlsx": ["E118"]}


def test_a_file_that_is_written_while_it_is_read_is_not_taken_for_the_old_one(
    files: tuple[FoundFile, ...],
) -> None:
    files[0].path.write_text("别的,1\n", encoding="utf-8")

    with Reader(processes=1) as reader, pytest.raises(OSError, match="被改动"):
        read_all(reader, files)


def test_results_do_not_depend_on_how_many_processes_there_are(
    tmp_path: Path, files: tuple[FoundFile, ...]
) -> None:
    (tmp_path / "大表.xlsx").write_bytes(with_rows(LARGE))
    (tmp_path / "小表.xlsx").write_bytes(zipped(base()))
    everything = found(tmp_path)
    runs = []

    for processes in (1, 2, 5):
        with Reader(processes=processes) as reader:
            runs.append(list(read_all(reader, everything).items()))

    assert len(everything) == len(files) + 2
    assert runs[0] == runs[1] == runs[2]


def test_no_process_is_left_behind(files: tuple[FoundFile, ...]) -> None:
    with Reader(processes=2) as reader:
        read_all(reader, files)
        assert children()

    assert not children()


#: Two copies of a process, of which each reads a file by a program of its own, tells which, and
#: goes on for a minute.
_LONG = """
import os, sys, time
from pathlib import Path
import psutil
from builder.forks import take_turns
from builder.formats.excel_reading.reader import Reader
from builder.intake.folder import find_files

def work(turns):
    with Reader(processes=1) as reader:
        for _ in turns:
            reader.read(find_files(Path(sys.argv[1]))[0][0])
            program, = psutil.Process().children()
            os.write(1, f"{os.getpid()} {program.pid}\\n".encode())
            time.sleep(60)

take_turns(work, [1, 2], jobs=2)
"""


@pytest.mark.skipif(not FORKS, reason="elsewhere no process is copied")
def test_a_killed_run_leaves_no_program_behind_that_reads(tmp_path: Path) -> None:
    (tmp_path / "甲.csv").write_text("单位,甲\n", encoding="utf-8")
    command = [sys.executable, "-c", _LONG, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        begun = [int(pid) for _ in range(2) for pid in run.stdout.readline().split()]
        run.kill()

    for pid in begun:
        with suppress(psutil.NoSuchProcess):
            psutil.Process(pid).wait(timeout=10)
    assert len(begun) == 4
    assert not any(map(psutil.pid_exists, begun))


def test_files_that_nobody_expected_are_read_too(files: tuple[FoundFile, ...]) -> None:
    with Reader(processes=1) as reader:
        reader.expect(files[5:])
        results = {file.file: reader.read(file) for file in (files[9], files[0], files[5])}

    assert codes(results) == {}
    assert len(results) == 3


def test_a_process_that_does_not_answer_is_given_up_by_the_clock_alone(
    files: tuple[FoundFile, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system tells nothing of it, neither its memory nor its work."""

    def hidden(pid: int) -> psutil.Process:
        raise psutil.AccessDenied(pid)

    monkeypatch.setattr(worker, "PROGRAM", (sys.executable, "-c", "input(); input()"))
    monkeypatch.setattr(psutil, "Process", hidden)
    monkeypatch.setattr(limits, "SECONDS", 0.0)
    monkeypatch.setattr(limits, "PATIENCE", 0.15)

    with Reader(processes=1) as reader:
        reader.expect(())
        assert codes({"0": reader.read(files[0])}) == {"0": ["E117"]}


def test_a_program_that_dies_while_it_answers_is_asked_once_more_and_given_up(
    files: tuple[FoundFile, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It promises a hundred bytes, and ends after three."""
    said = READY + HEADER.pack(bytes(32), 100) + b"abc"
    program = f"import os; input(); os.write(1, {said!r})"
    monkeypatch.setattr(worker, "PROGRAM", (sys.executable, "-c", program))

    with Reader(processes=1) as reader:
        reader.expect(())
        assert codes({"0": reader.read(files[0])}) == {"0": ["E119"]}
        assert reader.unseen(files[0]) is None


def test_a_program_that_does_not_start_is_no_fault_of_the_files(
    files: tuple[FoundFile, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PROGRAM", (sys.executable, "-c", "pass"))

    with Reader(processes=1) as reader, pytest.raises(OSError, match="无法启动"):
        read_all(reader, files)


def test_what_nobody_sees_is_read_there_too(tmp_path: Path) -> None:
    comment = '<comments xmlns="http://x"><comment><t>批注</t></comment></comments>'
    content = zipped(base() | {"xl/comments1.xml": comment.encode()})
    (tmp_path / "有批注.xlsx").write_bytes(content)
    (file,) = found(tmp_path)

    with Reader(processes=1) as reader:
        unseen = reader.unseen(file)

    assert unseen is not None
    assert unseen.texts == read_unseen(content).texts
    assert ("批注",) in [part.texts for part in unseen.texts]


def test_a_part_without_a_name_hides_nothing() -> None:
    """An input that the fuzzer found: zipfile asks for the last letter of its name."""
    texts = [part.texts for part in read_unseen(with_nameless_part()).texts]

    assert ("openpyxl",) in texts


def test_what_nobody_sees_is_given_up_where_it_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two million brackets that never close: looking for their ends would take days."""
    hostile = zipped(base() | {"xl/comments1.xml": b"<" * 2_000_000})
    (tmp_path / "尖括号.xlsx").write_bytes(hostile)
    (file,) = found(tmp_path)
    monkeypatch.setattr(limits, "SECONDS", 0.3)

    with Reader(processes=1) as reader:
        assert reader.unseen(file) is None


def test_what_nobody_sees_costs_nothing_where_somebody_else_ends_the_process(
    files: tuple[FoundFile, ...],
) -> None:
    with Reader(processes=1) as reader:
        reader.expect(files)
        reader.unseen(files[0])
        for child in children():
            child.kill()
            child.wait()

        # It had not been asked about the last one yet.
        assert reader.unseen(files[-1]) == NOTHING


def test_a_file_that_is_too_large_is_not_taken_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "大.xlsx").write_bytes(zipped(base()))
    monkeypatch.setattr(limits, "LARGEST_FILE", 10)
    (file,) = found(tmp_path)

    with Reader(processes=1) as reader:
        assert reader.unseen(file) == NOTHING
        assert reader.package(file) is None


@pytest.mark.parametrize("packed", [b"{}", b"[[1],[]]", b"[[],1]", b"\xff"])
def test_what_nobody_packed_of_the_unseen_is_told(packed: bytes) -> None:
    with pytest.raises(PackedError):
        unpack_package(packed)


def test_the_program_answers_in_the_order_in_which_it_is_asked(
    files: tuple[FoundFile, ...],
) -> None:
    asked = [question(file.path, wanted) for file in files for wanted in Wanted]
    answers = io.BytesIO()

    serve(asked, answers)

    answers.seek(0)
    for file in files:
        for wanted in Wanted:
            fingerprint, length = HEADER.unpack(answers.read(HEADER.size))
            packed = answers.read(length)
            assert fingerprint.hex() == file.sha256
            if wanted is Wanted.PACKAGE:
                assert (unpack_package(packed) is None) is (file.path.suffix in {".csv", ".xls"})
            elif wanted is Wanted.UNSEEN:
                assert unpack_package(packed) == NOTHING
            elif wanted is Wanted.WANT_OF_MEMORY:
                _, (problem,) = unpack(packed, "名", file.file)
                assert problem.kind.code == "E118"
            else:
                assert unpack(packed, "名", file.file)[0] is not None
    assert answers.read() == b""


def test_a_file_that_is_gone_is_answered_without_a_fingerprint(tmp_path: Path) -> None:
    answers = io.BytesIO()

    serve([question(tmp_path / "没有.xlsx", Wanted.BOOK)], answers)

    assert answers.getvalue() == HEADER.pack(bytes(32), 0)
