"""The demo's site, built once a run by the command itself, and served."""

import functools
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.made_once import made_once

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the demo input, as `gongshi build` makes it."""
    return made_once(tmp_path_factory, "demo", build_demo) / "output" / "site"


def build_demo(folder: Path) -> None:
    """Builds the demo into `output` in *folder*."""
    command = [sys.executable, "-m", "builder.cli", "build", "--output", str(folder / "output")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Says nothing."""


@pytest.fixture(scope="session")
def site_url(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served, under a sub-path as a county's portal has it."""
    portal = tmp_path_factory.mktemp("portal")
    (portal / "column").symlink_to(site_folder)
    with serve(portal) as address:
        yield f"{address}/column"


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address at which the files of *folder* are served within the block."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


#: Every type of page, by where it lies: by name where types share a place, then at large.
PAGE_TYPES = (
    "index.html",
    "404.html",
    "accessibility.html",
    "data/index.html",
    "flags/index.html",
    "rules/index.html",
    "methods/county-twelve-points-wenxian.html",
    "methods/*.html",
    "example-district-2022q1/index.html",
    "example-county-c-2021r2/index.html",
    "example-district-2022/index.html",
    "*/index.html",
    "example-district-2022/units/*.html",
    "example-county-c-2021r2/units/*.html",
    "example-county-2018/units/*.html",
    "*/units/*.html",
    "*/indicators/*/*.html",
    "*/compare/*.html",
    "*/flags.html",
    "*/rectification.html",
    "*/dossiers/*.html",
    "*/services/index.html",
    "*/services/departments.html",
    "*/services/items.html",
    "*/services/*/index.html",
    "*/services/one-thing/YJS-*.html",
    "*/services/*/*.html",
)


@pytest.fixture(scope="session")
def page_types(site_folder: Path) -> list[str]:
    """The smallest page of every type, by its path; a page of no type that is named is a fault."""
    pages = [sorted(site_folder.glob(pattern)) for pattern in PAGE_TYPES]
    named = {page for found in pages for page in found}
    assert sorted(set(site_folder.rglob("*.html")) - named) == []
    smallest = [min(found, key=lambda page: page.stat().st_size) for found in pages]
    return list(dict.fromkeys(page.relative_to(site_folder).as_posix() for page in smallest))
