"""Where a project keeps its editions and the history of its inputs."""

from dataclasses import dataclass
from pathlib import Path

from builder.editions.published import BRANCH, find_publication
from builder.formats.git_reading import GitError, Repository, find_repository


@dataclass(frozen=True, slots=True)
class Keeping:
    """A project in a repository."""

    repository: Repository
    #: The project as a path from the repository's root; empty for the root itself.
    inside: str
    #: The folder with the inputs that are scored now, one folder a campaign.
    inputs: Path
    #: What the publication branch is called.
    branch: str = BRANCH

    @property
    def has_editions(self) -> bool:
        """Whether anything was ever published. Raises GitError."""
        return find_publication(self.repository, self.branch) is not None

    def path(self, *names: str) -> str:
        """A path in the project, from the repository's root."""
        return "/".join(filter(None, (self.inside, *names)))


def find_keeping(root: Path, inputs: Path, branch: str = BRANCH) -> Keeping | None:
    """The repository that keeps the project in *root*; None where none does."""
    try:
        repository = find_repository(root)
        return Keeping(repository, repository.path_of(root), inputs, branch)
    except (GitError, ValueError):
        return None
