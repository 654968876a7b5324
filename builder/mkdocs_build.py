"""Has MkDocs make the site, as a program of its own that is loading while other work goes on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from builder.forks import count_cores
from builder.generator.running_program import Answer, RunningProgram, SiteBuildError


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What one site has that the project's mkdocs.yml doesn't say."""

    #: Added to `extra`.
    extra: Mapping[str, object] = field(default_factory=dict)
    #: The folder below `site_url` that canonical addresses lead to; empty for none.
    canonical: str = ""
    #: What the site is called; empty for what mkdocs.yml says.
    name: str = ""


class SiteGenerator:
    """MkDocs under the project's mkdocs.yml (*settings*) and *own*; starts loading at once."""

    def __init__(self, settings: Path, own: SiteSettings = SiteSettings()) -> None:
        self._settings, self._own = settings, own
        self._folder = TemporaryDirectory(prefix="gongshi-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        pages = folder / "pages"
        pages.mkdir()
        (pages / "index.md").write_text("# 首页\n", encoding="utf-8")
        rehearsal = folder / "rehearsal.yml"
        text = derive_settings(settings, pages, folder / "site", [], own)
        rehearsal.write_text(text, encoding="utf-8")
        self._derived = folder / "mkdocs.yml"
        self._program = RunningProgram(rehearsal)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def build(
        self, pages: Path, site: Path, navigation: Sequence[object], last: Path | None = None
    ) -> int:
        """Makes *site* from the Markdown in *pages*; gives the number of pages that it built.

        *navigation* is the nav of index pages. Pages of *last*, the folder of the site before, are
        kept where nothing that they are made from has changed; a file beside the folder tells.
        Warnings are errors. Raises SiteBuildError.
        """
        answer = self.try_build(pages, site, navigation, last)
        if answer.fault or answer.warnings:
            raise SiteBuildError("\n".join([*answer.warnings, answer.fault]).strip())
        return answer.built

    def try_build(
        self,
        pages: Path,
        site: Path,
        navigation: Sequence[object],
        last: Path | None = None,
        only: Sequence[str] | None = None,
    ) -> Answer:
        """As `build`, but tells what is wrong, and builds none but *only* those pages.

        *last* may be *site* itself, which then is brought up to date. Raises SiteBuildError where
        the program has died.
        """
        text = derive_settings(self._settings, pages, site, navigation, self._own)
        self._derived.write_text(text, encoding="utf-8")
        order = {
            "settings": str(self._derived),
            "jobs": count_cores(),
            "last": str(last.resolve()) if last is not None else "",
            "only": only,
        }
        return self._program.ask(order)

    @property
    def alive(self) -> bool:
        """Whether it can build."""
        return self._program.alive

    def close(self) -> None:
        """Ends the program."""
        self._program.close()
        self._folder.cleanup()


def derive_settings(
    settings: Path,
    pages: Path,
    site: Path,
    navigation: Sequence[object],
    own: SiteSettings = SiteSettings(),
) -> str:
    """The text of a mkdocs.yml that inherits from *settings*, with the places and the nav."""
    templates = settings.parent.resolve() / "site_templates"
    search = {"search": {"jieba_dict_user": str(templates / "search_words.txt")}}
    canonical = {"mike": {"canonical_version": own.canonical}} if own.canonical else {}
    named = {"site_name": own.name} if own.name else {}
    derived: dict[str, object] = {
        **named,
        "INHERIT": str(settings.resolve()),
        "docs_dir": str(pages.resolve()),
        "site_dir": str(site.resolve()),
        "nav": navigation,
        "theme": {"custom_dir": str(templates / "overrides")},
        "plugins": search | canonical,
        "extra": dict(own.extra),
    }
    # Every JSON text is a YAML text.
    return json.dumps(derived, ensure_ascii=False)
