"""What units lost, row by row: the points, or the word that falls short, and the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.model.marks import Mark, MarkState
from builder.model.numbers import ZERO, plain
from builder.model.standings import Scorecard
from builder.model.units import Unit
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.conclusions import conclusion, only_concludes, tone_of
from builder.scoring.losses import lost_points
from builder.scoring.results import CampaignResult
from builder.wording import POINTS

#: How many of the cells that a row rests on are named.
_CELLS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Loss:
    """One row of a rubric in which one unit lost points, or fell short of what is asked."""

    unit: Unit
    rubric: Rubric
    mark: Mark
    #: Points lost; None where the rubric gives none.
    lost: Decimal | None
    #: Whether the points were taken off, not missed.
    penalty: bool = False

    @property
    def word(self) -> str:
        """What the row came to in a word: 未达标, 未填; empty where points alone say it."""
        scored = self.mark.state is MarkState.SCORED
        return self.mark.label if scored else conclusion(self.mark)

    @property
    def reason(self) -> str:
        """The arithmetic as it is published."""
        return "；".join(self.mark.trace)

    @property
    def summary(self) -> str:
        """What was lost, in a clause: 失2分（分值5分，得3分）, 未达标."""
        mark = self.mark
        if self.lost is None:
            return self.word
        if self.penalty or mark.most is None:
            return f"扣{plain(self.lost)}分"
        state = "没有得分" if mark.points is None else f"得{plain(mark.points)}分"
        return f"失{plain(self.lost)}分（分值{plain(mark.most)}分，{state}）"

    @property
    def cells(self) -> str:
        """Where the values stand that it rests on, the first of them by name."""
        places = [str(answer.place) for answer in self.mark.answers if answer.place]
        found = list(dict.fromkeys(places))
        more = f"等{len(found)}处" if len(found) > _CELLS_NAMED else ""
        return "；".join(found[:_CELLS_NAMED]) + more


def list_losses(result: CampaignResult) -> Iterator[Loss]:
    """Every loss of the units that count, in the order of the register, then of the rubrics."""
    cards = [
        {row.unit.id: row.scorecard for row in item.standings.rows if row.scorecard is not None}
        for item in result.instruments
    ]
    for unit in result.returns.units:
        for instrument, own in zip(result.instruments, cards, strict=True):
            if unit.id in own:
                yield from _losses_of(own[unit.id], instrument.rubric)


def _losses_of(card: Scorecard, rubric: Rubric) -> Iterator[Loss]:
    if only_concludes(rubric) or rubric.total_measure != POINTS:
        short = (mark for mark in card.marks if _falls_short(mark))
        yield from (Loss(card.unit, rubric, mark, None) for mark in short)
        return
    for section in (section for part in card.parts for section in part.sections):
        kind = SectionKind(section.kind)
        for mark in section.marks:
            lost = lost_points(mark, kind)
            if lost > ZERO:
                yield Loss(card.unit, rubric, mark, lost, kind is SectionKind.PENALTY)


def _falls_short(mark: Mark) -> bool:
    judged = tone_of(conclusion(mark)) in {"short", "near"}
    return judged or mark.state is MarkState.MISSING
