"""300 made-up personal values in a project's own files, and what `check` and `build` tell of them.

Twelve kinds of place, each with 25 values of nine kinds in ten disguises, from a seed. Every one
must be told by its place, and none be told itself: not on the screen, not in any file written.
"""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builder.mkdocs_build import SiteGenerator
from tests.command_app import app
from tests.disclosure.planting import (
    DISGUISES,
    EACH,
    Made,
    Maker,
    Plant,
    Told,
    campaign_texts,
    cells,
    comments,
    file_names,
    headers,
    hidden_rows,
    hidden_sheets,
    pictures,
    properties,
    rubric_texts,
    sheet_names,
    tell_all,
)

pytestmark = pytest.mark.usefixtures("copied_generator")

ROOT = Path(__file__).parents[2]
CAMPAIGN = "example-district-2022q1"
#: What is in them isn't published.
UNPUBLISHED: tuple[Plant, ...] = (
    *(hidden_rows, hidden_sheets, comments, properties, headers, pictures),
)
#: What is in them stops a build.
PUBLISHED: tuple[Plant, ...] = (
    cells("填报表/附件2 示例二街道填报表.xlsx", "自评表", "I", 4),
    cells("核定/核定与巡查记录.xlsx", "核定记录", "E", 3),
    *(sheet_names, file_names, campaign_texts, rubric_texts),
)
#: Fewer signs than these stand somewhere by chance where all that is no sign is left out.
_TELLING = 11
_TAG = re.compile(r"<[^>]*>")
_NO_SIGN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Run:
    """What a command said, its exit status, and the folder that it wrote to."""

    status: int
    said: str
    output: Path


@dataclass(frozen=True)
class Runs:
    """A project in which first the unpublished places are planted, then the others too."""

    planted: Sequence[tuple[Made, Told]]
    #: With the unpublished places alone.
    passed: Run
    #: With all, as a process of its own.
    stopped: Run
    checked: Run
    #: The fingerprints of what was written before the build that was stopped, and after.
    before: dict[str, str]
    after: dict[str, str]

    @property
    def values(self) -> list[Made]:
        """All that was planted."""
        return [made for made, _ in self.planted]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """The site generator is left out where it would run: what it reads is looked at."""
    project = tmp_path_factory.mktemp("planted")
    for name in ("site_templates", "mkdocs.yml"):
        (project / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "rubrics", project / "rubrics")
    folder = project / "input" / CAMPAIGN
    shutil.copytree(ROOT / "input" / CAMPAIGN, folder)
    maker = Maker()
    planted = list(tell_all(UNPUBLISHED, folder, maker))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SiteGenerator, "build", lambda *places: places[2].mkdir())
        passed = run("build", project, project / "output")
    before = fingerprints(project / "output")
    planted += tell_all(PUBLISHED, folder, maker)
    stopped = run_alone("build", project)
    after = fingerprints(project / "output")
    checked = run("check", project, project / "checked", "--all")
    return Runs(planted, passed, stopped, checked, before, after)


def run(command: str, project: Path, output: Path, *more: str) -> Run:
    told = ["--root", str(project), "--output", str(output)]
    result = CliRunner().invoke(app, [command, *told, *more])
    return Run(result.exit_code, result.output, output)


def run_alone(command: str, project: Path) -> Run:
    """As anybody runs it."""
    line = [sys.executable, "-m", "builder.cli", command, "--root", str(project)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    return Run(done.returncode, done.stdout + done.stderr, project / "output")


def fingerprints(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}


def given_away(values: Sequence[Made], run: Run) -> list[str]:
    """Which of *values* stand in what was said, or in a file that leaves the office, or its name.

    A copy that goes back to be mended holds what its own author wrote.
    """
    texts = dict.fromkeys((run.said, *written(run.output)))
    raw = "\n".join(texts)
    signs = "\n".join(_NO_SIGN.sub("", shape) for text in texts for shape in shapes(text))
    return [made.text for made in values if stands_in(made, raw, signs)]


def written(folder: Path) -> Iterator[str]:
    """Name and text of every file, and of every part of those that are packed."""
    files = (path for path in folder.rglob("*") if path.is_file())
    for path in sorted(path for path in files if "退回修改" not in path.parts):
        content = path.read_bytes()
        yield f"{path.relative_to(folder)}\n{unescape(content.decode(errors='ignore'))}"
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield f"{name}\n{unescape(archive.read(name).decode(errors='ignore'))}"


def shapes(text: str) -> tuple[str, ...]:
    """*text* as it is, and without tags, which may stand between the parts of a value."""
    return (text, _TAG.sub("", text)) if "<" in text else (text,)


def stands_in(made: Made, raw: str, signs: str) -> bool:
    bare = {made.bare, _NO_SIGN.sub("", made.text)}
    return made.text in raw or any(len(one) >= _TELLING and one in signs for one in bare)


def problems(run: Run) -> list[dict[str, object]]:
    told = json.loads((run.output / "problems.json").read_text(encoding="utf-8"))
    found: list[dict[str, object]] = told["problems"]
    return found


def test_twelve_kinds_of_place_hold_25_values_in_ten_disguises(runs: Runs) -> None:
    assert (len(UNPUBLISHED + PUBLISHED), len(DISGUISES), EACH) == (12, 10, 25)
    assert len({made.text for made in runs.values}) > 290


def test_a_check_tells_each_of_300_values_by_its_place(runs: Runs) -> None:
    told = problems(runs.checked)

    untold = [
        (made.text, place)
        for made, place in runs.planted
        if not any(place.fits(problem) for problem in told)
    ]

    assert (runs.checked.status, len(runs.planted)) == (1, 300)
    assert untold == []


def test_a_check_gives_none_of_them_away(runs: Runs) -> None:
    assert given_away(runs.values, runs.checked) == []


def test_what_nobody_sees_of_what_came_in_gets_into_nothing_that_a_build_writes(runs: Runs) -> None:
    assert runs.passed.status == 0, runs.passed.said
    assert len(runs.before) > 100
    assert given_away(runs.values, runs.passed) == []


def test_a_build_is_stopped_and_neither_says_a_value_nor_touches_what_was_there(runs: Runs) -> None:
    assert runs.stopped.status == 2, runs.stopped.said
    assert "⛔ 已拦截" in runs.stopped.said
    assert f"{CAMPAIGN}/campaign.yml" in runs.stopped.said
    assert runs.before == runs.after
    assert given_away(runs.values, runs.stopped) == []
