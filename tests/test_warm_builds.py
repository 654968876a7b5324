"""Whatever changes between two builds, what was kept never shows in the second.

A hundred seeded changes, one after the other, to a project of two quarters, which is built after
every fifth: what is made with all that the builds before kept is the same, byte for byte, as what
is made with nothing. `EVERY = 1` builds after each, in five times the time.
"""

import random
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import openpyxl
import pytest
from rich.console import Console

from builder.building import office_files
from builder.drawing import paper_tasks, site_tasks
from builder.pipeline import SettingsError
from builder.progress import Progress
from builder.project import Project
from builder.publication import Gate
from builder.remembering import open_store, reevaluate
from builder.store import Store
from builder.tasks import Crew
from tests.demo.few_units import keep_few_units

ROOT = Path(__file__).parent.parent
QUARTERS = ("example-district-2022q1", "example-district-2022q2")
TIMES = 100
EVERY = 5

Change = Callable[[Path, random.Random], str]


@pytest.fixture(scope="module")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    shutil.copytree(ROOT / "rubrics", root / "rubrics")
    shutil.rmtree(root / "rubrics" / "catalogues")
    others = (*(root / "rubrics").glob("*.yml"), *(root / "rubrics" / "flags").glob("*.yml"))
    for path in others:
        if not path.name.startswith(("zichuan", "RF-0")):
            path.unlink()
    for quarter in QUARTERS:
        folder = root / "input" / quarter
        shutil.copytree(ROOT / "input" / quarter, folder)
        keep_few_units(folder)
    return root


def edit_value(root: Path, dice: random.Random) -> str:
    """Another number in a cell of a unit's return or of a register that has one."""
    path = dice.choice(workbooks(root))
    book = openpyxl.load_workbook(path)
    cells = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if isinstance(cell.value, int) and not isinstance(cell.value, bool)
    ]
    if cells:
        dice.choice(cells).value = dice.randint(0, 40)
    book.save(path)
    return f"value in {path.name}"


def empty_cell(root: Path, dice: random.Random) -> str:
    """A cell that somebody emptied, whatever it was: a head, a unit's name, an answer."""
    path = dice.choice(workbooks(root))
    book = openpyxl.load_workbook(path)
    sheet = dice.choice(book.worksheets)
    sheet.cell(dice.randint(1, sheet.max_row), dice.randint(1, sheet.max_column)).value = None
    book.save(path)
    return f"empty cell in {path.name}"


def add_file(root: Path, dice: random.Random) -> str:
    """A copy of a workbook under another name, in the same campaign or the other."""
    source = dice.choice(workbooks(root))
    target = root / "input" / dice.choice(QUARTERS) / f"又一份{dice.randint(0, 99)}.xlsx"
    shutil.copy(source, target)
    return f"{source.name} copied to {target.name}"


def remove_file(root: Path, dice: random.Random) -> str:
    path = dice.choice([p for p in workbooks(root) if p.name != "单位名录.xlsx"])
    path.unlink()
    return f"{path.name} removed"


def rename_file(root: Path, dice: random.Random) -> str:
    path = dice.choice([p for p in workbooks(root) if p.name != "单位名录.xlsx"])
    target = path.with_name(f"改名{dice.randint(0, 99)}.xlsx")
    path.rename(target)
    return f"{path.name} → {target.name}"


def edit_rubric(root: Path, dice: random.Random) -> str:
    """Other words for an indicator, or another number of points for each missing thing."""
    path = next((root / "rubrics").glob("zichuan*.yml"))
    text = path.read_text(encoding="utf-8")
    if dice.random() < 0.5:
        text = text.replace("per: 1\n", f"per: 0.{dice.randint(1, 9)}\n", 1)
    else:
        text = text.replace("title: ", f"title: 改{dice.randint(0, 9)}", 1)
    path.write_text(text, encoding="utf-8")
    return "rubric"


def edit_condition(root: Path, dice: random.Random) -> str:
    path = dice.choice(sorted((root / "rubrics" / "flags").glob("*.yml")))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: ", f"title: 改{dice.randint(0, 9)}", 1), encoding="utf-8")
    return path.name


