"""What docs say of portals: the example of settings is sound, the pipeline calls what there is."""

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from builder.formats.yaml_text import read_yaml
from builder.portal.settings import Portal, read_portal
from tests.command_app import app

ROOT = Path(__file__).parents[2]
GUIDE, MANUAL = ROOT / "docs" / "portal.md", ROOT / "docs" / "manual" / "门户.md"
BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def example(tmp_path: Path) -> Portal:
    """The settings that the manual shows."""
    (block,) = BLOCK.findall(MANUAL.read_text("utf-8"))
    (tmp_path / "portal.yml").write_text(block, "utf-8")
    portal, problems = read_portal(tmp_path)
    assert portal is not None, problems
    return portal


def test_the_matrix_has_a_job_for_each_county_of_the_example(
    example: Portal, tmp_path: Path
) -> None:
    (block,) = BLOCK.findall(GUIDE.read_text("utf-8"))
    (tmp_path / "pipeline.yml").write_text(block, "utf-8")

    pipeline: Any = read_yaml(tmp_path / "pipeline.yml").value

    county, portal = pipeline["jobs"]["county"], pipeline["jobs"]["portal"]
    assert county["strategy"]["matrix"]["county"] == [one.id for one in example.counties]
    assert portal["needs"] == "county"
    assert portal["if"] == "always()"


def test_every_command_of_the_guides_is_one() -> None:
    known = get_command(app).commands  # type: ignore[attr-defined]
    text = GUIDE.read_text("utf-8") + MANUAL.read_text("utf-8")

    called = re.findall(r"(?:bin/|`)gongshi ([a-z]+)((?: --[a-z]+)*)", text)

    assert {name for name, _ in called} == {"build", "portal", "publish"}
    for name, options in called:
        offered = {word for one in known[name].params for word in one.opts}
        assert set(options.split()) <= offered
