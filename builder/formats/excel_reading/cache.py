"""What was read, kept by the fingerprint of the content: safe to delete, never believed blindly.

One file, a database of SQLite, named by the fingerprint of the code that read. Every entry carries
a proof; whatever doesn't fit its proof, or can't be opened, is read anew. Several processes may
read and write at once, each with a cache that it has opened itself. Raw returns lie in it: the
folder tells git to leave it alone.
"""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

#: To be raised where the meaning of what is packed changes, though no code here does.
_FORMAT = "1"
_NAME = "readings-"
_SUFFIX = ".sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, packed BLOB, proof BLOB)"
_GET = "SELECT packed, proof FROM readings WHERE key = ?"
_PUT = "INSERT OR REPLACE INTO readings VALUES (?, ?, ?)"
_DROP = "DELETE FROM readings WHERE key = ?"
#: Rows are numbered as they come.
_TRIM = "DELETE FROM readings WHERE rowid <= (SELECT max(rowid) FROM readings) - ?"
#: A torn write is found out by its proof; so no disk is waited for, and no journal written to it.
_HASTY = "PRAGMA journal_mode=MEMORY", "PRAGMA synchronous=OFF"
#: How many seconds others are waited for that are just writing; it takes them some thousandths.
_PATIENCE = 5.0
#: So many entries are written at once: each by itself would take several times as long.
_BATCH = 128
#: How many entries are left for each file that there is, which needs two of them, and in any case.
_EACH = 8
_FEW = 1000


class ReadingCache:
    """The entries in *folder*; in no folder there are none, and none is kept."""

    def __init__(self, folder: Path | None) -> None:
        """Nothing raises where the folder can't be used: then nothing is kept."""
        self._base: sqlite3.Connection | None = None
        #: What isn't written yet.
        self._fresh: dict[str, bytes] = {}
        if folder is not None:
            self._path = folder / f"{_NAME}{reading_fingerprint()}{_SUFFIX}"
            self._base = _open(self._path)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def get(self, key: str) -> bytes | None:
        """What was kept under *key*; None where nothing sound was."""
        if key in self._fresh:
            return self._fresh[key]
        row = self._try(lambda base: base.execute(_GET, (key,)).fetchone())
        if row is None or not isinstance(row[0], bytes) or row[1] != _proof(key, row[0]):
            return None
        return row[0]

    def put(self, key: str, packed: bytes) -> None:
        """Keeps what came of the content and the question that *key* names."""
        if self._base is not None:
            self._fresh[key] = packed
        if len(self._fresh) >= _BATCH:
            self._write()

    def drop(self, key: str) -> None:
        """Forgets an entry that was no good."""
        self._fresh.pop(key, None)
        self._try(lambda base: base.execute(_DROP, (key,)))

    def trim(self, files: int) -> None:
        """Forgets the oldest entries, where there are many more than so many *files* need."""
        self._try(lambda base: base.execute(_TRIM, (_FEW + _EACH * files,)))

    def close(self) -> None:
        """Writes what was kept."""
        self._write()
        self._end()

    def _write(self) -> None:
        entries = [(key, packed, _proof(key, packed)) for key, packed in self._fresh.items()]
        self._fresh.clear()
        self._try(lambda base: base.executemany(_PUT, entries))

    def _try(self, do: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """What *do* gives; after a fault the cache is done with for this run."""
        if self._base is None:
            return None
        try:
            with self._base:
                return do(self._base)
        except sqlite3.Error as error:
            self._end()
            if _tells_of_damage(error):
                with suppress(OSError):
                    self._path.unlink()
            return None

    def _end(self) -> None:
        if self._base is not None:
            self._base.close()
        self._base = None
        self._fresh.clear()


def reading_fingerprint() -> str:
    """The fingerprint of everything that what is read depends on, but the file."""
    own = Path(__file__).parent
    sources = sorted([*own.glob("*.py"), *own.parent.glob("*.py")])
    told = hashlib.sha256(f"{_FORMAT} {version('python-calamine')}".encode())
    for source in sources:
        told.update(source.name.encode() + b"\0" + source.read_bytes())
    return told.hexdigest()[:16]


def _open(path: Path) -> sqlite3.Connection | None:
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="ascii")
        for old in folder.glob(f"{_NAME}*"):
            if old != path:
                old.unlink(missing_ok=True)
        return _connect(path)
    except (OSError, sqlite3.Error):
        return None


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return _prepared(path)
    except sqlite3.Error as error:
        if not _tells_of_damage(error):
            raise
        path.unlink(missing_ok=True)
        return _prepared(path)


def _prepared(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
    try:
        for statement in (*_HASTY, _TABLE):
            base.execute(statement)
    except sqlite3.Error:
        base.close()
        raise
    return base


def _tells_of_damage(error: sqlite3.Error) -> bool:
    """Whether the file is no whole database, so that only a new one helps."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _proof(key: str, packed: bytes) -> bytes:
    return hashlib.sha256(key.encode() + packed).digest()
