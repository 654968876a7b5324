"""Tasks: made once, kept where they give nothing away, and found again by the next run."""

import os
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builder.disclosure.leaks import LeakKind
from builder.disclosure.published_files import RawFinding
from builder.forks import count_cores
from builder.publication import Checked
from builder.store import Store
from builder.tasks import Crew, Group, Made, Task, recall

LEAK = RawFinding("a.md", "第1行", LeakKind.MOBILE, "a number")


def quiet(*_: object) -> None:
    """Whoever waits isn't told."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept", "a program")


def noted(log: Path, name: str, checked: Checked) -> Callable[[], Checked]:
    """Gives *checked*, and leaves a line in *log*, which a copied process shares."""

    def make() -> Checked:
        with log.open("a", encoding="utf-8") as lines:
            lines.write(f"{name}\n")
        return checked

    return make


def read(store: Store, made: Made, folder: Path) -> dict[str, str]:
    """What the files of *made* hold, by their paths, once they are placed in *folder*."""
    for path, print_ in made.files.items():
        store.shelf.place(print_, folder / path)
    return {path: (folder / path).read_text("utf-8") for path in made.files}


def test_what_is_kept_is_not_made_again(store: Store, tmp_path: Path) -> None:
    log = tmp_path / "log"
    tasks = {
        name: Task(store.fingerprint(name), noted(log, name, Checked({f"{name}.md": name}, ())))
        for name in ("a", "b", "c")
    }
    told: list[tuple[object, ...]] = []

    first = Crew(store, tasks).take(tasks, lambda *what: told.append(what))
    second = Crew(store, tasks).take(tasks, quiet)

    assert list(first) == ["a", "b", "c"]
    assert first == second
    for name, made in second.items():
        assert read(store, made, tmp_path / "site") == {f"{name}.md": name}
    assert sorted(log.read_text("utf-8").split()) == ["a", "b", "c"]
    assert told == [("a", 1), ("b", 1), ("c", 1)]


def test_what_gives_something_away_is_made_each_time(store: Store, tmp_path: Path) -> None:
    log = tmp_path / "log"
    tasks = {"a": Task(store.fingerprint("a"), noted(log, "a", Checked({}, (LEAK,))))}

    for _ in range(2):
        assert Crew(store, tasks).take(tasks, quiet)["a"].found == (LEAK,)

    assert log.read_text("utf-8") == "a\na\n"


def test_an_entry_that_is_not_whole_is_made_again(store: Store, tmp_path: Path) -> None:
    log = tmp_path / "log"
    task = Task(store.fingerprint("a"), noted(log, "a", Checked({"a.md": "a"}, ())))
    recall(store, task)
    (entry,) = (path for path in (tmp_path / "kept").rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-1])

    made = Crew(store, {"a": task}).take(["a"], quiet)

    assert read(store, made["a"], tmp_path / "site") == {"a.md": "a"}
    assert log.read_text("utf-8") == "a\na\n"
    assert store.find(task.print_) == made["a"]


@pytest.mark.parametrize("damage", [lambda path: path.write_text("b"), Path.unlink])
def test_what_is_no_more_on_the_shelf_is_made_again(
    damage: Callable[[Path], object], store: Store, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    task = Task(store.fingerprint("a"), noted(log, "a", Checked({"a.md": "a"}, ())))
    recall(store, task)
    (held,) = (path for path in (tmp_path / "kept-files").rglob("*") if path.is_file())
    damage(held)

    made = Crew(store, {"a": task}).take(["a"], quiet)

    assert read(store, made["a"], tmp_path / "site") == {"a.md": "a"}
    assert log.read_text("utf-8") == "a\na\n"


def test_tasks_put_together_are_kept_one_by_one(store: Store, tmp_path: Path) -> None:
    log = tmp_path / "log"

    def task(name: str) -> Task:
        found = (LEAK,) if name == "b" else ()
        made = noted(log, name, Checked({f"{name}.md": name}, found))
        return Task(store.fingerprint(name), made)

    def group(names: str) -> Group:
        return Group(store.fingerprint(names), lambda: map(task, names))

    first, second = recall(store, group("ab")), recall(store, group("abc"))

    assert read(store, first, tmp_path / "first") == {"a.md": "a", "b.md": "b"}
    assert read(store, second, tmp_path / "second") == {"a.md": "a", "b.md": "b", "c.md": "c"}
    assert first.found == second.found == (LEAK,)
    assert log.read_text("utf-8").split() == ["a", "b", "b", "c"]


def test_parts_that_are_kept_by_themselves_stay_with_the_whole(tmp_path: Path) -> None:
    """A third run, which finds the whole, has the part too; other parts are no part of it."""

    def run() -> Store:
        store = Store(tmp_path / "kept", "a program")
        part = Task(store.fingerprint("part"), lambda: Checked({"part.md": "a"}, ()))
        other = Task(store.fingerprint("other"), lambda: Checked({}, ()))
        tasks: dict[str, Task | Group] = {
            "other": other,
            "whole": Group(store.fingerprint("whole"), lambda: [part]),
        }
        made = Crew(store, tasks).take(tasks, quiet)
        assert made["whole"].kept == (part.print_,)
        assert made["whole"].files
        store.sweep()
        return store

    run()
    store = run()

    assert isinstance(store.find(store.fingerprint("part")), Made)


def test_the_same_processes_do_one_task_after_another(store: Store) -> None:
    tasks = {
        str(number): Task(
            store.fingerprint(str(number)), lambda: Checked({}, (), (str(os.getpid()),))
        )
        for number in range(8)
    }

    with closing(Crew(store, tasks)) as crew:
        made = [
            *crew.take(list(tasks)[:4], quiet).values(),
            *crew.take(list(tasks)[4:], quiet).values(),
        ]

    assert len({one.faults for one in made}) <= count_cores()


def test_what_nobody_takes_is_let_go(store: Store, tmp_path: Path) -> None:
    """Twenty tasks for each process, a second of work; the first is taken at once."""
    log, count = tmp_path / "log", 20 * count_cores()

    def slow(name: str) -> Callable[[], Checked]:
        def make() -> Checked:
            time.sleep(0.05)
            return noted(log, name, Checked({}, ()))()

        return make

    tasks = {str(n): Task(store.fingerprint(str(n)), slow(str(n))) for n in range(count)}

    with closing(Crew(store, tasks)) as crew:
        crew.take(["0"], quiet)

    assert len(log.read_text("utf-8").split()) < count
