"""Everything of one campaign that a trigger may look into."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from builder.flags.sighting import Sighting
from builder.intake.campaign import Campaign
from builder.model.answers import Answer
from builder.model.evidence import Evidence
from builder.model.flags import Flag, FlagSeverity
from builder.model.marks import Mark, MarkState
from builder.model.places import CellPlace
from builder.model.returns import CampaignReturns
from builder.model.standings import Standing
from builder.model.units import Unit
from builder.rubric.schema import Indicator, Rubric, Veto
from builder.scoring.campaigns import ScoredCampaign
from builder.scoring.results import CampaignResult


@dataclass(frozen=True, slots=True)
class BoundRow:
    """One row of a rubric as it stands for one counted unit."""

    rubric: Rubric
    row: Indicator | Veto
    evidence: Evidence
    #: None for a veto that doesn't stand.
    mark: Mark | None

    def sighting(self, severity: FlagSeverity, value: str, limit: str, reason: str) -> Sighting:
        """What was found in the row; the trigger adds the cells, and what it is about."""
        return Sighting(
            *(severity, value, limit, reason, self.evidence.unit),
            instrument=self.rubric.id,
            indicator=self.row.id,
            clause=self.row.clause,
        )


@dataclass(frozen=True)
class FlagContext:
    """One campaign, read and scored, with the flags of the campaign before it."""

    result: CampaignResult
    #: Rubric id → unit id → what counted of it.
    evidence: Mapping[str, Mapping[str, Evidence]]
    #: The flags of the campaign before (or of the first round).
    earlier: tuple[Flag, ...] = ()
    #: This campaign's own flags so far; only triggers that look at flags see any.
    raised: tuple[Flag, ...] = ()
    #: (rubric id, unit id) → row id → mark, vetoes that stand included.
    marks: Mapping[tuple[str, str], Mapping[str, Mark]] = field(default_factory=dict)

    @property
    def campaign(self) -> Campaign:
        """The settings of the campaign."""
        return self.result.campaign

    @property
    def returns(self) -> CampaignReturns:
        """What came in."""
        return self.result.returns

    @property
    def rubrics(self) -> tuple[Rubric, ...]:
        """The rubrics that the campaign is scored with."""
        return tuple(one.rubric for one in self.result.instruments)

    def held_to(self, instrument: str | None) -> tuple[Rubric, ...]:
        """The rubric *instrument*; all of the campaign where a thing comes from none."""
        if instrument is None:
            return self.rubrics
        return tuple(rubric for rubric in self.rubrics if rubric.id == instrument)

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Every unit of the register, by id."""
        return {unit.id: unit for unit in self.returns.units}

    def counted(self, rubric: Rubric) -> Iterator[Evidence]:
        """What counted of each unit of the cohort; units that aren't counted are left out."""
        for evidence in self.evidence.get(rubric.id, {}).values():
            if evidence.excluded is None:
                yield evidence

    def standings(self) -> Iterator[tuple[Rubric, Standing]]:
        """Every unit's line under every rubric."""
        for one in self.result.instruments:
            for standing in one.standings.rows:
                yield one.rubric, standing

    def rows(self, rubric: Rubric, id_: str, *, all_units: bool = False) -> Iterator[BoundRow]:
        """The row (or veto) *id_* of *rubric* for each counted unit to which it applies.

        With *all_units* also for those that answer for the row but to which it doesn't apply.
        """
        # That there is such a row was checked when the condition was read.
        row = cast("Indicator | Veto", find_row(rubric, id_))
        for evidence in self.counted(rubric):
            if isinstance(row, Indicator) and not rubric.asks(row, evidence.unit.kind):
                continue
            mark = self.marks.get((rubric.id, evidence.unit.id), {}).get(id_)
            if all_units or mark is None or mark.state is not MarkState.NOT_APPLICABLE:
                yield BoundRow(rubric, row, evidence, mark)


def look_into(scored: ScoredCampaign, earlier: Sequence[Flag] = ()) -> FlagContext:
    """What triggers see of a *scored* campaign; *earlier* are the flags of the one before."""
    marks = {
        (one.rubric.id, line.unit.id): {
            mark.indicator: mark for mark in (*line.scorecard.marks, *line.scorecard.vetoes)
        }
        for one in scored.result.instruments
        for line in one.standings.rows
        if line.scorecard is not None
    }
    return FlagContext(scored.result, scored.evidence, tuple(earlier), (), marks)


def find_row(rubric: Rubric, id_: str) -> Indicator | Veto | None:
    """The row or veto of *rubric* with this id; None where it is disabled or there is none."""
    holders: tuple[Indicator | Veto, ...] = (*rubric.indicators, *rubric.vetoes)
    return next((row for row in holders if row.id == id_), None)


def distinct(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """*answers* that stand anywhere at all, each cell of each campaign once."""
    found = {(one.carried_from, one.place): one for one in answers if one.place is not None}
    return tuple(found.values())


def places_of(answers: Sequence[Answer]) -> tuple[CellPlace, ...]:
    """The cells of *answers*, each once, those of earlier campaigns left out."""
    found = (answer.place for answer in answers if not answer.carried_from)
    return tuple(dict.fromkeys(place for place in found if place is not None))
