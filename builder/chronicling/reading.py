"""The chronicle of a site: its own edition against the last, those before, and its sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.chronicling.before import Before, KnownRubrics, changed_methods
from builder.chronicling.keeping import Keeping
from builder.chronicling.returns import CampaignSources
from builder.chronicling.snapshots import Result, snapshots_of
from builder.editions.chronicle import Chapter, Chronicle
from builder.editions.differences import compare_snapshots
from builder.editions.differences_json import Compared, read_differences
from builder.editions.published import PublishedEdition, find_publication, read_editions
from builder.editions.snapshot import Results, Snapshot
from builder.editions.sources import UnitSources
from builder.formats.git_reading import list_files, read_blobs
from builder.model.editions import Edition
from builder.pages import addresses
from builder.pages.edition_words import DRAFT_TITLE, edition_title
from builder.scoring.results import CampaignResult

#: What is built but not published.
DRAFT = Edition("", DRAFT_TITLE, None, "", None, "", "", "")


def read_chronicle(
    keeping: Keeping, results: Sequence[Result], edition: Edition = DRAFT
) -> Chronicle:
    """What the site of *edition*, which came to *results*, tells of itself and those before.

    Raises GitError, EditionLogError, ManifestError and DifferencesError where the publication
    branch holds something else, and OSError.
    """
    published = read_editions(keeping.repository, keeping.branch)
    archive = _Archive(keeping, published, tuple(results), edition)
    return Chronicle(archive.chapters(), archive.sources())


@dataclass(frozen=True)
class _Archive:
    """Everything that a chronicle is made from."""

    keeping: Keeping
    #: The oldest first.
    published: tuple[PublishedEdition, ...]
    results: tuple[Result, ...]
    edition: Edition

    def chapters(self) -> tuple[Chapter, ...]:
        """The site's own edition first, then those before it, the latest first."""
        compared = self._compare(self.published[-1]) if self.published else None
        return (Chapter(self.edition, compared), *self._past())

    def sources(self) -> Mapping[tuple[str, str], UnitSources]:
        """(Campaign id, unit id) → where the unit's figures come from."""
        found: dict[tuple[str, str], UnitSources] = {}
        for result in self._rounds:
            id_ = result.campaign.id
            files = CampaignSources(
                self.keeping, result, dict(self._published(id_)), self._now[id_].results
            )
            found |= {(id_, unit): one for unit, one in files.by_unit().items()}
        return found

    @property
    def _rounds(self) -> tuple[CampaignResult, ...]:
        return tuple(one for one in self.results if isinstance(one, CampaignResult))

    @cached_property
    def _now(self) -> Mapping[str, Snapshot]:
        """The site's own results."""
        return snapshots_of(self.results)

    def _published(self, campaign: str) -> Iterator[tuple[str, Results]]:
        """Title and results of *campaign* of each published edition, the site's own included."""
        for item in self.published:
            if campaign in item.results:
                yield edition_title(item.edition), item.results[campaign]
        if not self.edition.is_draft:
            yield edition_title(self.edition), self._now[campaign].results

    def _past(self) -> Iterator[Chapter]:
        """The editions before, each with the differences that were published with it."""
        ids = [item.edition.id for item in self.published]
        paths = {id_: f"{id_}/{addresses.edition_data(id_)}" for id_ in ids}
        files = self._read_branch(tuple(paths.values()))
        for item in reversed(self.published):
            content = files.get(paths[item.edition.id])
            yield Chapter(item.edition, read_differences(content) if content else None)

    def _read_branch(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """Those of the files *paths* that the publication branch has."""
        repository = self.keeping.repository
        commit = find_publication(repository, self.keeping.branch)
        if commit is None or not paths:
            return {}
        blobs = list_files(repository, commit, paths)
        contents = read_blobs(repository, tuple(blobs.values()))
        return {path: contents[blob] for path, blob in blobs.items()}

    def _compare(self, item: PublishedEdition) -> Compared:
        with TemporaryDirectory(prefix="gongshi-", ignore_cleanup_errors=True) as folder:
            old = Before(self.keeping, item, self._known, Path(folder)).snapshots()
        new = self._now
        return Compared(
            edition_title(item.edition),
            edition_title(self.edition),
            compare_snapshots(old, new),
            added=tuple(id_ for id_ in sorted(new) if id_ not in old),
            removed=tuple(id_ for id_ in sorted(old) if id_ not in new),
            methods=tuple(changed_methods(old, new)),
        )

    @property
    def _known(self) -> KnownRubrics:
        used = (item for result in self._rounds for item in result.instruments)
        return {(item.rubric.id, item.rubric_sha256): item.rubric for item in used}
