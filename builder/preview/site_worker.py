"""One running site generator with a folder of its own, in which it builds a few pages at a time."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from builder.mkdocs_build import SiteBuildError, derive_settings
from builder.preview.running_program import RunningProgram

#: How often, and after how many seconds, a file that is being read is tried again.
_TRIES, _PAUSE = 40, 0.05
#: When stand-ins say they were made, in seconds: newer than every page (in 2100).
_NEWEST = 4102444800


class SiteWorker:
    """Builds pages of the Markdown in *pages* as the project's mkdocs.yml (*settings*) says.

    In its folder lies an empty stand-in, newer than any page, for everything that isn't to be
    built; whatever is no stand-in afterwards is new.
    """

    def __init__(self, folder: Path, settings: Path, pages: Path) -> None:
        """Makes *folder*; the program starts with the first use of `start` or `build`."""
        #: What the program builds into; `deliver` empties it.
        self.site = folder / "site"
        self._derived = folder / "mkdocs.yml"
        self._settings, self._pages = settings, pages
        self._stand_ins: set[str] = set()
        self._program: RunningProgram | None = None
        self._closed = False
        self.site.mkdir(parents=True)

    def start(self) -> None:
        """Starts the program, so that it is ready when pages come."""
        if self._closed or (self._program is not None and self._program.alive):
            return
        if not self._derived.exists():
            self._derive([])
        self._program = RunningProgram(self._derived)

    def build(self, addresses: Sequence[str], navigation: Sequence[object]) -> tuple[str, ...]:
        """Builds the pages at *addresses* (Markdown) and returns what MkDocs warned of.

        Raises SiteBuildError where it stops.
        """
        self._derive(navigation)
        self._set_stand_ins({html_path(address) for address in addresses})
        self.start()
        if self._program is None:
            return ()
        answer = self._program.ask(self._derived)
        if answer.fault:
            raise SiteBuildError("\n".join([*answer.warnings, answer.fault]))
        return answer.warnings

    def deliver(self, site: Path) -> tuple[str, ...]:
        """Moves whatever is new to its place below *site*; returns the paths."""
        names = tuple(self._new_files())
        for name in names:
            target = site / name
            target.parent.mkdir(parents=True, exist_ok=True)
            move(self.site / name, target)
            self._set_stand_in(name)
        return names

    def close(self) -> None:
        """Ends the program for good."""
        self._closed = True
        if self._program is not None:
            self._program.close()

    def _derive(self, navigation: Sequence[object]) -> None:
        text = derive_settings(self._settings, self._pages, self.site, navigation)
        self._derived.write_text(text, encoding="utf-8")

    def _set_stand_ins(self, wanted: set[str]) -> None:
        """For everything in the folder of pages but what is *wanted*."""
        for name in wanted:
            (self.site / name).unlink(missing_ok=True)
        self._stand_ins -= wanted
        files = (path for path in self._pages.rglob("*") if path.is_file())
        names = {html_path(path.relative_to(self._pages).as_posix()) for path in files}
        for name in names - wanted - self._stand_ins:
            self._set_stand_in(name)

    def _set_stand_in(self, name: str) -> None:
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
        os.utime(path, (_NEWEST, _NEWEST))
        self._stand_ins.add(name)

    def _new_files(self) -> Iterator[str]:
        for folder, _, names in os.walk(self.site):
            for path in (Path(folder, name) for name in names):
                if path.stat().st_mtime != _NEWEST:
                    yield path.relative_to(self.site).as_posix()


def html_path(address: str) -> str:
    """Where the page of a Markdown file lies in the site; other files lie where they are."""
    return f"{address.removesuffix('.md')}.html" if address.endswith(".md") else address


def move(source: Path, target: Path) -> None:
    """Puts *source* in the place of *target*, when nobody reads that any more (on Windows).

    Raises OSError where it is read for longer than two seconds.
    """
    for _ in range(_TRIES):
        with suppress(PermissionError):
            source.replace(target)
            return
        time.sleep(_PAUSE)
    source.replace(target)
