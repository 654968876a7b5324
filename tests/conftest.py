"""What tests of several folders use: golden files, one browser and one generator a process.

Golden files are what a person has read and found right, compared byte by byte.

`pytest --update-golden` writes them anew and removes those that nothing makes any more; the
difference then has to be read before it is committed.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.copied_generator import use_copies

#: A busy machine is no fault of the code, and the same code gets the same verdict each time.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

GOLDEN = Path(__file__).parent / "golden"

#: What takes longest is begun first, so that no process works at it when all others are done.
LONGEST = (
    *("test_warm_builds.py", "faults/test_kills.py", "publishing/test_killed.py"),
    "test_code_quality.py",
    *("browser/test_accessibility.py", "hostile/test_attacked_files.py", "fuzz/test_fuzz.py"),
    *("browser/test_editions_in_browser.py", "publishing/test_refusals.py", "test_demo_input.py"),
    *("commands/test_build_and_check.py", "generator/test_building.py", "test_whole_way.py"),
    *("editions/test_edition_pages.py", "preview/test_workshop.py", "publishing/test_proof.py"),
    *("browser/test_hygiene.py", "browser/test_site_in_browser.py"),
    *("hostile/test_attacked_pages.py", "browser/test_serve_in_browser.py"),
)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

CompareGolden = Callable[[str, Mapping[str, bytes]], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden anew instead of comparing"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Has files shared out in the order of `pytest_collection_modifyitems`, where they are."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {Path(__file__).parent / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; where CI lacks it, that is a failure and no reason to skip."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI has no chromium")
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def copied_generator() -> Iterator[None]:
    """Sites that this process has built are built by copies of a generator that is loaded."""
    with pytest.MonkeyPatch.context() as patch:
        use_copies(patch)
        yield


@pytest.fixture
def compare_golden(request: pytest.FixtureRequest) -> CompareGolden:
    """Compares files, by path, with the golden ones in a folder of tests/golden."""
    if request.config.getoption("--update-golden"):
        return _write
    return _compare


def _compare(folder: str, files: Mapping[str, bytes]) -> None:
    expected = _read(GOLDEN / folder)
    assert sorted(expected) == sorted(files)
    for path, content in files.items():
        assert expected[path].decode() == content.decode(), path


def _write(folder: str, files: Mapping[str, bytes]) -> None:
    for path in set(_read(GOLDEN / folder)) - set(files):
        (GOLDEN / folder / path).unlink()
    for path, content in files.items():
        target = GOLDEN / folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _read(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
