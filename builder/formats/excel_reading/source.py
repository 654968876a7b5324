"""What is read, and by whom: the files of a folder, one after another."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from builder.formats.excel_reading.packed import Read
from builder.formats.package_texts import Package


class Source(Protocol):
    """A file that is to be read."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        ...

    @property
    def file(self) -> str:
        """What it is called in problems."""
        ...

    @property
    def sha256(self) -> str:
        """The fingerprint of its content."""
        ...


class FileReader(Protocol):
    """Whatever reads files one after another."""

    def expect(self, files: Sequence[Source]) -> None:
        """Tells which *files* will be asked for next, in their order."""
        ...

    def read(self, file: Source) -> Read:
        """The workbook in *file*, or None and why. Raises OSError where it can't be read."""
        ...

    def unseen(self, file: Source) -> Package | None:
        """What of *file* nobody sees at once; None where that couldn't be found out."""
        ...
