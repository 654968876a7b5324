"""Runs MkDocs as a program of its own, so that its successor can take its place."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path


class SiteBuildError(RuntimeError):
    """MkDocs refused; the message is what it said."""


def build_site(settings: Path, pages: Path, site: Path, navigation: Sequence[object]) -> None:
    """Makes *site* from the Markdown in *pages*, as the project's mkdocs.yml (*settings*) says.

    *navigation* is the nav of index pages. Warnings are errors. Raises SiteBuildError.
    """
    with tempfile.TemporaryDirectory() as folder:
        derived = Path(folder) / "mkdocs.yml"
        text = derive_settings(settings, pages, site, navigation)
        derived.write_text(text, encoding="utf-8")
        _run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(derived)])
    for page in site.rglob("*.html"):
        page.write_text(squeeze_html(page.read_text(encoding="utf-8")), encoding="utf-8")


def squeeze_html(text: str) -> str:
    """*text* without blank lines and indents, of which the theme writes a tenth of a page.

    Pages hold nothing preformatted: within a text, a break is written as a character reference.
    """
    return re.sub(r"\n\s+", "\n", text)


def derive_settings(settings: Path, pages: Path, site: Path, navigation: Sequence[object]) -> str:
    """The text of a mkdocs.yml that inherits from *settings*, with the places and the nav."""
    templates = settings.parent.resolve() / "site_templates"
    own = {
        "INHERIT": str(settings.resolve()),
        "docs_dir": str(pages.resolve()),
        "site_dir": str(site.resolve()),
        "nav": navigation,
        "theme": {"custom_dir": str(templates / "overrides")},
        "plugins": {"search": {"jieba_dict_user": str(templates / "search_words.txt")}},
    }
    # Every JSON text is a YAML text.
    return json.dumps(own, ensure_ascii=False)


def program_environment() -> dict[str, str]:
    """The environment in which the site generator gives the same bytes on every machine."""
    return {**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "315532800"}


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and a path that we made
        command, capture_output=True, check=False, encoding="utf-8", env=program_environment()
    )
    if done.returncode:
        raise SiteBuildError(done.stdout + done.stderr)
