"""From the demo's workbooks to every page: what may change, and what may not."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from builder.editions.change import Cause
from builder.editions.differences import compare_results
from builder.model.answers import Answer
from builder.model.places import CellPlace
from builder.pages.site import render_site
from builder.pipeline import Evaluation, evaluate
from builder.progress import Progress
from builder.project import Project
from tests.demo.rubrics import copy_rubrics

ROOT = Path(__file__).parent.parent
QUARTER = "example-district-2022q1"
COUNTY = "example-county-2018"
#: What a project comes to, and its pages.
Run = tuple[Evaluation, Mapping[str, bytes]]
RUBRICS = ("taiqian-2018-departments", "taiqian-2018-townships", "zichuan-2022-townships")


def make_project(folder: Path, *campaigns: str) -> Project:
    """A project with some of the demo's campaigns, whose inputs may be changed."""
    (folder / "site_templates").symlink_to(ROOT / "site_templates")
    copy_rubrics(folder, *RUBRICS)
    for campaign in campaigns:
        shutil.copytree(ROOT / "input" / campaign, folder / "input" / campaign)
    return Project(folder, folder / "output")


def run(project: Project) -> Run:
    evaluation = evaluate(project, Progress(Console(quiet=True)))
    return evaluation, render_site(evaluation.results, project.templates)


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """What the quarter comes to as it was returned."""
    return run(make_project(tmp_path_factory.mktemp("quarter"), QUARTER))


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """What the county comes to as it was returned."""
    return run(make_project(tmp_path_factory.mktemp("county"), COUNTY))


def test_a_draft_tells_nobody_of_a_veto(county: Run) -> None:
    """One that is verified stands against D09; the site says 「结果审签后公开」 of such."""
    evaluation, files = county

    cards = [
        row.scorecard
        for one in evaluation.scored[COUNTY].result.instruments
        for row in one.standings.rows
    ]
    assert [card.unit.id for card in cards if card and card.vetoes] == ["D09"]
    told = [
        name
        for name, content in files.items()
        if "取消评优资格" in content.decode("utf-8-sig", "ignore")
    ]
    assert told == [f"methods/{rubric}.md" for rubric in RUBRICS[:2]]


def changed_pages(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    assert set(before) == set(after)
    return {name for name in before if before[name] != after[name]}


def test_renamed_and_moved_files_change_nothing_but_their_names(
    tmp_path: Path, quarter: Run
) -> None:
    project, before = make_project(tmp_path, QUARTER), quarter[1]
    folder = project.input / QUARTER
    names = {}
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "campaign.yml")
    for number, path in enumerate(reversed(files)):
        new = folder / f"新{number:03d}" / f"乱{number:03d}{path.suffix}"
        new.parent.mkdir()
        path.rename(new)
        names[str(new.relative_to(folder))] = str(path.relative_to(folder))

    _, after = run(project)

    assert len(names) > 10
    assert set(after) == set(before)
    # Workbooks are zipped, and the package holds the fingerprints of what names the files.
    told = {p: text for p, text in after.items() if not p.endswith((".xlsx", "datapackage.json"))}
    for page, content in told.items():
        text = content.decode("utf-8-sig")
        for shown, original in names.items():
            text = text.replace(shown, original)
        assert text == before[page].decode("utf-8-sig"), page


def test_two_runs_give_the_same_bytes(tmp_path: Path, quarter: Run) -> None:
    assert run(make_project(tmp_path, QUARTER))[1] == quarter[1]


def test_a_broken_workbook_takes_only_its_own_unit_out(tmp_path: Path, quarter: Run) -> None:
    project, whole = make_project(tmp_path, QUARTER), quarter[0]
    victim = next(r for r in whole.scored[QUARTER].result.returns.returns if r.filing)
    path = project.input / QUARTER / str(victim.filing)
    path.write_bytes(path.read_bytes()[:500])

    broken, pages = run(project)

    rows = broken.scored[QUARTER].result.instruments[0].standings.rows
    assert [row.unit.id for row in rows if row.rank is None] == [victim.unit.id]
    told = [p for p in broken.problems[QUARTER] if getattr(p.place, "file", "") == victim.filing]
    assert told
    assert all(problem.wrong and problem.remedy for problem in told)
    assert f"{QUARTER}/units/{victim.unit.id}.md" in pages


def set_cell(project: Project, place: CellPlace, value: int) -> None:
    """Writes *value* as the unit's clerk would: opens the workbook, types, saves."""
    path = project.input / COUNTY / place.file
    book = openpyxl.load_workbook(path)
    book[place.sheet][place.cell] = value
    book.save(path)


def ranks(evaluation: Evaluation) -> dict[str, int | None]:
    instruments = evaluation.scored[COUNTY].result.instruments
    return {row.unit.id: row.rank for i in instruments for row in i.standings.rows}


def find_answer(evaluation: Evaluation, unit: str, field: str) -> Answer:
    evidence = evaluation.scored[COUNTY].evidence["taiqian-2018-departments"]
    return evidence[unit].answer(field)


def test_one_cell_changes_just_the_pages_that_it_moves(tmp_path: Path, county: Run) -> None:
    """One more item with 一窗受理 at D17: row 1.2 alone rests on that field, then the total.

    The pages of all departments that count change too: each is drawn beside that total.
    """
    project, (old, before) = make_project(tmp_path, COUNTY), county
    answer = find_answer(old, "D17", "items_one_window")
    assert answer.place is not None
    set_cell(project, answer.place, int(answer.number) + 1)

    new, after = run(project)

    departments = new.scored[COUNTY].result.instruments[0].standings.cohort.counted
    tables = ("standings", "marks", "inputs")
    data = (
        *("results.json", "datapackage.json"),
        *(f"{table}.{ending}" for table in tables for ending in ("csv", "xlsx")),
    )
    expected = {
        f"{COUNTY}/index.md",
        f"{COUNTY}/indicators/taiqian-2018-departments/1.2.md",
        f"{COUNTY}/compare/taiqian-2018-departments.md",
        *(f"{COUNTY}/units/{unit.id}.md" for unit in departments),
        *(f"data/{COUNTY}/{name}" for name in data),
    }
    assert changed_pages(before, after) == expected


def test_one_cell_may_move_the_ranks_of_others_and_the_difference_says_why(
    tmp_path: Path, county: Run
) -> None:
    """The volume of one department goes to the top: every rank that it passes falls by one."""
    project, (old, before) = make_project(tmp_path, COUNTY), county
    volumes = old.scored[COUNTY].evidence["taiqian-2018-departments"]
    place = volumes["D17"].answer("cases_handled").place
    assert place is not None
    set_cell(project, place, 9_999_999)

    _, after = run(project)

    name = f"data/{COUNTY}/results.json"
    changes = compare_results(json.loads(before[name]), json.loads(after[name]))
    rows = {change.unit: change for change in changes if change.indicator == "2.3c"}
    assert rows["D17"].cause is Cause.DATA
    assert "9999999件" in rows["D17"].why
    assert str(place) in rows["D17"].why
    others = [change for unit, change in rows.items() if unit != "D17"]
    assert others
    assert {change.cause for change in others} == {Cause.OTHERS}
