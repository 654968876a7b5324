"""Every version of a unit's returns that git has, also of files that no edition ever held."""

import json
from pathlib import Path

import pytest

from builder.chronicling.keeping import find_keeping
from builder.chronicling.returns import CampaignSources
from builder.pages.open_data import results_json
from tests.demo.edition_year import git
from tests.office.small_campaign import Desk, filing, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """县民政局 filed three times: 45 of 48 matters, 46, then 47; every time was committed."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    made = make_desk(tmp_path / "input")
    for in_hall in ("45", "46", "47"):
        made.put("县民政局.xlsx", filing("civil", in_hall=in_hall))
        made.office.put_bytes("campaign.yml", f"# {in_hall}".encode())
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--quiet", f"--message={in_hall}")
    return made


def test_a_version_that_nobody_knows_is_whose_intake_says(desk: Desk, tmp_path: Path) -> None:
    """Only the last one is among today's inputs; settings are nobody's return."""
    keeping = find_keeping(tmp_path, tmp_path / "input")
    assert keeping is not None
    now = json.loads(results_json(desk.result))

    found = CampaignSources(keeping, desk.result, {}, now).by_unit()

    assert list(found) == ["civil"]
    assert [version.file for version in found["civil"].versions] == ["县民政局.xlsx"] * 3
    assert [bool(version.before) for version in found["civil"].versions] == [False, True, True]
