"""One state of a campaign's results, as differences are read from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.intake.campaign import Campaign
from builder.model.appeals import PARTLY, UPHELD
from builder.rubric.schema import Rubric

#: One campaign's results.json, parsed (`gongshi-results/1` or `gongshi-year/1`).
Results = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A campaign's published results, with what they were made from where that is at hand."""

    results: Results
    #: Rubric id → rubric; None where only the fingerprints are known.
    rubrics: Mapping[str, Rubric] | None = None
    #: None where the settings aren't known.
    campaign: Campaign | None = None


@dataclass(frozen=True, slots=True)
class InstrumentState:
    """What one instrument came to in a snapshot, made ready to look things up."""

    snapshot: Snapshot
    #: The instrument's entry in results.json; empty where the campaign hadn't it.
    entry: Results

    @property
    def rubric(self) -> Rubric | None:
        """The rubric's text, where it is at hand."""
        rubrics = self.snapshot.rubrics or {}
        return rubrics.get(self.entry.get("id", ""))

    @property
    def lines(self) -> dict[str, Results]:
        """Unit id → its line in the standings."""
        return {row["unit"]: row for row in self.entry.get("standings", ())}

    @property
    def cards(self) -> dict[str, Results]:
        """Unit id → its scorecard; only units that are counted have one."""
        return {card["unit"]: card for card in self.entry.get("scorecards", ())}

    def prints(self, file: str) -> str | None:
        """The SHA-256 of *file*; None where it wasn't among the inputs."""
        return next((item["sha256"] for item in self._inputs if item["file"] == file), None)

    def holds(self, sha256: str | None) -> bool:
        """Whether a file of these bytes was among the inputs."""
        return any(item["sha256"] == sha256 for item in self._inputs)

    def received(self, file: str) -> str:
        """When *file* came in, as an ISO time; empty where that isn't registered."""
        found = (item["received"] for item in self._inputs if item["file"] == file)
        return next(found, None) or ""

    def filings(self, unit: str) -> tuple[Results, ...]:
        """The workbooks that are the *unit*'s own."""
        return tuple(item for item in self._inputs if item["unit"] == unit)

    @property
    def upheld(self) -> dict[tuple[str, str], str]:
        """(Unit id, indicator id) → 采纳 or 部分采纳, of the appeals that were decided so."""
        return {
            (item["unit"], item["indicator"]): item["decision"]
            for item in self.snapshot.results.get("appeals", ())
            if item["decision"] in {UPHELD, PARTLY}
        }

    def verdict(self, unit: str, indicator: str) -> str:
        """The decision on an appeal, with its reason; empty where there is none."""
        appeals = self.snapshot.results.get("appeals", ())
        key = (unit, indicator)
        found = (item for item in appeals if (item["unit"], item["indicator"]) == key)
        return next(map(_verdict, found), "")

    @property
    def _inputs(self) -> tuple[Results, ...]:
        return tuple(self.snapshot.results.get("inputs", ()))


def marks_of(card: Results) -> dict[str, Results]:
    """Indicator id → mark of a scorecard; none of an empty one."""
    return {mark["indicator"]: mark for mark in card.get("marks", ())}


def vetoes_of(card: Results) -> dict[str, Results]:
    """Veto or exclusion id → the mark of each that stands against the unit."""
    return {mark["indicator"]: mark for mark in card.get("vetoes", ())}


def state_id(results: Results) -> str:
    """What tells a campaign's results from others: its id, and of a year also the rubric's."""
    rubric = results.get("rubric")
    return f"{results['campaign']}/{rubric}" if rubric else str(results["campaign"])


def _verdict(appeal: Results) -> str:
    reason = appeal.get("reason")
    return f"{appeal['decision']}（{reason}）" if reason else str(appeal["decision"])
