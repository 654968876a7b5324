"""MkDocs, doing only what must be done: a plugin on its public events.

Given to a build with ``dirty=True``, which by MkDocs' own rule passes over pages that aren't
modified, it has only the pages of its share built; takes HTML out of Markdown's way (`fold`);
collects the search's entries page by page; and writes pages without the theme's blank lines.
The files are those of a plain build, but for these lines (`squeeze_html`).

What a plain build would tell and this one doesn't: titles in the navigation have to be given in
the settings, and links in Markdown with an anchor are checked only where both pages are in one
share. (Links in HTML are checked by neither.)
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from builder.formats.jinja_text import Environment, compiled_templates
from builder.generator.fold import KNOWN_EXTENSIONS, Run, fold, search_view, unfold
from builder.generator.kept import Entry, MadePage, digest
from builder.generator.shards import read_rules, split_site
from builder.generator.squeeze import squeeze_html

_FIRST, _LAST = 100, -100
#: Between the plugin that writes the index, and that which makes a program of it.
_AFTER_SEARCH = -50
#: What the search plugin takes out of each page.
_SEARCH_MARK = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")
_ANCHOR = re.compile(r"\s(?:id|name)=\"([^\"]+)\"")


class PageFile(File):
    """A Markdown file that is taken for modified when its page is to be built."""

    wanted = False

    def is_modified(self) -> bool:
        """What MkDocs asks before it reads and before it writes a page."""
        return self.wanted


_COMPILED = compiled_templates("mkdocs", "mkdocs-material")


@dataclass
class _Draft:
    """A page on its way."""

    source: str
    runs: Sequence[Run]
    html: str = ""
    entries: Sequence[Entry] = ()


class _NoSettings(Config):  # type: ignore[no-untyped-call]
    """The plugin is made by a program, with what it needs; mkdocs.yml has no say in it."""


class SitePlugin(BasePlugin[_NoSettings]):  # type: ignore[no-untyped-call]
    """Builds the pages at the addresses *wanted*; *gather* makes it the one that does the rest.

    The rest are files that are no pages, and the search index; *gather* gives the entries of all
    other pages when its own are done.
    """

    def __init__(
        self, wanted: Collection[str], gather: Callable[[], Mapping[str, MadePage]] | None = None
    ) -> None:
        super().__init__()
        self._wanted, self._gather = wanted, gather
        self._drafts: dict[str, _Draft] = {}
        self._addresses: list[str] = []
        self._folds = False
        self._entries_before = 0
        #: The pages built, by address.
        self.made: dict[str, MadePage] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Leaves Markdown alone that other extensions may read."""
        self._folds = KNOWN_EXTENSIONS.issuperset(config.markdown_extensions)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Tells MkDocs which pages to build, and the one that does the rest of other files."""
        pages = {
            file.src_uri: self._page_file(file, config) for file in files.documentation_pages()
        }
        self._addresses = list(pages)
        return Files(
            pages.get(file.src_uri, file)
            for file in files
            if file.src_uri in pages or self._gather is not None
        )

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Has templates compiled once, and the theme's own pages made once."""
        env.bytecode_cache = _COMPILED
        if self._gather is None:
            config.theme.static_templates.clear()
            config.extra_templates = []
        return env

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Takes blocks of HTML out."""
        folded, runs = fold(markdown) if self._folds else (markdown, ())
        source = digest(page.file.content_bytes)
        self._drafts[page.file.src_uri] = _Draft(source, runs)
        return folded

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Tells MkDocs the anchors within the blocks that were taken out."""
        anchors = page.present_anchor_ids
        if anchors is not None:
            for run in self._drafts[page.file.src_uri].runs:
                anchors.update(_ANCHOR.findall(run.html))
        return html

    @event_priority(_FIRST)
    def _show_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        draft = self._drafts[page.file.src_uri]
        draft.html = page.content or ""
        page.content = search_view(draft.html, draft.runs)
        self._entries_before = len(_entries_of(config))
        return context

    @event_priority(_LAST)
    def _show_reader(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        draft = self._drafts[page.file.src_uri]
        draft.entries = _entries_of(config)[self._entries_before :]
        page.content = _SEARCH_MARK.sub("", unfold(draft.html, draft.runs))
        return context

    on_page_context = CombinedEvent(_show_search, _show_reader)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Squeezes the page, and keeps what is to be known of it."""
        draft = self._drafts.pop(page.file.src_uri)
        page.content = page.markdown = None
        html = squeeze_html(output)
        written = digest(html.encode(errors="xmlcharrefreplace"))
        self.made[page.file.src_uri] = MadePage(draft.source, written, draft.entries)
        return html

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Squeezes the pages that are the theme's own."""
        html = template_name.endswith(".html")
        return squeeze_html(output_content) if html else output_content

    @event_priority(_FIRST)
    def _gather_search(self, *, config: MkDocsConfig) -> None:
        """Puts the entries of all pages into the search index, in the order of a plain build."""
        if self._gather is not None:
            pages = {**self.made, **self._gather()}
            ordered = (pages[address] for address in self._addresses if address in pages)
            _entries_of(config)[:] = [entry for page in ordered for entry in page.entries]

    @event_priority(_AFTER_SEARCH)
    def _split_search(self, *, config: MkDocsConfig) -> None:
        """Splits an index that is too large, before it is written as a program too."""
        rules = read_rules(config.extra)
        if self._gather is not None and rules is not None:
            split_site(Path(config.site_dir), rules)

    on_post_build = CombinedEvent(_gather_search, _split_search)

    def _page_file(self, file: File, config: MkDocsConfig) -> PageFile:
        own = PageFile(
            file.src_uri,
            file.src_dir,
            file.dest_dir,
            config.use_directory_urls,
            inclusion=file.inclusion,
        )
        own.wanted = file.src_uri in self._wanted
        return own


def _entries_of(config: MkDocsConfig) -> list[Entry]:
    """What the search index has so far; Material's search keeps it open to other plugins."""
    for plugin in config.plugins.values():
        if isinstance(plugin, SearchPlugin):
            entries: list[Entry] = plugin.search_index.entries
            return entries
    return []
