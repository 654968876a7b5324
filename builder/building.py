"""The whole way, in the order of the README's diagram: read, score, render, write.

What the last build made is kept where nothing that it hangs on has changed; the rest is shared out
among the processors.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from builder.drawing import paper_tasks, site_tasks
from builder.editions.change import Change
from builder.editions.change_list import change_workbook, list_changes
from builder.ledger import Ledger
from builder.mkdocs_build import SiteGenerator
from builder.model.problems import Problem
from builder.office.problem_list import problems_json
from builder.output import replace_folder, write_files
from builder.pages.site import navigation
from builder.pipeline import tell_editions
from builder.progress import Progress
from builder.project import Project
from builder.publication import Gate
from builder.remembering import open_store, reevaluate
from builder.site_inspection import NOTHING_CLEAN
from builder.store import Store
from builder.tasks import Crew, Made
from builder.zensical_build import ZensicalGenerator

#: Folders of the output that other commands make, and that a build leaves as they are.
KEPT = ("templates", "比对", "草稿", "发布", "门户")

Files = Mapping[str, str | bytes]
Generator = SiteGenerator | ZensicalGenerator


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to, and what it changed against the output before."""

    ledger: Ledger
    changes: tuple[Change, ...]
    #: Why some paper of the office couldn't be written.
    faults: tuple[str, ...]


def build(project: Project, progress: Progress, generator: Generator) -> Built:
    """Builds everything into the project's output folder and tells what came of it.

    Raises SettingsError for wrong rubrics or campaigns, DisclosureBlockedError where something
    personal would get out, SiteBuildError where the site *generator* refuses, and OSError where a
    folder can't be read or written; the last good output then stays.
    """
    store = open_store(project.cache / "built")
    ledger = reevaluate(project, store, progress)
    overview = ledger.survey(tell_editions(project, ledger.results, progress))
    nav = navigation(overview, ledger.handbook)
    parts = site_tasks(project, ledger, overview, store)
    papers = paper_tasks(project, ledger, store)
    work = _Work(project, progress, store, Gate(ledger.scored, ledger.allowances))
    with (
        closing(Crew(store, {**parts, **papers})) as crew,
        replace_folder(project.output, KEPT) as fresh,
        ThreadPoolExecutor(1) as pool,
    ):
        pages, site = fresh / "pages", fresh / "site"
        work.draw(crew, parts, pages)
        changes = list_changes(project.output / "site", pages)
        # The site generator is a program of its own, so that this one can go on meanwhile.
        made = pool.submit(generator.build, pages, site, nav, project.output / "site")
        faults = work.write_papers(crew, papers, fresh)
        write_files(fresh, office_files(ledger.problems, changes))
        with progress.step("建站"):
            made.result()
            work.pass_site(site, pages)
        store.sweep()
    return Built(ledger, changes, faults)


@dataclass(frozen=True, slots=True)
class _Work:
    """The steps of one build, and what they have in common."""

    project: Project
    progress: Progress
    store: Store
    gate: Gate

    def draw(self, crew: Crew, parts: Iterable[str], folder: Path) -> None:
        """Puts every page and data file below *folder*. Raises DisclosureBlockedError, OSError."""
        with self.progress.count("生成页面，检查是否含个人信息") as advance:
            self._let_out(crew.take(parts, advance), folder)

    def write_papers(self, crew: Crew, parts: Iterable[str], folder: Path) -> tuple[str, ...]:
        """Puts the office's papers below *folder*; why some of them couldn't be made, in words.

        Raises DisclosureBlockedError and OSError.
        """
        with self.progress.count("生成办公室材料") as advance:
            papers = crew.take(parts, advance)
            self._let_out(papers, folder)
        return tuple(dict.fromkeys(fault for one in papers.values() for fault in one.faults))

    def _let_out(self, made: Mapping[str, Made], folder: Path) -> None:
        """Puts all files of what was *made* below *folder*, where they give nothing away."""
        self.gate.judge(leak for one in made.values() for leak in one.found)
        for one in made.values():
            for path, print_ in one.files.items():
                self.store.shelf.place(print_, folder / path)

    def pass_site(self, site: Path, pages: Path) -> None:
        """Lets pass what the site generator made of *pages*, and keeps which files are clean."""
        print_ = self.store.fingerprint("放行")
        clean = self.store.find(print_)
        known = clean if isinstance(clean, frozenset) else NOTHING_CLEAN
        own = self.project.templates / "overrides"
        self.store.keep(print_, self.gate.pass_site(site, pages, own, known))


def office_files(problems: Mapping[str, Sequence[Problem]], changes: Sequence[Change]) -> Files:
    """What the office gets on all campaigns together: problems, and what changed."""
    told = {"office/与上次相比.xlsx": change_workbook(changes)} if changes else {}
    return {"problems.json": problems_json(problems), **told}
