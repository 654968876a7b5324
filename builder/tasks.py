"""What a build makes of its parts: kept from the last run, or made anew in several processes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.forks import count_cores, spread
from builder.publication import Checked
from builder.store import Store


@dataclass(frozen=True, slots=True)
class Task:
    """Files to be made, which *print_* tells from all others."""

    print_: str
    make: Callable[[], Checked]


def carry_out(
    store: Store, tasks: Mapping[str, Task], advance: Callable[[str], None]
) -> Mapping[str, Checked]:
    """What every one of *tasks* (by what it is called) gives, in their order.

    What gives something away is never kept. Raises what a task raises, and OSError.
    """
    anew = [name for name, task in tasks.items() if not store.holds(task.print_)]
    made = {}
    for name, checked in _make(store, tasks, anew):
        advance(name)
        made[name] = checked
    return {name: made.get(name) or _find(store, task) for name, task in tasks.items()}


def _make(
    store: Store, tasks: Mapping[str, Task], names: Sequence[str]
) -> Iterator[tuple[str, Checked]]:
    def work(name: str) -> Checked:
        checked = tasks[name].make()
        if not checked.found:
            store.keep(tasks[name].print_, checked)
        return checked

    yield from spread(work, names, count_cores())


def _find(store: Store, task: Task) -> Checked:
    kept = store.find(task.print_)
    return kept if isinstance(kept, Checked) else task.make()
