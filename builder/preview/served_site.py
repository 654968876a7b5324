"""The folder that the browser is served from, and the thread that brings it up to date."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from threading import Thread

from builder.generator.kept import html_path
from builder.generator.running_program import SiteBuildError
from builder.mkdocs_build import SiteGenerator
from builder.output import write_files
from builder.pages.addresses import HOME
from builder.preview.page_queue import PageQueue
from builder.preview.workshop import Draft


class ServedSite:
    """A site whose pages are built one by one, in the order in which they are wanted."""

    def __init__(self, folder: Path, settings: Path) -> None:
        """Makes its places in *folder*; *settings* is the project's mkdocs.yml."""
        self.root = folder / "site"
        self._pages = folder / "pages"
        for place in (self.root, self._pages):
            place.mkdir()
        self._settings = settings
        self._generator: SiteGenerator | None = None
        self.queue = PageQueue()
        #: Called whenever pages were built, or couldn't be.
        self.tell: Callable[[], None] = lambda: None
        self._draft: Draft | None = None
        self._data: Mapping[str, bytes] = {}
        self._revisions: Counter[str] = Counter()
        #: Page → why it couldn't be built, or what the site generator warned of.
        self.faults: dict[str, tuple[str, ...]] = {}
        self._thread = Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Starts the site generator and waits for pages to build."""
        self._generator = SiteGenerator(self._settings)
        self._thread.start()

    def close(self) -> None:
        """Ends both."""
        self.queue.close()
        if self._generator is not None:
            self._generator.close()
            self._thread.join()

    @property
    def begun(self) -> bool:
        """Whether there is a site at all."""
        return self._draft is not None

    def revision(self, page: str) -> int:
        """How often *page* (its Markdown's address) was built; 0 for what is none."""
        return self._revisions[page]

    def show(self, draft: Draft) -> frozenset[str]:
        """Has everything built that is other than before; the pages that are."""
        with self.queue.held():
            before = self._draft.pages if self._draft else {}
            gone = before.keys() - draft.pages.keys()
            changed = self._changed(draft) | (self.faults.keys() & draft.pages.keys())
            self._remove(gone)
            write_files(self._pages, {page: draft.pages[page] for page in changed})
            self._draft = draft
            self.queue.drop(gone)
            self.queue.add(sorted(changed, key=lambda page: (page.count("/"), page)))
        return frozenset(changed | gone)

    def place_data(self, files: Mapping[str, bytes]) -> None:
        """Puts the open data into the site, where it is other than before."""
        changed = {name: text for name, text in files.items() if self._data.get(name) != text}
        for folder in (self._pages, self.root):
            write_files(folder, changed)
        for name in self._data.keys() - files.keys():
            for folder in (self._pages, self.root):
                (folder / name).unlink(missing_ok=True)
        self._data = files

    def _changed(self, draft: Draft) -> set[str]:
        last = self._draft
        if last is None or (last.navigation, last.looks) != (draft.navigation, draft.looks):
            return set(draft.pages)
        return {page for page, text in draft.pages.items() if last.pages.get(page) != text}

    def _remove(self, pages: Collection[str]) -> None:
        for page in pages:
            (self._pages / page).unlink(missing_ok=True)
            (self.root / html_path(page)).unlink(missing_ok=True)
            self._revisions[page] += 1
            self.faults.pop(page, None)

    def _work(self) -> None:
        while pages := self.queue.take():
            try:
                told = self._build(pages)
            except (SiteBuildError, OSError) as error:
                told = (str(error),)
            for page in pages:
                self.faults.pop(page, None)
            if told:
                self.faults |= dict.fromkeys(pages, told)
            self.queue.done(pages)
            self.tell()

    def _build(self, pages: Sequence[str]) -> tuple[str, ...]:
        if self._generator is None or not self._generator.alive:
            self._generator = SiteGenerator(self._settings)
        navigation = self._draft.navigation if self._draft else [HOME]
        answer = self._generator.try_build(self._pages, self.root, navigation, self.root, pages)
        self._revisions.update(pages)
        return (*answer.warnings, *filter(None, [answer.fault]))
