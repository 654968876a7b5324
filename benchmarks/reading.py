"""How long reading takes beside the reading library alone, on the same files and cores.

`python -m benchmarks.reading [--copies N] [--runs N] [FOLDER]`: the workbooks in FOLDER (by default
the demo's), each as often as there are copies, none the same byte for byte. The library alone gives
every cell of every sheet to Python and drops it, in as many processes as there are cores, without
any check; ours gives the workbooks to the process that asked, with everything proved.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from builder.forks import count_cores
from builder.formats.excel_reading.cache import ReadingCache
from builder.formats.excel_reading.reader import Reader
from builder.intake.folder import FoundFile, find_files

ROOT = Path(__file__).parent.parent
SUFFIXES = {".xlsx", ".xls", ".et", ".ods"}
#: What one process of the library alone does with the files whose names it is given.
ALONE = """
import sys
from python_calamine import CalamineWorkbook
for path in sys.stdin.read().splitlines():
    try:
        with CalamineWorkbook.from_path(path) as book:
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except Exception:
        pass
"""


def main() -> None:
    """Prints a table of seconds and ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT / "input")
    asked.add_argument("--copies", type=int, default=7)
    asked.add_argument("--runs", type=int, default=3)
    options = asked.parse_args()
    with TemporaryDirectory(prefix="gongshi-") as place:
        copy_workbooks(options.folder, Path(place) / "files", options.copies)
        measure(Path(place), options.runs)


def copy_workbooks(source: Path, target: Path, copies: int) -> None:
    """Lays the workbooks of *source* into *target*, each as often as told."""
    target.mkdir()
    paths = [path for path in sorted(source.rglob("*")) if path.suffix in SUFFIXES]
    for number, path in enumerate(paths):
        content = path.read_bytes()
        for copy in range(copies):
            name = f"{number:04d}-{copy}{path.suffix}"
            (target / name).write_bytes(differing(content, f"{number}-{copy}".encode()))


def differing(content: bytes, comment: bytes) -> bytes:
    """The same workbook with a *comment* that no reader looks at."""
    if content[-2:] == b"\0\0" and content[-22:-18] == b"PK\5\6":
        return content[:-2] + len(comment).to_bytes(2, "little") + comment
    return content + comment


def measure(place: Path, runs: int) -> None:
    """Runs everything in turn, as often as told, and prints the medians."""
    files, _ = find_files(place / "files")
    cache = place / "cache"
    steps: dict[str, Callable[[], object]] = {
        "calamine alone": lambda: alone(files, count_cores()),
        "on one core": lambda: alone(files, 1),
        "hashing": lambda: find_files(place / "files"),
        "reading": lambda: read(files, None),
        "reading, kept": lambda: read(files, forgotten(cache)),
        "reading again": lambda: read(files, cache),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in steps}
    for _ in range(runs):
        for name, step in steps.items():
            taken[name].append(timed(step))
    show(taken, len(files))


def alone(files: tuple[FoundFile, ...], cores: int) -> None:
    """The library alone, in as many processes as told, each on its share of *files*."""
    started = []
    for core in range(cores):
        process = subprocess.Popen([sys.executable, "-c", ALONE], stdin=subprocess.PIPE, text=True)  # noqa: S603
        started.append((process, "\n".join(str(file.path) for file in files[core::cores])))
    for process, names in started:
        assert process.stdin is not None  # noqa: S101 - it was asked for
        process.stdin.write(names)
        process.stdin.close()
    for process, _ in started:
        process.wait()


def read(files: tuple[FoundFile, ...], cache: Path | None) -> None:
    """All *files* as a build reads them; each workbook is let go at once."""
    with Reader(ReadingCache(cache)) as reader:
        reader.expect(files)
        for file in files:
            reader.read(file)


def forgotten(cache: Path) -> Path:
    """*cache*, emptied."""
    for path in cache.glob("*.sqlite"):
        path.unlink()
    return cache


def timed(step: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of all cores together, that *step* took."""
    begun, used = time.perf_counter(), used_by_all()
    step()
    return time.perf_counter() - begun, used_by_all() - used


def used_by_all() -> float:
    """Seconds of all cores that this process and those that it has waited for took."""
    times = psutil.Process().cpu_times()
    return sum((times.user, times.system, times.children_user, times.children_system))


def tell(line: str) -> None:
    """Writes a *line* of the table."""
    sys.stdout.write(f"{line}\n")


def show(taken: dict[str, list[tuple[float, float]]], files: int) -> None:
    """Prints the medians, and how often the time of the library alone they are."""
    tell(f"{files} workbooks, {count_cores()} cores, Python {sys.version.split()[0]}")
    tell(f"{'':16}{'seconds':>9}{'ratio':>7}{'of cores':>10}{'ratio':>7}")
    first: tuple[float, float] | None = None
    for name, measured in taken.items():
        clock, cores = (statistics.median(column) for column in zip(*measured, strict=True))
        first = first or (clock, cores)
        tell(f"{name:16}{clock:9.2f}{clock / first[0]:7.2f}{cores:10.2f}{cores / first[1]:7.2f}")


if __name__ == "__main__":
    main()
