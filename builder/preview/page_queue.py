"""Which pages still have to be built, those first that somebody is looking at."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from threading import Condition

#: So many pages are built at once where nobody waits for them: about a second of work.
BATCH = 300


class PageQueue:
    """Addresses of pages that wait or are being built; safe to use from several threads."""

    def __init__(self) -> None:
        self._moved = Condition()
        self._waiting: dict[str, None] = {}
        self._building: set[str] = set()
        #: Page → how many look at it or wait for it.
        self._wanted: Counter[str] = Counter()
        self._held = False
        self._closed = False

    @property
    def left(self) -> int:
        """How many pages aren't built yet."""
        with self._moved:
            return len(self._waiting.keys() | self._building)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is being built within the block; what already was is waited for."""
        with self._moved:
            self._held = True
            self._moved.wait_for(lambda: not self._building or self._closed)
        try:
            yield
        finally:
            with self._moved:
                self._held = False
                self._moved.notify_all()

    def add(self, pages: Collection[str]) -> None:
        """Has *pages* built."""
        with self._moved:
            self._waiting.update(dict.fromkeys(pages))
            self._moved.notify_all()

    def drop(self, pages: Collection[str]) -> None:
        """Forgets *pages* that don't exist any more."""
        with self._moved:
            for page in pages:
                self._waiting.pop(page, None)
            self._moved.notify_all()

    def take(self) -> tuple[str, ...]:
        """The next pages to build together, when there are any; none once the queue is closed."""
        with self._moved:
            self._moved.wait_for(lambda: self._closed or (self._waiting and not self._held))
            if self._closed:
                return ()
            first = [page for page in self._waiting if self._wanted[page]]
            taken = tuple((first or list(self._waiting))[:BATCH])
            for page in taken:
                del self._waiting[page]
            self._building.update(taken)
            return taken

    def done(self, pages: Collection[str]) -> None:
        """*pages* that were taken are built, or can't be."""
        with self._moved:
            self._building.difference_update(pages)
            self._moved.notify_all()

    @contextmanager
    def wanted(self, page: str) -> Iterator[None]:
        """Within the block *page* goes before all pages that nobody looks at."""
        with self._moved:
            self._wanted[page] += 1
            self._moved.notify_all()
        try:
            yield
        finally:
            with self._moved:
                self._wanted[page] -= 1

    def looked_at(self) -> frozenset[str]:
        """The pages that somebody looks at or waits for."""
        with self._moved:
            return frozenset(page for page, count in self._wanted.items() if count > 0)

    def wait_for(self, pages: Collection[str], seconds: float) -> bool:
        """Waits until all *pages* are built, at most *seconds*; whether they are."""
        with self._moved:
            return self._moved.wait_for(lambda: self._closed or not self._unbuilt(pages), seconds)

    def close(self) -> None:
        """Lets everybody go who waits."""
        with self._moved:
            self._closed = True
            self._moved.notify_all()

    def _unbuilt(self, pages: Collection[str]) -> bool:
        return any(page in self._waiting or page in self._building for page in pages)
