"""What changed files make anew is, byte for byte, what everything made from scratch would be."""

from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from builder.pages.site import render_site
from builder.pipeline import SettingsError, evaluate
from builder.preview.workshop import Draft, Workshop
from builder.progress import Progress
from builder.project import Project

FIRST, SECOND, YEAR = "example-district-2022q1", "example-district-2022q2", "example-district-2022"
FILING = f"input/{FIRST}/填报表/附件2 示例一镇填报表(最终版2)(1).xlsx"
RUBRIC = "rubrics/zichuan-2022-townships.yml"
QUIET = Progress(Console(quiet=True))


def everything(workshop: Workshop, draft: Draft) -> dict[str, bytes]:
    return {**draft.pages, **workshop.open_data(draft)}


def start(project: Project) -> tuple[Workshop, dict[str, bytes]]:
    workshop = Workshop(project)
    return workshop, everything(workshop, workshop.draft([], QUIET))


def from_scratch(project: Project) -> dict[str, bytes]:
    evaluation = evaluate(project, QUIET)
    return dict(render_site(evaluation.results, project.templates, evaluation.handbook))


def moved(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    names = before.keys() | after.keys()
    return {name for name in names if before.get(name) != after.get(name)}


def remove(project: Project) -> str:
    (project.root / FILING).unlink()
    return FILING


def add_a_copy_of_another(project: Project) -> str:
    name = f"input/{FIRST}/新建/补报.xls"
    (project.root / name).parent.mkdir()
    (project.root / name).write_bytes(
        (project.root / f"input/{FIRST}/填报表/示例八镇.xls").read_bytes()
    )
    return name


def break_off(project: Project) -> str:
    path = project.root / FILING
    path.write_bytes(path.read_bytes()[:700])
    return FILING


def retitle_the_campaign(project: Project) -> str:
    return replace(project.root, f"input/{SECOND}/campaign.yml", "第二季度", "二季度")


def retitle_a_row_of_the_rubric(project: Project) -> str:
    return replace(project.root, RUBRIC, "title: ", "title: 试")


def replace(root: Path, name: str, old: str, new: str) -> str:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return name


def type_another_number(project: Project) -> str:
    """As a clerk does: opens the workbook, types, saves."""
    book = openpyxl.load_workbook(project.root / FILING)
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, int) and cell.value > 1:
            cell.value = cell.value - 1
            break
    book.save(project.root / FILING)
    return FILING


def word_the_home_page_anew(project: Project) -> str:
    templates = project.root / "site_templates"
    original = templates.resolve()
    templates.unlink()
    templates.mkdir()
    for path in original.iterdir():
        (templates / path.name).symlink_to(path)
    text = (original / "home.md.j2").read_text(encoding="utf-8")
    (templates / "home.md.j2").unlink()
    (templates / "home.md.j2").write_text(text, encoding="utf-8")
    return replace(project.root, "site_templates/home.md.j2", "对结果有疑问", "对结果有意见")


CHANGES = (
    (type_another_number, f"data/{FIRST}/marks.csv"),
    (break_off, f"{YEAR}/index.md"),
    (remove, f"data/{FIRST}/inputs.csv"),
    (add_a_copy_of_another, f"data/{FIRST}/inputs.csv"),
    (retitle_the_campaign, f"{SECOND}/index.md"),
    (retitle_a_row_of_the_rubric, "methods/zichuan-2022-townships.md"),
    (word_the_home_page_anew, "index.md"),
)


def test_change_after_change_gives_the_bytes_that_everything_anew_gives(district: Project) -> None:
    """Without a return in its first quarter a unit has no total over the year (`break_off`)."""
    workshop, before = start(district)
    for change, address in CHANGES:
        after = everything(workshop, workshop.draft([change(district)], QUIET))

        assert address in moved(before, after), change.__name__
        assert moved(after, from_scratch(district)) == set(), change.__name__
        before = after


def test_only_the_campaign_that_a_file_lies_in_is_read_again(district: Project) -> None:
    """The second quarter's folder is gone by then, and nobody notices."""
    workshop, _ = start(district)
    for path in (district.input / SECOND).rglob("*.xls*"):
        path.unlink()

    draft = workshop.draft([remove(district)], QUIET)

    returned = [item.filing for item in draft.evaluation.scored[SECOND].result.returns.returns]
    assert any(returned)


def test_what_came_in_while_the_settings_were_wrong_is_read_once_they_are_mended(
    district: Project,
) -> None:
    workshop, _ = start(district)
    settings = replace(district.root, f"input/{YEAR}/campaign.yml", "combines:", "combine:")
    with pytest.raises(SettingsError):
        workshop.draft([settings, remove(district)], QUIET)
    replace(district.root, settings, "combine:", "combines:")

    after = everything(workshop, workshop.draft([settings], QUIET))

    assert moved(after, from_scratch(district)) == set()


def test_what_every_page_is_framed_by_changes_its_looks_and_no_markdown(
    district: Project,
) -> None:
    workshop = Workshop(district)
    first = workshop.draft([], QUIET)
    second = workshop.draft(["mkdocs.yml"], QUIET)
    third = workshop.draft(["site_templates/overrides/main.html"], QUIET)

    assert len({first.looks, second.looks, third.looks}) == 3
    assert first.pages == second.pages == third.pages
