"""Small projects and handmade drafts for the preview's tests."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builder.pages.handbook import Handbook
from builder.pipeline import Evaluation
from builder.preview.workshop import Draft
from builder.project import Project

ROOT = Path(__file__).parents[2]
FIRST, SECOND, YEAR = "example-district-2022q1", "example-district-2022q2", "example-district-2022"
RUBRIC = "zichuan-2022-townships.yml"

MakeDraft = Callable[..., Draft]


@pytest.fixture
def district(tmp_path: Path) -> Project:
    """Two quarters of the demo and the year that they make, with their one rubric."""
    for name in ("site_templates", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "rubrics").mkdir()
    shutil.copy(ROOT / "rubrics" / RUBRIC, tmp_path / "rubrics" / RUBRIC)
    for campaign in (FIRST, SECOND, YEAR):
        shutil.copytree(ROOT / "input" / campaign, tmp_path / "input" / campaign)
    settings = tmp_path / "input" / YEAR / "campaign.yml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace(f"{SECOND}, {YEAR}q3, {YEAR}q4]", f"{SECOND}]")
    settings.write_text(text, encoding="utf-8")
    return Project(tmp_path, tmp_path / "output")


@pytest.fixture
def make_draft() -> MakeDraft:
    """A draft of handmade pages; *looks* and *menu* are what every page shows."""

    def make(pages: Mapping[str, str], *, menu: str = "首页", looks: int = 0) -> Draft:
        files = {address: text.encode() for address, text in pages.items()}
        return Draft(Evaluation({}, (), Handbook(), {}), files, [{menu: "index.md"}], looks)

    return make
