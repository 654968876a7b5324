"""Deals attacks, so that every kind of text gets all of them however few its cells are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle, islice

from .attacks import ATTACKS


@dataclass
class Dealer:
    """*cells* says how many texts of each kind have to share the attacks."""

    cells: Mapping[str, int]
    #: Kind of text → the attacks that it got.
    dealt: dict[str, set[str]] = field(default_factory=dict)
    _packs: dict[str, Iterator[str]] = field(default_factory=dict)
    _same: dict[tuple[str, str], str] = field(default_factory=dict)

    def deal(self, kind: str) -> str:
        """What the next text of *kind* says."""
        pack = self._packs.setdefault(kind, cycle(ATTACKS))
        some = list(islice(pack, -(-len(ATTACKS) // self.cells[kind])))
        self.dealt.setdefault(kind, set()).update(some)
        return "\n".join(some)

    def same(self, kind: str, old: str) -> str:
        """What stands for *old* everywhere: attacks and it, so that no two become the same."""
        if (kind, old) not in self._same:
            self._same[kind, old] = f"{self.deal(kind)}{old}"
        return self._same[kind, old]

    @property
    def linked(self) -> frozenset[tuple[str, str]]:
        """Kind and words of all that link rows."""
        return frozenset((kind, new) for (kind, _), new in self._same.items())
