"""What came in for a campaign: who returned what, when, and in which files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime

from builder.model.answers import Answer, Event
from builder.model.appeals import Appeal
from builder.model.catalogues import NO_CATALOGUES, Catalogues
from builder.model.dossiers import UnitDossier
from builder.model.flags import FlagAnswer
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.model.rectification import Rectification
from builder.model.units import Unit


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of a campaign's folder, with its fingerprint."""

    file: str
    sha256: str
    #: What it was recognised as: 填报表, 核定与巡查记录, …; 「无法识别」 where it wasn't.
    kind: str
    #: Id of the unit whose filing it is; None for the office's own registers.
    unit: str | None = None
    received: datetime | None = None


@dataclass(frozen=True, slots=True)
class UnitReturns:
    """Everything that came in about one unit under one instrument."""

    unit: Unit
    #: Rubric id.
    instrument: str
    #: At most one answer for each field and origin.
    answers: tuple[Answer, ...] = ()
    events: tuple[Event, ...] = ()
    #: Indicator id → 自评分 as the unit wrote it; never scored with.
    self_scores: Mapping[str, Answer] | None = None
    #: File of the unit's filing; None where it has none that can be used.
    filing: str | None = None
    received: datetime | None = None
    #: Why the unit isn't counted (未报, 截止后报送, 填报表无法读取); None where it is.
    excluded: str | None = None
    #: How late it came (逾期2天); None where it came in time.
    late: str | None = None
    #: Every filing of the unit that could be told, the one that counts among them, by name.
    versions: tuple[str, ...] = ()
    #: Files that name the unit and can't be used, by name, where it isn't counted for them.
    unusable: tuple[str, ...] = ()
    #: `version` in the filing's `_meta` sheet; None where it wasn't made from a template.
    template_version: str | None = None


@dataclass(frozen=True, slots=True)
class PersonalCell:
    """A cell that seems to hold what mustn't get out."""

    place: CellPlace
    #: What stands in it; not for any message.
    text: str = field(repr=False)
    #: What it gives away, in words: 手机号、人员姓名.
    kinds: str


@dataclass(frozen=True, slots=True)
class CampaignReturns:
    """All that came in for a campaign, and what was wrong with it."""

    #: The register, in its own order.
    units: tuple[Unit, ...]
    #: One entry for each unit and instrument that is for its kind, in the register's order.
    returns: tuple[UnitReturns, ...]
    #: (rubric id, log field id) of the logs whose sheets came in from the office.
    logs_received: frozenset[tuple[str, str]]
    inputs: tuple[InputFile, ...]
    problems: tuple[Problem, ...]
    #: What units compiled to prove their claims, in the register's order.
    dossiers: tuple[UnitDossier, ...] = ()
    #: The register of rectification, in its own order.
    rectifications: tuple[Rectification, ...] = ()
    #: The register of appeals, in its own order.
    appeals: tuple[Appeal, ...] = ()
    #: What units say to the flags raised against them.
    flag_answers: tuple[FlagAnswer, ...] = ()
    catalogues: Catalogues = NO_CATALOGUES
    #: Such cells in the rows of logs: which of those are published hangs on how a row is scored.
    personal: tuple[PersonalCell, ...] = ()


def answers_in(value: object) -> Iterator[Answer]:
    """Every answer within *value*, however deep in records, lists and mappings."""
    match value:
        case Answer():
            yield value
        case Mapping():
            for inner in value.values():
                yield from answers_in(inner)
        case tuple():
            for inner in value:
                yield from answers_in(inner)
        case _ if is_dataclass(value):
            for part in fields(value):
                yield from answers_in(getattr(value, part.name))
