"""The returns of one campaign, with every version that git has of them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from builder.chronicling.keeping import Keeping
from builder.editions.provenance import Blob, CampaignFiles, trace_all
from builder.editions.return_owners import find_owners
from builder.editions.snapshot import Results
from builder.editions.sources import UnitSources, known_cells, publishable_history
from builder.formats.git_reading import file_versions
from builder.intake.calendar import SETTINGS
from builder.scoring.results import CampaignResult


@dataclass(frozen=True)
class CampaignSources:
    """A campaign's files in git, and the editions that rest on them."""

    keeping: Keeping
    result: CampaignResult
    #: Title → the campaign's results, of every published edition that has it, the earliest first.
    published: Mapping[str, Results]
    #: Its results now.
    now: Results

    def by_unit(self) -> Mapping[str, UnitSources]:
        """Unit id → where its figures come from; of units that filed something.

        Raises GitError and OSError.
        """
        names = {unit.id: unit.name for unit in self.result.returns.units}
        traced = trace_all(self._files, self._contents, names, self._owners)
        return {
            unit: publishable_history(
                history,
                known_cells(self._states, {one.file for one in history.versions}, self._withheld),
                self._received,
                self._used,
            )
            for unit, history in traced.items()
        }

    @cached_property
    def _files(self) -> CampaignFiles:
        repository = self.keeping.repository
        folder = self.keeping.path("input", self.result.campaign.id)
        return CampaignFiles(repository, folder, file_versions(repository, folder))

    @cached_property
    def _contents(self) -> Mapping[Blob, bytes]:
        return self._files.contents()

    @property
    def _states(self) -> tuple[Results, ...]:
        """The campaign's results in every edition and now."""
        return (*self.published.values(), self.now)

    @cached_property
    def _withheld(self) -> frozenset[str]:
        """The ids of fields whose numbers, or small ones of them, aren't published."""
        rows = (row for item in self.result.instruments for row in item.rubric.indicators)
        fields = (field for row in rows for field in row.fields)
        return frozenset(f.id for f in fields if f.private or f.suppress_below is not None)

    @cached_property
    def _owners(self) -> Mapping[Blob, str]:
        """Whose each version is: as an edition has it, else as intake tells it today."""
        told = {item["sha256"]: item["unit"] for one in self._states for item in one["inputs"]}
        known: dict[Blob, str | None] = {}
        rest: dict[Blob, bytes] = {}
        for key, content in self._contents.items():
            sha256 = hashlib.sha256(content).hexdigest()
            if sha256 in told:
                known[key] = told[sha256]
            elif key[1] != SETTINGS:
                rest[key] = content
        found = {**known, **(self._find_owners(rest) if rest else {})}
        return {key: unit for key, unit in found.items() if unit is not None}

    def _find_owners(self, contents: Mapping[Blob, bytes]) -> Mapping[Blob, str]:
        campaign, returns = self.result.campaign, self.result.returns
        rubrics = {item.rubric.id: item.rubric for item in self.result.instruments}
        folder = self.keeping.inputs / campaign.id
        return find_owners(contents, folder, campaign, rubrics, returns)

    @cached_property
    def _received(self) -> Mapping[str, str]:
        """SHA-256 → when the file came in, as an ISO time, where that is registered."""
        inputs = (item for one in self._states for item in one["inputs"])
        return {item["sha256"]: item["received"] for item in inputs if item["received"]}

    @cached_property
    def _used(self) -> Mapping[str, Sequence[str]]:
        """SHA-256 → the titles of the published editions that hold the file, the earliest first."""
        used: dict[str, list[str]] = {}
        for title, results in self.published.items():
            for sha256 in dict.fromkeys(item["sha256"] for item in results["inputs"]):
                used.setdefault(sha256, []).append(title)
        return used
