"""Takes in what comes: watches the folders, has the site follow, and says how it went."""

import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Event, RLock

from rich.console import Console

from builder.pages.addresses import HOME
from builder.pipeline import Evaluation, SettingsError
from builder.preview import status
from builder.preview.served_site import ServedSite
from builder.preview.status import Entry, Phase, Status
from builder.preview.watching import Snapshot, differences, take_snapshot, watch_project
from builder.preview.workshop import Workshop
from builder.progress import Progress, screen_text
from builder.project import Project

_STARTING = Status(Phase.WORKING, "正在读取和生成，请稍候")
#: Seconds to wait at most for the pages that somebody looks at.
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class _Round:
    """What came of one change: how many pages it moved, and since when."""

    moved: int
    #: By the clock of `time.monotonic`.
    started: float
    #: Seconds until the pages were there that somebody looks at.
    shown: float
    counted: str
    entries: tuple[Entry, ...]


class Desk:
    """Keeps *site* at what the folders of *project* hold."""

    def __init__(self, project: Project, site: ServedSite, console: Console) -> None:
        self._project = project
        self._site = site
        site.tell = self.note
        self._console = console
        self._workshop = Workshop(project)
        self._lock = RLock()
        self._status = _STARTING
        self._round: _Round | None = None
        self._version = 0

    @property
    def told(self) -> tuple[int, Status]:
        """What is told now, with a number that goes up whenever there is anything new."""
        with self._lock:
            return self._version, self._status

    def run(self, opened: Event, stop: Event) -> None:
        """Builds, sets *opened* when there is something to see, then follows until *stop*."""
        seen = take_snapshot(self._project)
        with self._site.queue.wanted(HOME):
            done = self.take_in(seen, seen.keys(), Progress(self._console))
        opened.set()
        quiet = Progress(Console(quiet=True))
        for now in watch_project(self._project, seen, stop):
            changed = differences(seen, now)
            seen = now
            if changed or not done:
                done = self.take_in(now, changed, quiet)

    def take_in(self, files: Snapshot, changed: Iterable[str], progress: Progress) -> bool:
        """Brings the site up to date after *changed*; False where it has to be tried again."""
        started, changed = time.monotonic(), sorted(changed)
        if changed and self._site.begun:
            self._tell(Status(Phase.WORKING, f"正在读取 {changed[0]}", *self._found()))
        try:
            self._bring(files, changed, progress, started)
        except SettingsError as error:
            self._fail("评估细则或评估任务有错", status.describe_settings(error.problems))
        except OSError as error:
            self._fail("有文件暂时不能读取", status.describe_locked(error))
            return False
        except Exception as error:  # noqa: BLE001 - the preview outlives whatever a file does
            self._fail("没有完成", status.describe_crash(error))
            self._console.print(traceback.format_exc(), highlight=False, markup=False)
        return True

    def note(self) -> None:
        """Tells how far the pages are; called whenever some were built."""
        with self._lock:
            if self._round is not None:
                self._tell(self._describe(self._round))

    def _bring(
        self,
        files: Snapshot,
        changed: Iterable[str],
        progress: Progress,
        started: float,
    ) -> None:
        """Raises what `Workshop.draft` does."""
        with self._lock:
            self._round = None
        draft = self._workshop.draft(changed, progress)
        counted, entries = self._list(draft.evaluation, files)
        moved = self._site.show(draft)
        with progress.step("建站：先做正在看的页面"):
            self._site.queue.wait_for(self._site.queue.looked_at(), _PATIENCE)
        shown = time.monotonic() - started
        with self._lock:
            self._round = _Round(len(moved), started, shown, counted, entries)
        self.note()
        self._site.place_data(self._workshop.open_data(draft))

    def _list(self, evaluation: Evaluation, files: Snapshot) -> tuple[str, tuple[Entry, ...]]:
        problems = evaluation.problems
        titles = {id_: item.result.campaign.menu_title for id_, item in evaluation.scored.items()}
        listed = status.list_problems(problems, titles, files)
        return status.count_problems(problems), listed

    def _describe(self, told: _Round) -> Status:
        seconds, left = time.monotonic() - told.started, self._site.queue.left
        faults = status.describe_build(dict(self._site.faults))
        entries = (*faults, *told.entries)
        if left:
            text = f"已更新您打开的页面（{told.shown:.1f}秒），其余{left}页正在生成"
            return Status(Phase.WORKING, text, told.counted, entries)
        self._round = None
        if faults:
            text = "有页面没有建成"
            self._print(f"✘ {text}", faults)
            return Status(Phase.FAILED, text, told.counted, entries)
        what = f"{told.moved}页" if told.moved else "页面没有变化"
        text = f"已更新：{what}（{seconds:.1f}秒）"
        self._print(f"✔ {text}，{told.counted}")
        return Status(Phase.READY, text, told.counted, entries)

    def _fail(self, text: str, entries: tuple[Entry, ...]) -> None:
        now = Status(Phase.FAILED, text, "", entries)
        if now != self._status:
            self._print(f"✘ {text}", entries)
        self._tell(now)

    def _print(self, text: str, entries: Iterable[Entry] = ()) -> None:
        lines = (f"  {entry.place} {entry.wrong}。{entry.remedy}" for entry in entries)
        self._console.print(screen_text("\n".join([text, *lines])), highlight=False, markup=False)

    def _found(self) -> tuple[str, tuple[Entry, ...]]:
        return self._status.counted, self._status.entries

    def _tell(self, now: Status) -> None:
        with self._lock:
            self._status = now
            self._version += 1
