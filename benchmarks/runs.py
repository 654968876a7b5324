"""Takes the measures of projects of some sizes, and keeps every figure in a file."""

import re
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import TimeoutExpired

from pydantic import TypeAdapter

from benchmarks.commands import JOBS, Bench, Job, is_there
from benchmarks.making import ROOT, make_project
from benchmarks.measuring import CommandFailedError, Measure, measure

_ENVIRONMENT = {
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(ROOT),
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": "315532800",
}
#: How `gongshi build` tells that a step is done; what it read comes after a space.
_STEP = re.compile(r"^✔ ([^\s：（]+).*（([\d.]+)秒）$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Settings:
    """What to measure, and within which bounds."""

    folder: Path
    repeats: int
    counties: int
    #: No measure begins, and none goes on, after so many seconds.
    seconds: float
    #: Names of the measures to take; all where it is empty.
    only: frozenset[str]
    jobs: int


@dataclass(frozen=True, slots=True)
class Result:
    """Every run of one measure."""

    runs: list[Measure] = field(default_factory=list)
    #: Seconds on the clock by step of the last run.
    steps: Mapping[str, float] = field(default_factory=dict)
    pages: int = 0
    #: Bytes of the site.
    size: int = 0
    #: Why it couldn't be taken.
    fault: str = ""


#: Name of a project → name of a measure → what was measured.
_KEPT = TypeAdapter(dict[str, dict[str, Result]])


class Runs:
    """All figures below one folder."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._end = time.monotonic() + settings.seconds
        self._file = settings.folder / "results.json"

    def forget(self) -> None:
        """Removes every figure; the projects stay."""
        self._file.unlink(missing_ok=True)

    def results(self, units: int) -> Mapping[str, Result]:
        """The figures so far for a project of *units*, by measure."""
        return self._read().get(self._name(units), {})

    def take(self, units: int) -> None:
        """Takes every measure of a project of *units* that isn't taken, while there is time."""
        project = self._settings.folder / self._name(units)
        make_project(project, units, self._settings.counties, self._settings.jobs)
        for number in range(self._settings.repeats):
            for name in JOBS:
                result = self.results(units).get(name, Result())
                wanted = not self._settings.only or name in self._settings.only
                due = wanted and len(result.runs) <= number and not result.fault
                if due and is_there(name) and time.monotonic() < self._end:
                    print(f"{project.name} {name}", file=sys.stderr)  # noqa: T201 - progress
                    self._keep(units, name, self._take(name, project, result))

    def _take(self, name: str, project: Path, before: Result) -> Result:
        with _empty_folder(project.with_name(f"{project.name}-{name}")) as work:
            job = JOBS[name](Bench(project, work, self._settings.jobs))
            left = max(1.0, self._end - time.monotonic())
            try:
                one, said = measure(job.command, work, left, _ENVIRONMENT)
            except (CommandFailedError, TimeoutExpired) as error:
                return Result(before.runs, fault=str(error)[-500:])
            return Result([*before.runs, one], _steps(said), *_weigh(job))

    def _keep(self, units: int, name: str, result: Result) -> None:
        kept = self._read()
        kept.setdefault(self._name(units), {})[name] = result
        self._file.write_bytes(_KEPT.dump_json(kept, indent=1))

    def _read(self) -> dict[str, dict[str, Result]]:
        return _KEPT.validate_json(self._file.read_bytes()) if self._file.exists() else {}

    def _name(self, units: int) -> str:
        counties = self._settings.counties
        return f"{units}-units" + (f"-{counties}-counties" if counties else "")


@contextmanager
def _empty_folder(folder: Path) -> Iterator[Path]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


def _steps(said: str) -> Mapping[str, float]:
    steps: dict[str, float] = {}
    for title, seconds in _STEP.findall(said):
        steps[title] = round(steps.get(title, 0.0) + float(seconds), 2)
    return steps


def _weigh(job: Job) -> tuple[int, int]:
    """How many pages the site of *job* has, and how many bytes."""
    files = [path for path in job.site.rglob("*") if path.is_file()] if job.site else []
    return sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files)
