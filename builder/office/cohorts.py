"""The units of a campaign that are told of together, and what stands beside each of them."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from builder.model.marks import Mark
from builder.model.numbers import percent, plain
from builder.model.standings import Scorecard, SectionTally, Standing
from builder.model.units import UNIT_KIND_NAMES
from builder.rubric.schema import Indicator, Part, Rubric, Section, SectionKind
from builder.scoring.leagues import leagues
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.wording import POINTS, tell_absence, veto_words

#: Full points or a cap, as titles of sections name them: 「（30分）」.
_LIMIT = re.compile(r"[（(]\d+(?:\.\d+)?分[）)]")

#: Stands where there is no value at all.
DASH = "—"


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are ranked, or just listed, among themselves under one instrument."""

    #: 县直部门, or the instrument's title where several groups are of the same kinds.
    name: str
    instrument: InstrumentResult
    #: In the order of the standings.
    rows: tuple[Standing, ...]

    @property
    def rubric(self) -> Rubric:
        """What they are assessed by."""
        return self.instrument.rubric

    @property
    def counted(self) -> tuple[Standing, ...]:
        """The lines of the units that count."""
        return tuple(row for row in self.rows if row.scorecard is not None)

    @property
    def absent(self) -> tuple[Standing, ...]:
        """The lines of the units that don't."""
        return tuple(row for row in self.rows if row.scorecard is None)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The rows that any of the units answers for."""
        return tuple(row for row in self.rubric.indicators if self._asks(row))

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections with such rows."""
        return tuple(s for s in self.rubric.sections if any(map(self._asks, s.indicators)))

    def tallies(self, card: Scorecard) -> tuple[SectionTally, ...]:
        """What *card* came to in those sections, in order."""
        shown = {section.id for section in self.sections}
        tallies = (tally for part in card.parts for tally in part.sections)
        return tuple(tally for tally in tallies if tally.section in shown)

    @property
    def summed_parts(self) -> tuple[Part, ...]:
        """The parts of the total that are worth a column: of several, those of many sections."""
        parts = self.rubric.parts if len(self.rubric.parts) > 1 else ()
        return tuple(part for part in parts if len(part.sections) > 1)

    def _asks(self, row: Indicator) -> bool:
        kinds = {standing.unit.kind for standing in self.rows}
        return any(self.rubric.asks(row, kind) for kind in kinds)

    def late(self, row: Standing) -> str:
        """How late the unit of *row* filed; nothing where it filed in time."""
        return self.instrument.standings.cohort.late.get(row.unit.id, "")


def list_groups(result: CampaignResult) -> tuple[Group, ...]:
    """The groups of all instruments, in their order."""
    found = [(item, league) for item in result.instruments for league in leagues(item)]
    names = [_kinds(item.rubric, league) for item, league in found]
    common = Counter(names)
    return tuple(
        Group(name if common[name] == 1 else item.rubric.title, item, league)
        for name, (item, league) in zip(names, found, strict=True)
    )


def _kinds(rubric: Rubric, league: tuple[Standing, ...]) -> str:
    kinds = {row.unit.kind for row in league}
    return "、".join(UNIT_KIND_NAMES[kind] for kind in rubric.kinds if kind in kinds)


def remarks(group: Group, row: Standing) -> str:
    """Why a unit isn't counted, its vetoes, its lateness, and what is still open."""
    vetoes = row.scorecard.vetoes if row.scorecard else ()
    found = (
        (row.unranked_reason or "") if row.scorecard is None else "",
        *map(_veto, vetoes),
        group.late(row),
        *row.undecided,
        *row.ruled,
    )
    return "；".join(word for word in found if word)


def _veto(veto: Mark) -> str:
    return f"{veto_words(veto)}，取消评优资格"


def section_value(section: SectionTally) -> Decimal | str:
    """What a section came to; a word where it has no points at all: 0 is another thing."""
    return tell_absence(section) or section.points


def section_head(section: Section, rubric: Rubric) -> str:
    """The title of *section* with its full points or its cap, unless it names them itself."""
    if section.points is None or rubric.total_measure != POINTS or _LIMIT.search(section.title):
        return section.title
    limit = "满分" if section.kind is SectionKind.BASE else "上限"
    return f"{section.title}（{limit}{plain(section.points)}）"


def part_head(part: Part, rubric: Rubric) -> str:
    """The title of *part*, with its share of the total where parts are weighed."""
    share = f"（占{percent(part.weight)}）" if rubric.composition == "weighted" else ""
    return f"{part.title}小计{share}"


def total_head(rubric: Rubric) -> str:
    """What totals are called, with their measure where it isn't points."""
    measure = rubric.total_measure
    return rubric.total_title if measure == POINTS else f"{rubric.total_title}（{measure}）"
