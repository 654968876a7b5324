"""Work that need not be done again by the next run: results of pure functions, kept on disk.

Nothing is looked up by what it equals, but by what it was made from. A thing that a run begins with
(a rubric, a folder of returns) is made known with the fingerprint of its bytes; what a function
made of known things is known by the function, the program and their fingerprints. So a fingerprint
says all that a result hangs on, and a result is found without making its arguments anew.

The folder may be deleted at any time. An entry that isn't whole is made again; one of another
version of the program is never looked at.
"""

import gc
import hashlib
import io
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from builder.memory import Arguments, Made
from builder.model.places import CellPlace
from builder.output import replace_file
from builder.shelf import Shelf

_DIGEST = 32


class UnknownThingError(TypeError):
    """Something is made from a thing of which nobody has told the fingerprint."""


class Store:
    """What pure functions gave, by what it was made from."""

    def __init__(self, folder: Path, program: str) -> None:
        """Keeps everything in *folder*; *program* is the fingerprint of all that runs."""
        self._folder, self._program = folder, program
        #: What the files hold that entries are about.
        self.shelf = Shelf(folder.with_name(f"{folder.name}-files"))
        #: Identity → the thing, which keeps its identity taken, and its fingerprint.
        self._known: dict[int, tuple[object, str]] = {}
        self._used: set[str] = set()

    def know(self, thing: object, fingerprint: str) -> None:
        """Makes *thing* known by a *fingerprint*, and the things in it one level down."""
        self._known[id(thing)] = thing, fingerprint
        for number, part in enumerate(_values(thing)):
            # Many things share the few small ones, which tell themselves.
            if is_dataclass(part) or (part and isinstance(part, tuple | Mapping)):
                self._known.setdefault(id(part), (part, f"{fingerprint}.{number}"))

    def fingerprint(self, made_by: str, *basis: object) -> str:
        """What tells that which is *made_by* a step from the things *basis* from all else.

        Raises UnknownThingError.
        """
        told = "\n".join((self._program, made_by, *map(self._tell, basis)))
        return _digest(told.encode()).hex()

    def fingerprint_content(self, made_by: str, *basis: object) -> str:
        """As `fingerprint`, of things that are told by all that they hold, known or not.

        Two that hold the same may have different fingerprints, but never the other way about.
        """
        told = f"{self._program}\n{made_by}\n"
        return _digest(told.encode() + _dump(basis, alike=True)).hex()

    def keep(self, fingerprint: str, made: object) -> None:
        """Writes what was *made*. Raises OSError."""
        content = _dump(made)
        self._used.add(fingerprint)
        whole = _digest(content) + content
        replace_file(self._path(fingerprint), whole, writer=f"-{os.getpid()}")

    def find(self, fingerprint: str) -> object | None:
        """What was kept under *fingerprint*; None where nothing is, or not the whole of it."""
        self._used.add(fingerprint)
        with suppress(OSError):
            whole = self._path(fingerprint).read_bytes()
            if _digest(whole[_DIGEST:]) == whole[:_DIGEST]:
                return _load(whole[_DIGEST:])
        return None

    def holds(self, fingerprint: str) -> bool:
        """Whether there is an entry; whether it is whole, only finding it tells."""
        # Whoever asks will have it, though another process may be the one that keeps it.
        self._used.add(fingerprint)
        return self._path(fingerprint).exists()

    def recall(self, key: str, make: Callable[[*Arguments], Made], *arguments: *Arguments) -> Made:
        """What *make* gave for *arguments*, or gives now (`builder.memory.Recall`); never None.

        Raises what it raises, and OSError.
        """
        print_ = self.fingerprint_content(f"{make.__module__}.{make.__qualname__} {key}", arguments)
        kept = self.find(print_)
        if kept is not None:
            return cast("Made", kept)
        made = make(*arguments)
        self.keep(print_, made)
        return made

    @contextmanager
    def noting(self) -> Iterator[AbstractSet[str]]:
        """The fingerprints of the entries that are found or kept within the block."""
        before, self._used = self._used, set()
        try:
            yield self._used
        finally:
            self._used = before | self._used

    def use(self, fingerprints: Iterable[str]) -> None:
        """Has entries stay that another process has found or kept."""
        self._used.update(fingerprints)

    def sweep(self) -> None:
        """Takes out every entry that this run has not used, and what no file holds any more.

        Raises OSError.
        """
        self.shelf.sweep()
        for path in self._folder.glob("*/*"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def _path(self, fingerprint: str) -> Path:
        return self._folder / fingerprint[:2] / fingerprint

    def _tell(self, thing: object) -> str:
        if (known := self._known.get(id(thing))) is not None:
            return known[1]
        match thing:
            case None | bool() | int() | str() | Decimal() | date() | Path():
                return f"{type(thing).__name__}:{thing!r}"
            case tuple() | list():
                return f"[{','.join(map(self._tell, thing))}]"
            case Mapping():
                pairs = sorted((self._tell(a), self._tell(b)) for a, b in thing.items())
                return f"{{{','.join(f'{a}={b}' for a, b in pairs)}}}"
            case _ if is_dataclass(thing):
                return f"{type(thing).__name__}({','.join(map(self._tell, _values(thing)))})"
        message = f"no fingerprint is known of a {type(thing).__name__}"
        raise UnknownThingError(message)


def fingerprint_files(root: Path, paths: Iterable[Path]) -> str:
    """One fingerprint of the files *paths* below *root*: names and bytes. Raises OSError."""
    told = hashlib.sha256()
    for path in sorted(paths):
        told.update(os.fsencode(path.relative_to(root).as_posix()) + b"\0")
        told.update(_digest(path.read_bytes()))
    return told.hexdigest()


def _values(thing: object) -> Sequence[object]:
    """What lies in *thing* one level down."""
    if isinstance(thing, tuple):
        return thing
    if not is_dataclass(thing):
        return ()
    return [getattr(thing, field.name) for field in fields(thing)]


class _Pickler(pickle.Pickler):
    """Has a record made anew by its class, in half the time that dataclasses take."""

    def reducer_override(self, thing: Any) -> Any:  # noqa: ANN401 - as pickle has it
        """How *thing* is brought back, or NotImplemented."""
        class_ = type(thing)
        if class_ not in _PARTS:
            _PARTS[class_] = _parts_of(class_)
        parts = _PARTS[class_]
        return NotImplemented if parts is None else (class_, self.told(parts(thing)))

    def told(self, parts: tuple[object, ...]) -> tuple[object, ...]:
        """The *parts* of a record as they are written."""
        return parts


class _SharingPickler(_Pickler):
    """Has small parts of records that say the same be one, once they are brought back.

    Nine in ten texts and numbers of a campaign are what others are too, and every process of a
    build has its own copy of all of them.
    """

    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._same: dict[object, object] = {}

    def told(self, parts: tuple[object, ...]) -> tuple[object, ...]:
        """The *parts* of a record, those that were met before as they were then."""
        return tuple([self._shared(part) for part in parts])

    def _shared(self, part: object) -> object:
        class_ = type(part)
        if class_ is str or class_ is CellPlace:
            return self._same.setdefault((class_, part), part)
        if class_ is Decimal:
            # Numbers that are equal may be written otherwise.
            return self._same.setdefault((class_, str(part)), part)
        if isinstance(part, tuple) and all(type(one) is str for one in part):
            texts = tuple([self._same.setdefault((str, one), one) for one in part])
            return self._same.setdefault((class_, texts), texts)
        return part


Parts = Callable[[object], tuple[object, ...]]
#: Class → what gives the parts that a record of it is made from; None where it is no record.
_PARTS: dict[type, Parts | None] = {}


def _parts_of(class_: type) -> Parts | None:
    own = fields(class_) if is_dataclass(class_) else ()
    if not own or not all(field.init and not field.kw_only for field in own):
        return None
    names = [field.name for field in own]
    return lambda thing: tuple([getattr(thing, name) for name in names])


def _dump(made: object, *, alike: bool = False) -> bytes:
    """What was *made* as bytes; *alike*, whether or not some of its parts are one in memory."""
    stream = io.BytesIO()
    pickler = _Pickler(stream, pickle.HIGHEST_PROTOCOL) if alike else _SharingPickler(stream)
    pickler.fast = alike
    pickler.dump(made)
    return stream.getvalue()


def _load(content: bytes) -> object:
    """What `_dump` wrote. Nothing of it is garbage, and to look for some takes twice as long."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return cast("object", pickle.loads(content))  # noqa: S301 - our own, by its digest
    finally:
        if collecting:
            gc.enable()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
