"""One edition on its way: its project and papers, and what is published before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.editions.publication_branch import publication_branch
from builder.editions.published import read_log_of
from builder.formats.git_reading import Repository
from builder.model.editions import Edition
from builder.model.places import TextPlace
from builder.model.problems import Problem
from builder.project import Project
from builder.publishing.edition_files import FOLDER, EditionFolder
from builder.publishing.obstacles import (
    Papers,
    branch_obstacles,
    find_home,
    find_uncommitted,
    paper_obstacles,
    published_already,
    read_papers,
)


class RefusedError(RuntimeError):
    """Something stands in the way of publishing; nothing was changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} things stand in the way of publishing")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a project's editions are published: its repository, and the publication branch."""

    project: Project
    repository: Repository
    branch: str


@dataclass(frozen=True, slots=True)
class Case:
    """One edition that is to be published."""

    home: Home
    papers: Papers
    #: The editions that are out, the oldest first.
    published: tuple[Edition, ...]

    @property
    def folder(self) -> EditionFolder:
        """Where its two files lie."""
        return self.papers.folder

    @property
    def obstacles(self) -> tuple[Problem, ...]:
        """What stands in its way, the results left aside. Raises GitError and OSError."""
        home = self.home
        return (
            *branch_obstacles(home.repository, home.project.root, home.branch),
            *paper_obstacles(self.papers, self.published),
            *find_uncommitted(home.repository, self.folder),
        )

    @property
    def is_out(self) -> tuple[Problem, ...]:
        """That it is published already; nothing where it isn't."""
        place = TextPlace(f"{FOLDER}/{self.folder.id}")
        same = [one for one in self.published if one.id == self.folder.id]
        return tuple(published_already(one, self.published, place) for one in same)


def open_home(project: Project) -> Home:
    """Where the editions of *project* are published. Raises RefusedError, GitError and OSError."""
    branch, faults = publication_branch(project.root)
    repository, problems = find_home(project.root)
    if repository is None or faults or problems:
        raise RefusedError((*faults, *problems))
    return Home(project, repository, branch)


def open_case(home: Home, id_: str) -> Case:
    """The edition *id_* and what came before it. Raises GitError, EditionLogError and OSError."""
    published = read_log_of(home.repository, home.branch)
    return Case(home, read_papers(EditionFolder(home.project.root, id_)), published)
