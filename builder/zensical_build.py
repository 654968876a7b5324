"""Has Zensical, the successor of MkDocs with Material, make the site: `gongshi build --engine`.

What its site has otherwise than that of MkDocs is listed in tests/test_zensical.py.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from builder.generator.running_program import SiteBuildError
from builder.generator.squeeze import squeeze_html
from builder.mkdocs_build import derive_settings

#: Given to a site that doesn't know its address: it would be wrong below any sub-path.
_CANONICAL = re.compile(r'<link rel="canonical" href="/[^"]*">\n?')
_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")


class ZensicalGenerator:
    """Zensical under the project's mkdocs.yml (*settings*)."""

    def __init__(self, settings: Path) -> None:
        self._settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing of it goes on after a build."""

    def build(
        self,
        pages: Path,
        site: Path,
        navigation: Sequence[object],
        last: Path | None = None,  # noqa: ARG002 - it makes every page
    ) -> int:
        """Makes *site* from the Markdown in *pages*; gives the number of pages that it built.

        *navigation* is the nav of index pages. Warnings are errors. Raises SiteBuildError.
        """
        if find_spec("zensical") is None:
            message = (
                "没有安装 Zensical。下一步：运行 pip install zensical，或者去掉 --engine zensical"
            )
            raise SiteBuildError(message)
        # It wants everything within one folder.
        with TemporaryDirectory(dir=site.parent, prefix=".zensical-") as name:
            folder = Path(name)
            _lay_out(folder, self._settings, pages, navigation)
            _run(folder)
            (folder / "site").rename(site)
        return _finish(site, addressed=_has_address(self._settings))


def _lay_out(folder: Path, settings: Path, pages: Path, navigation: Sequence[object]) -> None:
    derived = json.loads(derive_settings(settings, pages, folder / "site", navigation))
    shutil.copytree(pages, folder / "pages", copy_function=_link)
    shutil.copytree(derived["theme"]["custom_dir"], folder / "overrides")
    shutil.copy(derived["plugins"]["search"]["jieba_dict_user"], folder / "search_words.txt")
    derived |= {"docs_dir": "pages", "site_dir": "site"}
    # The look that our style sheets are written for.
    derived["theme"] |= {"custom_dir": "overrides", "variant": "classic"}
    derived["plugins"]["search"]["jieba_dict_user"] = "search_words.txt"
    (folder / "mkdocs.yml").write_text(json.dumps(derived, ensure_ascii=False), encoding="utf-8")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # Some file systems have no links.
        shutil.copyfile(source, target)


def _run(folder: Path) -> None:
    command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", "mkdocs.yml"]
    done = subprocess.run(  # noqa: S603 - our own interpreter and a path that we made
        command,
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        raise SiteBuildError(done.stdout + done.stderr)


def _finish(site: Path, *, addressed: bool) -> int:
    """Takes out what is wrong for a site without an address, and blank lines; counts pages."""
    pages = sorted(site.rglob("*.html"))
    for page in pages:
        html = squeeze_html(page.read_text(encoding="utf-8"))
        page.write_text(html if addressed else _CANONICAL.sub("", html), encoding="utf-8")
    for name in () if addressed else _SITEMAPS:
        (site / name).unlink(missing_ok=True)
    return len(pages) - (site / "404.html").exists()


def _has_address(settings: Path) -> bool:
    """Whether `site_url` of the project's mkdocs.yml says anything."""
    return bool(re.search(r'^site_url:\s*"?[^"\s#]', settings.read_text("utf-8"), re.MULTILINE))
