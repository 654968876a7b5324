"""One build of the site: what is still good is kept, the rest is shared out among processes."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from builder.forks import FORKS
from builder.generator.helper import Helper
from builder.generator.kept import (
    MadePage,
    State,
    digest,
    find_kept,
    place_kept,
    read_state,
    write_state,
)
from builder.generator.plugin import SitePlugin

#: A process more is worth it from so many pages on: one that has to be loaded first costs more.
_SHARE = 24 if FORKS else 500
#: Packages that make a page what it is.
_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "jieba", "backrefs", "pyyaml")
#: Said of every build that passes over pages.
_USUAL = "A 'dirty' build"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a build."""

    #: Path of a mkdocs.yml.
    settings: str
    #: How many processes may work at it.
    jobs: int = 1
    #: Path of the folder in which the last site lies; empty to build everything.
    last: str = ""
    #: Addresses of the pages to build where they aren't kept; None for all.
    only: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What a process made of its share."""

    pages: Mapping[str, MadePage]
    #: What MkDocs warned of.
    warnings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build."""

    warnings: Sequence[str]
    #: How many pages were built, and how many kept.
    built: int
    kept: int


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one message."""
        message = record.getMessage()
        if not message.startswith(_USUAL):
            self.told.append(message)


def build_site(order: Order) -> Outcome:
    """Builds the site of *order*; raises whatever MkDocs and its plugins do."""
    config = load_config(order.settings)
    pages, site = Path(config.docs_dir), Path(config.site_dir)
    sources = _read_sources(pages)
    settings = fingerprint(config)
    last = Path(order.last)
    kept = find_kept(read_state(last), settings, sources, last) if order.last else {}
    wanted = sources.keys() if order.only is None else sources.keys() & set(order.only)
    shares = _share_out(pages, wanted - kept.keys(), order.jobs)
    if last != site:
        place_kept(kept, last, site)
    made, warnings = _build_shares(order.settings, shares, kept)
    # Pages that something is wrong with are built again, so that it is told again.
    write_state(site, State(settings, {**kept, **({} if warnings else made)}))
    return Outcome(warnings, len(made), len(kept))


def fingerprint(config: MkDocsConfig) -> str:
    """A digest of all that every page is made with: settings, theme, words, versions, this code."""
    settings = [
        {key: value for key, value in part.items() if key not in {"docs_dir", "site_dir"}}
        for part in config.user_configs
    ]
    versions = [f"{name} {version(name)}" for name in _PACKAGES]
    versions += [sys.version, os.environ.get("SOURCE_DATE_EPOCH", "")]
    files = {path.as_posix(): digest(path.read_bytes()) for path in _files_behind(config)}
    given = json.dumps([settings, config.mdx_configs, versions, files], default=str, sort_keys=True)
    return digest(given.encode())


def _files_behind(config: MkDocsConfig) -> Iterator[Path]:
    """The overrides of the theme, the files that plugins are told of, and this code."""
    own = config.theme.custom_dir
    yield from sorted(path for path in Path(own).rglob("*") if path.is_file()) if own else ()
    for plugin in config.plugins.values():
        named = (value for value in plugin.config.values() if isinstance(value, str) and value)
        yield from (path for path in map(Path, named) if path.is_file())
    yield from sorted(Path(__file__).parent.glob("*.py"))


def _read_sources(pages: Path) -> dict[str, str]:
    """The digest of every Markdown file below *pages*, by its address."""
    return {
        path.relative_to(pages).as_posix(): digest(path.read_bytes())
        for path in pages.rglob("*.md")
    }


def _share_out(pages: Path, addresses: Iterable[str], jobs: int) -> list[list[str]]:
    """The *addresses* in as many parts of equal weight as are worth it; one at least."""
    heavy = sorted(addresses, key=lambda address: (-(pages / address).stat().st_size, address))
    parts = max(1, min(jobs, len(heavy) // _SHARE))
    return [heavy[number::parts] for number in range(parts)]


def _build_shares(
    settings: str, shares: Sequence[Sequence[str]], kept: Mapping[str, MadePage]
) -> tuple[Mapping[str, MadePage], Sequence[str]]:
    """Builds every share, the first one in this process, which does the rest of the site too."""
    own, *others = shares
    helpers = [Helper(build_share, settings, share) for share in others]
    done: list[Made] = []

    def gather() -> Mapping[str, MadePage]:
        done.extend(helper.result() for helper in helpers)
        return {**kept, **_gather_pages(done)}

    done.append(build_share(settings, own, gather))
    return _gather_pages(done), tuple(
        dict.fromkeys(told for made in reversed(done) for told in made.warnings)
    )


def _gather_pages(shares: Iterable[Made]) -> dict[str, MadePage]:
    return {address: page for made in shares for address, page in made.pages.items()}


def build_share(
    settings: str,
    wanted: Sequence[str],
    gather: Callable[[], Mapping[str, MadePage]] | None = None,
) -> Made:
    """Builds the pages *wanted*; with *gather* also whatever isn't a page."""
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        config = load_config(settings)
        plugin = SitePlugin(frozenset(wanted), gather)
        config.plugins["gongshi"] = plugin
        # Not "dirty": the search plugin would then keep pages of builds before.
        config.plugins.on_startup(command="build", dirty=False)
        build(config, dirty=True)
        config.plugins.on_shutdown()
    finally:
        logger.removeHandler(warnings)
    return Made(plugin.made, warnings.told)
