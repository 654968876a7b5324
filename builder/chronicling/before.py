"""What an edition before was made from, out of git where it isn't the same any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.chronicling.keeping import Keeping
from builder.editions.method_change import MethodChange
from builder.editions.published import PublishedEdition
from builder.editions.snapshot import Results, Snapshot
from builder.formats.git_reading import GitError, export_folders, find_commit
from builder.intake.calendar import SETTINGS
from builder.intake.campaign import Campaign
from builder.pages.method_changes import compare_methods
from builder.rubric.library import read_library
from builder.rubric.load import load_record
from builder.rubric.schema import Rubric

#: (Rubric id, SHA-256 of its file) → rubric.
KnownRubrics = Mapping[tuple[str, str], Rubric]


@dataclass(frozen=True)
class Before:
    """An edition before, to be compared with."""

    keeping: Keeping
    item: PublishedEdition
    #: The rubrics that are in use now; those of the same bytes needn't be read out of git.
    known: KnownRubrics
    #: An empty folder to read in, which isn't needed afterwards.
    folder: Path

    def snapshots(self) -> Mapping[str, Snapshot]:
        """Its results by `state_id`, with rubrics and settings as far as git has them.

        Raises OSError.
        """
        return {id_: self._snapshot(id_, one) for id_, one in self.item.results.items()}

    def _snapshot(self, id_: str, results: Results) -> Snapshot:
        if "instruments" not in results:
            return Snapshot(results)
        return Snapshot(results, self._rubrics(results), self._campaign(id_))

    def _rubrics(self, results: Results) -> Mapping[str, Rubric]:
        """The rubrics of *results* by id, those left out that git hasn't any more."""
        found = {
            entry["id"]: self.known.get((entry["id"], entry["rubric_sha256"]))
            or self._library.get(entry["id"])
            for entry in results["instruments"]
        }
        return {id_: rubric for id_, rubric in found.items() if rubric is not None}

    @cached_property
    def _library(self) -> Mapping[str, Rubric]:
        """The rubrics that the edition was scored with; none where git hasn't them any more."""
        instruments, _ = read_library(self._fetch("rubrics"))
        return {id_: item.rubric for id_, item in instruments.items()}

    def _campaign(self, id_: str) -> Campaign | None:
        """The settings of a campaign then; None where git hasn't them any more."""
        path = self._fetch("input", id_, SETTINGS)
        loaded = load_record(path, Campaign, path.name)[0] if path.exists() else None
        return loaded.record if loaded is not None else None

    def _fetch(self, *names: str) -> Path:
        """A file or folder of the project as the edition's commit has it; maybe not there."""
        repository, inside = self.keeping.repository, self.keeping.path(*names)
        try:
            commit = find_commit(repository, self.item.edition.commit)
            export_folders(repository, commit, [inside], self.folder)
        except GitError:
            return self.folder / inside
        return self.folder / inside


def changed_methods(
    old: Mapping[str, Snapshot], new: Mapping[str, Snapshot]
) -> Iterator[MethodChange]:
    """What changed in the methods that both sides use and have at hand."""
    before, after = _rubrics_of(old), _rubrics_of(new)
    for id_ in sorted(before.keys() & after.keys()):
        if before[id_] != after[id_]:
            yield from compare_methods(before[id_], after[id_])


def _rubrics_of(side: Mapping[str, Snapshot]) -> Mapping[str, Rubric]:
    return {id_: one for snapshot in side.values() for id_, one in (snapshot.rubrics or {}).items()}