def edit_template(root: Path, dice: random.Random) -> str:
    name = dice.choice(["unit.md.j2", "home.md.j2", "campaign.md.j2", "parts/table.md.j2"])
    path = root / "site_templates" / name
    path.write_text(f"{path.read_text('utf-8')}{{# {dice.random()} #}}\n", encoding="utf-8")
    return name


def edit_settings(root: Path, dice: random.Random) -> str:
    """Another title, deadline or status of a campaign."""
    path = root / "input" / dice.choice(QUARTERS) / "campaign.yml"
    text = path.read_text(encoding="utf-8")
    old, new = dice.choice(
        [
            ("short_title: ", f"short_title: 改{dice.randint(0, 9)}"),
            ("18:00:00", f"{dice.randint(10, 20)}:00:00"),
            ("status: final", "status: draft"),
            ("status: draft", "status: final"),
        ]
    )
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return f"{old} in {path.parent.name}"


def damage_what_is_kept(root: Path, dice: random.Random) -> str:
    """A byte of an entry, or half of one, as a failing disk leaves it."""
    path = dice.choice(sorted(p for p in (root / ".cache").rglob("*") if p.is_file()))
    whole = bytearray(path.read_bytes())
    if whole and dice.random() < 0.5:
        whole[dice.randrange(len(whole))] ^= 0xFF
        path.write_bytes(whole)
    else:
        path.write_bytes(whole[: len(whole) // 2])
    return f"{path.parent.name} damaged"


CHANGES: tuple[Change, ...] = (
    *(edit_value, edit_value, edit_value, empty_cell, add_file, remove_file, rename_file),
    *(edit_rubric, edit_condition, edit_template, edit_settings, damage_what_is_kept),
)


def test_what_was_kept_never_shows_after_a_change(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, dice = Project(small_project, small_project / "output"), random.Random(20221128)  # noqa: S311 - seeded on purpose
    aside, done = small_project / "aside", list[str]()
    make(project)

    for number in range(1, TIMES + 1):
        what = dice.choice(CHANGES)(small_project, dice)
        if number % 25 == 0:
            version = f"a program of version {number}"
            monkeypatch.setattr(
                "builder.remembering.sys", SimpleNamespace(version=version, path=sys.path)
            )
            what += f", {version}"
        done.append(what)
        if number % EVERY:
            continue
        warm = make_or_refuse(project)
        project.cache.rename(aside)
        cold = make_or_refuse(project)
        shutil.rmtree(project.cache)
        aside.rename(project.cache)

        differ = [path for path in {*warm, *cold} if warm.get(path) != cold.get(path)]
        assert differ == [], f"after change {number}: {done[-EVERY:]}"


def workbooks(root: Path) -> list[Path]:
    return sorted((root / "input").rglob("*.xlsx"))


def make_or_refuse(project: Project) -> Mapping[str, str | bytes]:
    """What is made, or why nothing is."""
    try:
        return make(project)
    except SettingsError as error:
        return {"refused": "\n".join(map(str, error.problems))}


def make(project: Project) -> Mapping[str, str | bytes]:
    """Every file that a build writes, before the site generator."""
    store, quiet = open_store(project.cache / "built"), Progress(Console(quiet=True))
    ledger = reevaluate(project, store, quiet)
    tasks = {
        **site_tasks(project, ledger, ledger.survey(), store),
        **paper_tasks(project, ledger, store),
    }
    made = Crew(store, tasks).take(tasks, lambda *_: None).values()
    Gate(ledger.scored, ledger.allowances).judge(leak for one in made for leak in one.found)
    files = {path: read(store, print_) for one in made for path, print_ in one.files.items()}
    store.sweep()
    return {**files, **office_files(ledger.problems, ())}


def read(store: Store, print_: str) -> bytes:
    """What a file holds that *print_* tells."""
    with TemporaryDirectory() as folder:
        store.shelf.place(print_, Path(folder) / "file")
        return (Path(folder) / "file").read_bytes()
