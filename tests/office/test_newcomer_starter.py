"""What comes with the program: from the checkout, and from the installed package."""

from pathlib import Path

import pytest

from builder.formats.yaml_text import read_yaml
from builder.intake.campaign import Campaign
from builder.office.newcomer import starter

ROOT = Path(__file__).parents[2]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program as `setup.py` packs it: the parts, and one demo campaign, beside the code."""
    packed = tmp_path / "builder" / "starter"
    for name in ("rubrics/one.yml", "site_templates/home.md.j2", "input/demo-2026/campaign.yml"):
        (packed / name).parent.mkdir(parents=True, exist_ok=True)
        (packed / name).write_text(name, encoding="utf-8")
    (packed / "mkdocs.yml").touch()
    monkeypatch.setattr(starter, "_CODE", tmp_path / "builder")
    return tmp_path / "office"


def files_of(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_an_installed_program_brings_its_parts(installed: Path) -> None:
    installed.mkdir()

    assert starter.set_up(installed) == ("rubrics", "site_templates", "mkdocs.yml")
    assert starter.add_demo(installed) == ("demo-2026",)
    assert files_of(installed) == [
        "input/demo-2026/campaign.yml",
        "mkdocs.yml",
        "rubrics/one.yml",
        "site_templates/home.md.j2",
    ]


def test_what_is_there_already_is_left_alone(installed: Path) -> None:
    (installed / "rubrics").mkdir(parents=True)

    assert starter.set_up(installed) == ("site_templates", "mkdocs.yml")
    assert starter.missing_parts(installed) == ()
    assert list((installed / "rubrics").iterdir()) == []


def test_the_demo_that_is_given_away_is_one_and_stands_by_itself(tmp_path: Path) -> None:
    """No round of it draws on one that isn't given."""
    given = starter.add_demo(tmp_path)
    campaigns = [
        Campaign.model_validate(read_yaml(tmp_path / "input" / name / "campaign.yml").value)
        for name in given
    ]

    assert len(given) == 2
    assert all(campaign.demo for campaign in campaigns)
    assert {campaign.previous for campaign in campaigns} <= {None, *given}


def test_setup_packs_every_part_that_a_project_needs() -> None:
    """`setup.py` can't be run here, for it builds; it is read."""
    text = (ROOT / "setup.py").read_text(encoding="utf-8")

    assert [name for name in starter.PARTS if f'"{name}"' not in text] == []
