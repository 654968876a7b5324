"""What the publication branch of a project is called: `editions/settings.yml`, where it says so."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field as Key

from builder.editions.published import BRANCH
from builder.model.problems import Problem
from builder.rubric.load import load_record
from builder.rubric.record import Record

FILE = "editions/settings.yml"


class PublicationSettings(Record):
    """The settings of publishing."""

    branch: str = Key(BRANCH, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")
    """The branch that holds nothing but the published editions, such as `gh-pages`."""


def publication_branch(root: Path) -> tuple[str, tuple[Problem, ...]]:
    """The name of the publication branch of the project in *root*, and what is wrong with it.

    `BRANCH` where the project has no settings. Raises OSError where they can't be read.
    """
    path = root / FILE
    if not path.exists():
        return BRANCH, ()
    loaded, problems = load_record(path, PublicationSettings, FILE)
    return (loaded.record.branch if loaded else BRANCH), problems
