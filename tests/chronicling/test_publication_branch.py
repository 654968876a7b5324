"""What a site tells of its editions asks first where they are kept."""

from pathlib import Path

import pytest
from rich.console import Console

from builder.pages.handbook import Handbook
from builder.pipeline import Evaluation, SettingsError, tell_editions
from builder.progress import Progress
from builder.project import Project

NOTHING = Evaluation({}, (), Handbook(), {})


@pytest.mark.parametrize("written", ["branch: [", "branches: publication", "branch: 'a b'"])
def test_settings_of_the_publication_that_are_wrong_are_told(tmp_path: Path, written: str) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "settings.yml").write_text(written, encoding="utf-8")
    project = Project(tmp_path, tmp_path / "output")

    with pytest.raises(SettingsError) as raised:
        tell_editions(project, NOTHING.results, Progress(Console(quiet=True)))

    assert {problem.place.file for problem in raised.value.problems} == {"editions/settings.yml"}
