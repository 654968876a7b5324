"""What a build makes of its parts: kept from the last run, or made anew in several processes.

What the files hold lies on the store's shelf as soon as it is made: a process that made it may
forget it, and none has to be told it by another.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from builder.disclosure.published_files import RawFinding
from builder.forks import count_cores, spread
from builder.progress import Advance
from builder.publication import Checked
from builder.store import Store


@dataclass(frozen=True, slots=True)
class Made:
    """Files on the shelf, and what they give away; nobody has judged that yet."""

    #: Path → what it holds, as the shelf knows it.
    files: Mapping[str, str]
    found: tuple[RawFinding, ...] = ()
    #: Why some of them couldn't be made, in words.
    faults: tuple[str, ...] = ()
    #: Fingerprints under which parts of it are kept by themselves.
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Files to be made, which *print_* tells from all others."""

    print_: str
    make: Callable[[], Checked]

    def carry_out(self, store: Store) -> Made:
        """Makes them. Raises what making them raises, and OSError."""
        made = self.make()
        files = {path: store.shelf.put(content) for path, content in made.files.items()}
        return Made(files, made.found, made.faults)


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that are one together, which *print_* tells from all others; each is kept by itself."""

    print_: str
    parts: Callable[[], Iterable[Task]]

    def carry_out(self, store: Store) -> Made:
        """Makes those that aren't kept. Raises what they raise, and OSError."""
        made = [recall(store, task) for task in self.parts()]
        files = {path: print_ for one in made for path, print_ in one.files.items()}
        return Made(files, tuple(leak for one in made for leak in one.found))


class Crew:
    """Several processes at work on one task after another, ahead of whoever takes what they made.

    They are copies of this one, with all that it knows at that time, and stay the same for all
    tasks, so that what one has learnt serves the next.
    """

    def __init__(self, store: Store, tasks: Mapping[str, Task | Group]) -> None:
        """*tasks* are in the order in which they will be taken, by what they are called."""
        self._store, self._tasks = store, tasks
        anew = [name for name, task in tasks.items() if not store.holds(task.print_)]
        self._coming = spread(self._make, anew, count_cores())
        #: What is made anew and not taken yet.
        self._due = set(anew)

    def take(self, names: Iterable[str], advance: Advance) -> Mapping[str, Made]:
        """What the tasks *names* gave, in their order; *advance* is told of what is made anew.

        What gives something away is never kept. Raises what a task raises, and OSError.
        """
        return {name: self._take(name, advance) for name in names}

    def _take(self, name: str, advance: Advance) -> Made:
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

    def _make(self, name: str) -> Made:
        return _make(self._store, self._tasks[name])

    def close(self) -> None:
        """Lets go what isn't taken."""
        self._coming.close()


def recall(store: Store, task: Task | Group) -> Made:
    """What *task* gave before, or gives now. Raises what it raises, and OSError."""
    kept = store.find(task.print_)
    if not isinstance(kept, Made) or not all(map(store.shelf.holds, kept.files.values())):
        return _make(store, task)
    store.use(kept.kept)
    return kept


def _make(store: Store, task: Task | Group) -> Made:
    with store.noting() as used:
        made = task.carry_out(store)
    whole = replace(made, kept=tuple(sorted(used)))
    if not whole.found:
        store.keep(task.print_, whole)
    return whole
