"""The zip for a portal holds what lies on the publication branch, the same bytes each time."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builder.formats.git_reading import find_repository
from builder.publishing.bundle import WHOLE, NotPublishedError, bundle_editions
from tests.command_app import app
from tests.demo.edition_year import STEPS, git

pytestmark = pytest.mark.xdist_group("editions")

BRANCH = "publication"
CORRECTION = "2022Q2-更正1"


def unzip(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bundle(root: Path, asked: str) -> dict[str, bytes]:
    return unzip(bundle_editions(find_repository(root), BRANCH, asked))


def test_all_editions_are_the_whole_branch(year: Path) -> None:
    files = bundle(year, WHOLE)

    listed = git(year, "-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", BRANCH)
    assert list(files) == sorted(listed.splitlines())
    assert {step.id for step in STEPS} < {name.split("/")[0] for name in files}
    for name in ("versions.json", f"{CORRECTION}/manifest.json"):
        assert files[name].decode() == git(year, "show", f"{BRANCH}:{name}")


def test_the_newest_edition_has_its_alias_and_its_copy(year: Path) -> None:
    files = bundle(year, WHOLE)

    aliases = {one["version"]: one["aliases"] for one in json.loads(files["versions.json"])}
    assert [id_ for id_, names in aliases.items() if "latest" in names] == ["2022Q4"]
    newest = {n.removeprefix("2022Q4/"): f for n, f in files.items() if n.startswith("2022Q4/")}
    latest = {n.removeprefix("latest/"): f for n, f in files.items() if n.startswith("latest/")}
    assert newest == latest


def test_one_edition_is_listed_alone_beside_its_folder(year: Path) -> None:
    files = bundle(year, CORRECTION)

    assert {name.split("/")[0] for name in files} == {
        CORRECTION,
        "editions.json",
        "index.html",
        "versions.json",
    }
    (version,) = json.loads(files["versions.json"])
    assert version["version"] == CORRECTION
    assert set(version["aliases"]) == {"latest", "2022Q2-%E6%9B%B4%E6%AD%A31"}
    (edition,) = json.loads(files["editions.json"])["editions"]
    assert edition["id"] == CORRECTION
    assert b'href="2022Q2-%E6%9B%B4%E6%AD%A31/index.html"' in files["index.html"]


def test_the_bytes_are_the_same_each_time(year: Path) -> None:
    repository = find_repository(year)

    first, second = (bundle_editions(repository, BRANCH, WHOLE) for _ in range(2))

    assert first == second


def test_an_edition_that_was_never_published(year: Path) -> None:
    with pytest.raises(NotPublishedError):
        bundle_editions(find_repository(year), BRANCH, "2021Q4")


@pytest.mark.parametrize(
    ("asked", "file"),
    [((), "全部版次.zip"), (("2022Q1",), "2022Q1.zip"), (("all",), "全部版次.zip")],
)
def test_the_command_writes_it_to_the_output(
    year: Path, tmp_path: Path, asked: tuple[str, ...], file: str
) -> None:
    command = ["publish", "--bundle", *asked, "--root", str(year), "--output", str(tmp_path)]

    result = CliRunner().invoke(app, command)

    assert result.exit_code == 0, result.output
    assert zipfile.is_zipfile(tmp_path / "发布" / file)
