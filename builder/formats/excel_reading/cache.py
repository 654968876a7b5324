"""What was read, kept by the fingerprint of the content: safe to delete, never believed blindly.

One file, a database of SQLite, named by the fingerprint of the code that read. Every entry carries
a proof; whatever doesn't fit its proof, or can't be opened, is read anew. Raw returns lie in it:
the folder tells git to leave it alone.
"""

import hashlib
import sqlite3
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

#: To be raised where the meaning of what is packed changes, though no code here does.
_FORMAT = "1"
_NAME = "readings-"
_SUFFIX = ".sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, packed BLOB, proof BLOB)"
#: A torn write is found out by its proof; so nothing is waited for.
_HASTY = "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF"
#: Entries that no file asked for any more are left, up to so many for each that was.
_SPARE = 4
_FEW = 1000


class ReadingCache:
    """The entries in *folder*; in no folder there are none, and none is kept."""

    def __init__(self, folder: Path | None) -> None:
        """Nothing raises where the folder can't be used: then nothing is kept."""
        self._base = None if folder is None else _open(folder)
        self._used: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def get(self, key: str) -> bytes | None:
        """What was kept under *key*; None where nothing sound was."""
        row = self._run("SELECT packed, proof FROM readings WHERE key = ?", key)
        if row is None or not isinstance(row[0], bytes) or row[1] != _proof(key, row[0]):
            return None
        self._used.add(key)
        return row[0]

    def put(self, key: str, packed: bytes) -> None:
        """Keeps what came of the content and the question that *key* names."""
        statement = "INSERT OR REPLACE INTO readings VALUES (?, ?, ?)"
        self._run(statement, key, packed, _proof(key, packed))
        self._used.add(key)

    def drop(self, key: str) -> None:
        """Forgets an entry that was no good."""
        self._run("DELETE FROM readings WHERE key = ?", key)

    def close(self) -> None:
        """Writes what was kept, without what has long been of no use."""
        self._forget_unused()
        if self._base is not None:
            with suppress(sqlite3.Error):
                self._base.commit()
            self._base.close()
            self._base = None

    def _forget_unused(self) -> None:
        enough = _FEW + _SPARE * len(self._used)
        if self._run("SELECT 1 FROM readings LIMIT 1 OFFSET ?", enough) is None:
            return
        self._run("CREATE TEMP TABLE used (key TEXT PRIMARY KEY)")
        for key in self._used:
            self._run("INSERT INTO used VALUES (?)", key)
        self._run("DELETE FROM readings WHERE key NOT IN (SELECT key FROM used)")

    def _run(self, statement: str, *values: str | bytes | int) -> tuple[object, ...] | None:
        """The first row; after a fault the cache is done with for this run."""
        if self._base is None:
            return None
        try:
            row: tuple[object, ...] | None = self._base.execute(statement, values).fetchone()
        except sqlite3.Error:
            self._base.close()
            self._base = None
            return None
        return row


def reading_fingerprint() -> str:
    """The fingerprint of everything that what is read depends on, but the file."""
    own = Path(__file__).parent
    sources = sorted([*own.glob("*.py"), *own.parent.glob("*.py")])
    told = hashlib.sha256(f"{_FORMAT} {version('python-calamine')}".encode())
    for source in sources:
        told.update(source.name.encode() + b"\0" + source.read_bytes())
    return told.hexdigest()[:16]


def _open(folder: Path) -> sqlite3.Connection | None:
    path = folder / f"{_NAME}{reading_fingerprint()}{_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="ascii")
        for old in folder.glob(f"{_NAME}*"):
            if old != path:
                old.unlink()
        return _connect(path)
    except (OSError, sqlite3.Error):
        return None


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return _prepared(path)
    except sqlite3.DatabaseError:
        path.unlink()
        return _prepared(path)


def _prepared(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=0, check_same_thread=False)
    try:
        for statement in (*_HASTY, _TABLE):
            base.execute(statement)
    except sqlite3.Error:
        base.close()
        raise
    return base


def _proof(key: str, packed: bytes) -> bytes:
    return hashlib.sha256(key.encode() + packed).digest()
