"""The commands that are measured, each with what has to be laid out for it before."""

import random
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from openpyxl import load_workbook

from benchmarks.references import settle_hugo, settle_plain, settle_zensical

#: What a project is made of; everything else in its folder was built.
GIVEN = frozenset({"input", "mkdocs.yml", "rubrics", "site_templates"})


@dataclass(frozen=True, slots=True)
class Job:
    """What is measured: a command, and the folder of the site that it makes, if any."""

    command: Sequence[str]
    site: Path | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """A project, an empty folder to work in, and how many processes may."""

    project: Path
    work: Path
    jobs: int

    @property
    def site(self) -> Path:
        """Where a reference puts its site."""
        return self.work / "site"

    @property
    def output(self) -> Path:
        """What `gongshi build` made of the project."""
        return self.project / "output"


def build_cold(bench: Bench) -> Job:
    """Everything from nothing."""
    for path in bench.project.iterdir():
        if path.name not in GIVEN:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return build_warm(bench)


def build_warm(bench: Bench) -> Job:
    """The same again."""
    return Job(_program("builder.cli", "build", "--root", bench.project), bench.output / "site")


def build_changed(bench: Bench) -> Job:
    """The same with another figure in one return."""
    chance = random.Random(len(list(bench.project.parent.iterdir())))  # noqa: S311 - any will do
    path = chance.choice(sorted((bench.project / "input").rglob("填报表/**/*.xlsx")))
    book = load_workbook(path)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    figure = chance.choice([cell for cell in cells if isinstance(cell.value, int)])
    figure.value = int(str(figure.value)) + 1
    book.save(path)
    return build_warm(bench)


def read_returns(bench: Bench) -> Job:
    """All that came in, as the steps before scoring read it."""
    return Job(_program("benchmarks.returns", bench.project))


def read_workbooks(bench: Bench) -> Job:
    """The reader alone, on as many cores."""
    return Job(_program("benchmarks.references", "calamine", bench.project / "input", bench.jobs))


def build_plain(bench: Bench) -> Job:
    """MkDocs on the pages, without our plugin."""
    settings = settle_plain(bench.output, bench.work)
    return Job(_program("mkdocs", "build", "--quiet", "-f", settings), bench.site)


def build_zensical(bench: Bench) -> Job:
    """Zensical on the pages, from nothing."""
    settings = settle_zensical(bench.output, bench.work)
    return Job(_program("zensical", "build", "-f", settings), bench.site)


def loop_pages(bench: Bench) -> Job:
    """Python-Markdown and Jinja on the pages."""
    pages = bench.output / "pages"
    return Job(_program("benchmarks.references", "loop", pages, bench.site), bench.site)


def build_hugo(bench: Bench) -> Job:
    """Hugo on the pages."""
    settle_hugo(bench.output, bench.work)
    command = ["hugo", "--quiet", "-s", str(bench.work), "-d", str(bench.site)]
    return Job(command, bench.site)


#: By name, in the order in which they are taken.
JOBS: Mapping[str, Callable[[Bench], Job]] = {
    "cold": build_cold,
    "warm": build_warm,
    "changed": build_changed,
    "reading": read_returns,
    "calamine": read_workbooks,
    "plain": build_plain,
    "zensical": build_zensical,
    "loop": loop_pages,
    "hugo": build_hugo,
}


def is_there(name: str) -> bool:
    """Whether what the job *name* runs is installed."""
    if name == "hugo":
        return shutil.which("hugo") is not None
    return name != "zensical" or find_spec("zensical") is not None


def _program(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", module, *map(str, arguments)]
