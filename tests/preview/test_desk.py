"""The desk between the folders and the site: what it tells of every change, and outlives."""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import cast

import pytest
from rich.console import Console

from builder.model import problem_kinds as kinds
from builder.model import rubric_problem_kinds
from builder.model.places import CellPlace, TextPlace
from builder.pages.handbook import Handbook
from builder.pipeline import Evaluation, SettingsError
from builder.preview import desk as desks
from builder.preview.desk import Desk
from builder.preview.served_site import ServedSite
from builder.preview.status import Phase, Status
from builder.preview.watching import FileState, Snapshot
from builder.preview.workshop import Draft, Workshop
from builder.progress import Progress
from builder.project import Project

FAULT = kinds.UNKNOWN_UNIT.at(CellPlace("a.xlsx", "表", "A1"), name="甲", advice="")
DRAFT = Draft(Evaluation({}, (), Handbook(), {}), {}, [], 0)
FILES: Snapshot = {"input/a/b.xlsx": FileState(1, 1, 1)}


@dataclass
class Queue:
    """Pages that wait, of which none is ever built."""

    left: int = 0

    @contextmanager
    def wanted(self, page: str) -> Iterator[None]:
        """Nothing waits for *page*."""
        assert page
        yield

    def looked_at(self) -> frozenset[str]:
        """Nobody looks."""
        return frozenset()

    def wait_for(self, pages: Iterable[str], seconds: float) -> bool:
        """Everything is there."""
        return not [*pages] and seconds > 0


@dataclass
class Site:
    """What the desk has of a site."""

    moved: tuple[str, ...] = ()
    begun: bool = False
    queue: Queue = field(default_factory=Queue)
    faults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    data: list[Mapping[str, bytes]] = field(default_factory=list)

    def show(self, draft: Draft) -> frozenset[str]:
        """The pages that are other than before."""
        assert draft is DRAFT
        self.begun = True
        return frozenset(self.moved)

    def place_data(self, files: Mapping[str, bytes]) -> None:
        """Keeps what it is given."""
        self.data.append(files)


@dataclass
class Follower:
    """A desk with its site, and what it prints."""

    desk: Desk
    site: Site
    screen: io.StringIO

    @property
    def status(self) -> Status:
        """What it tells."""
        return self.desk.told[1]

    @property
    def phase(self) -> str:
        """How far it is."""
        return self.status.phase.value

    def take_in(self, *changed: str) -> bool:
        """Has it look at what *changed*."""
        return self.desk.take_in(FILES, changed, Progress(Console(quiet=True)))


@pytest.fixture
def follower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Follower:
    site, screen = Site(), io.StringIO()
    project = Project(tmp_path, tmp_path / "output")
    console = Console(file=screen, width=200)
    made = Desk(project, cast("ServedSite", site), console)
    monkeypatch.setattr(Workshop, "draft", lambda *_: DRAFT)
    monkeypatch.setattr(Workshop, "open_data", lambda *_: {"data/a.json": b"{}"})
    return Follower(made, site, screen)


def test_a_change_is_told_from_the_reading_to_the_last_page(follower: Follower) -> None:
    follower.site.moved, follower.site.queue.left = ("a.md", "b.md"), 5
    version = follower.desk.told[0]

    assert follower.take_in("input/a/b.xlsx")

    assert follower.phase == Phase.WORKING
    assert "其余5页正在生成" in follower.status.text
    follower.site.queue.left = 0
    follower.desk.note()
    assert follower.phase == Phase.READY
    assert follower.status.text.startswith("已更新：2页（")
    assert follower.status.counted == "没有要改的地方"
    assert follower.site.data == [{"data/a.json": b"{}"}]
    assert follower.desk.told[0] > version
    assert "✔ 已更新：2页" in follower.screen.getvalue()
    told = follower.desk.told
    follower.desk.note()
    assert follower.desk.told == told


def test_a_change_that_moves_no_page_says_so(follower: Follower) -> None:
    follower.take_in()
    follower.take_in("input/a/b.xlsx")

    assert follower.status.text.startswith("已更新：页面没有变化（")


def test_a_page_that_could_not_be_built_is_told(follower: Follower) -> None:
    follower.site.faults = {"a.md": ("没有这个链接",)}

    follower.take_in()

    assert (follower.status.phase, follower.status.text) == (Phase.FAILED, "有页面没有建成")
    assert [entry.wrong for entry in follower.status.entries] == ["没有这个链接"]
    assert "✘ 有页面没有建成" in follower.screen.getvalue()


WRONG = rubric_problem_kinds.NO_CAMPAIGN.at(TextPlace("input"))


@pytest.mark.parametrize(
    ("error", "told", "done"),
    [
        (SettingsError((WRONG,)), ("评估细则或评估任务有错", WRONG.wrong), True),
        (PermissionError(13, "被占用", "a"), ("有文件暂时不能读取", "无法读写：被占用"), False),
        (ZeroDivisionError("x"), ("没有完成", "ZeroDivisionError：x"), True),
    ],
    ids=["wrong settings", "a locked file", "a fault of ours"],
)
def test_whatever_a_file_does_is_told_once_and_outlived(
    follower: Follower,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    told: tuple[str, str],
    *,
    done: bool,
) -> None:
    text, wrong = told

    def draft(*_: object) -> Draft:
        raise error

    monkeypatch.setattr(Workshop, "draft", draft)

    assert [follower.take_in(), follower.take_in()] == [done, done]

    assert (follower.status.phase, follower.status.text) == (Phase.FAILED, text)
    assert [entry.wrong for entry in follower.status.entries] == [wrong]
    assert follower.screen.getvalue().count(f"✘ {text}") == 1
    assert ("Traceback" in follower.screen.getvalue()) is (text == "没有完成")


def test_it_builds_then_follows_and_tries_again_what_could_not_be_read(
    follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed: Snapshot = {"input/a/b.xlsx": FileState(2, 2, 2)}
    taken: list[list[str]] = []
    opened = Event()

    def take_in(_: Desk, files: Snapshot, paths: Iterable[str], __: Progress) -> bool:
        assert files in {0: [FILES], 1: [changed]}.get(min(len(taken), 1), [])
        taken.append(sorted(paths))
        return len(taken) > 2

    monkeypatch.setattr(desks, "take_snapshot", lambda _: FILES)
    monkeypatch.setattr(desks, "watch_project", lambda *_: iter([changed] * 4))
    monkeypatch.setattr(Desk, "take_in", take_in)

    follower.desk.run(opened, Event())

    # At first everything; then what changed; then once more, and no more once it went well.
    assert taken == [["input/a/b.xlsx"], ["input/a/b.xlsx"], []]
    assert opened.is_set()
