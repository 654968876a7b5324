"""What a build makes of its parts: kept from the last run, or made anew in several processes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from builder.forks import count_cores, spread
from builder.progress import Advance
from builder.publication import Checked
from builder.store import Store


@dataclass(frozen=True, slots=True)
class Task:
    """Files to be made, which *print_* tells from all others."""

    print_: str
    make: Callable[[], Checked]


class Crew:
    """Several processes at work on one task after another, ahead of whoever takes what they made.

    They are copies of this one, with all that it knows at that time, and stay the same for all
    tasks, so that what one has learnt serves the next.
    """

    def __init__(self, store: Store, tasks: Mapping[str, Task]) -> None:
        """*tasks* are in the order in which they will be taken, by what they are called."""
        self._store, self._tasks = store, tasks
        anew = [name for name, task in tasks.items() if not store.holds(task.print_)]
        self._coming = spread(self._make, anew, count_cores())
        #: What is made anew and not taken yet.
        self._due = set(anew)

    def take(self, names: Iterable[str], advance: Advance) -> Mapping[str, Checked]:
        """What the tasks *names* gave, in their order; *advance* is told of what is made anew.

        What gives something away is never kept. Raises what a task raises, and OSError.
        """
        return {name: self._take(name, advance) for name in names}

    def _take(self, name: str, advance: Advance) -> Checked:
        if name in self._due:
            made = next(self._coming)[1]
            advance(name, len(made.files))
            self._due.remove(name)
            if not self._due:
                self.close()  # What its processes know takes room, and is of no more use.
        else:
            made = recall(self._store, self._tasks[name])
        self._store.use(made.kept)
        return made

    def _make(self, name: str) -> Checked:
        return _make(self._store, self._tasks[name])

    def close(self) -> None:
        """Lets go what isn't taken."""
        self._coming.close()


def recall(store: Store, task: Task) -> Checked:
    """What *task* gave before, or gives now. Raises what it raises, and OSError."""
    kept = store.find(task.print_)
    if not isinstance(kept, Checked):
        return _make(store, task)
    store.use(kept.kept)
    return kept


def recall_all(store: Store, tasks: Iterable[Task]) -> Checked:
    """What *tasks* gave before or give now, put together; each is kept by itself.

    Raises what they raise, and OSError.
    """
    made = [recall(store, task) for task in tasks]
    files = {path: content for one in made for path, content in one.files.items()}
    return Checked(files, tuple(leak for one in made for leak in one.found))


def _make(store: Store, task: Task) -> Checked:
    with store.noting() as used:
        made = task.make()
    checked = replace(made, kept=tuple(sorted(used)))
    if not checked.found:
        store.keep(task.print_, checked)
    return checked
