"""The year of `edition_year.py`, published once a run: its repository after every edition."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.output import write_files
from tests.made_once import made_once

from .edition_year import STEPS, make_project, prepare, publish_data


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """What lies in *folder*; whoever changes a repository works on a copy."""

    folder: Path

    def after(self, edition: str) -> Path:
        """The repository when the *edition* was the last one published, with data alone."""
        return self.folder / "repositories" / edition

    def source(self, edition: str) -> Mapping[str, bytes]:
        """The source of the site of the *edition*, by path."""
        top = self.folder / "sources" / edition
        files = (path for path in top.rglob("*") if path.is_file())
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in files}


def published_year(factory: pytest.TempPathFactory) -> PublishedYear:
    """The year of this run."""
    return PublishedYear(made_once(factory, "year", _publish))


def _publish(folder: Path) -> None:
    year = PublishedYear(folder)
    project = make_project(folder / "project")
    for step in STEPS:
        prepare(project, step)
        write_files(folder / "sources" / step.id, publish_data(project, step.id))
        shutil.copytree(project.root, year.after(step.id))
