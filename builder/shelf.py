"""What files hold, kept on disk by its fingerprint, so that nobody has to hold it in memory.

The folder may be deleted at any time. What isn't what its name says is as good as not there.
"""

import os
import shutil
from hashlib import sha256
from pathlib import Path

from builder.output import replace_file


class Shelf:
    """Contents of files in a folder, by their SHA-256 in hexadecimal."""

    def __init__(self, folder: Path) -> None:
        """Keeps everything in *folder*, which need not be there yet."""
        self._folder = folder
        self._placed: set[str] = set()

    def put(self, content: str | bytes) -> str:
        """Keeps *content* (text as UTF-8); gives what it is found by. Raises OSError."""
        written = content if isinstance(content, bytes) else content.encode()
        print_ = sha256(written).hexdigest()
        replace_file(self._path(print_), written, writer=f"-{os.getpid()}")
        return print_

    def holds(self, print_: str) -> bool:
        """Whether the whole of what *print_* tells is there."""
        try:
            return sha256(self._path(print_).read_bytes()).hexdigest() == print_
        except OSError:
            return False

    def place(self, print_: str, target: Path) -> None:
        """Has *target*, which isn't there yet, hold what *print_* tells. Raises OSError."""
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(self._path(print_))
        except OSError:  # Some file systems have no links, or few to one file.
            shutil.copyfile(self._path(print_), target)
        self._placed.add(print_)

    def sweep(self) -> None:
        """Takes out all that wasn't placed since it was opened. Raises OSError."""
        for path in self._folder.glob("*/*"):
            if path.name not in self._placed:
                path.unlink(missing_ok=True)

    def _path(self, print_: str) -> Path:
        return self._folder / print_[:2] / print_
