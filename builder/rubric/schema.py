"""The schema of an instrument: the tree of parts, sections and indicators, and its policies."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.units import UnitKind
from builder.rubric.fields import Field
from builder.rubric.ratings import Comparability, Rating
from builder.rubric.record import Record
from builder.rubric.rules import Rule
from builder.rubric.terms import Condition, Measure


class Default(Record):
    """A choice of ours where the source is silent; printed on the method page (law 8)."""

    key: str
    """Path of the key that holds the choice, from where this default stands: `rule.when`."""
    text: str
    """The choice in Chinese; the page puts 「源文件未明确，本系统采用」 before it."""


class NotApplicable(StrEnum):
    """What becomes of a row's points where it doesn't apply.

    zero: no points, and the full points stay in the sum. full: full points. exclude_rescale: the
    row leaves the sum, and the rest is scaled to the declared total. group_mean: the mean of what
    the other units of the cohort got in the row. spread: its points go to the other rows of its
    section, in proportion.
    """

    ZERO = "zero"
    FULL = "full"
    EXCLUDE_RESCALE = "exclude_rescale"
    GROUP_MEAN = "group_mean"
    SPREAD = "spread"


class Sampling(Record):
    """A sample that anybody can draw again: seeded with campaign and unit."""

    size: int = Key(ge=1)
    """How many are drawn."""
    of: str
    """The field that holds how many there are; they are numbered from 1."""


class Indicator(Record):
    """One row of the rubric."""

    id: str
    """The row's number, such as 1.4a; unique in the instrument."""
    title: str
    """The row's short name."""
    wording: str
    """The source's own wording of requirement and points."""
    correction: str = ""
    """The wording as corrected, where the source is garbled."""
    clause: str
    """Where it stands in the source, such as 「附件2 一.1」."""
    method: str
    """How it is assessed, in the source's words (查资料, 看现场)."""
    office: str = ""
    """The responsible office, where the source names one."""
    points: Decimal | None = None
    """Full points; left out where a row has no limit of its own."""
    weight: Decimal = Key(default=Decimal(1), gt=0)
    """Its weight in a section whose method is `mean`."""
    evidence: tuple[str, ...] = ()
    """The papers that prove it."""
    fields: tuple[Field, ...] = ()
    """What is asked for."""
    rule: Rule
    """How points follow from the fields."""
    kinds: tuple[UnitKind, ...] = ()
    """The kinds of unit that answer for the row; all of the rubric's where left out."""
    applies: Condition | None = None
    """When the row applies to a unit; always, where it is left out. Unanswered, the row waits."""
    not_applicable: NotApplicable = NotApplicable.EXCLUDE_RESCALE
    """What becomes of the points where it doesn't."""
    shown: tuple[Measure, ...] = ()
    """Figures printed beside the mark and not scored."""
    sampling: Sampling | None = None
    """The sample that the assessor draws for this row."""
    disabled: str = ""
    """Why the row isn't used here; then it is on the method page, not asked for and not scored."""
    defaults: tuple[Default, ...] = ()
    """The choices in this row that the source doesn't state."""


class SectionKind(StrEnum):
    """Whether a section's points are the base, are added, or are taken off."""

    BASE = "base"
    BONUS = "bonus"
    PENALTY = "penalty"


class Gate(Record):
    """What a bonus section asks for before it counts."""

    base_at_least: Decimal
    """The base points that its part has to come to."""


class Section(Record):
    """A block of rows with a declared sum or a cap."""

    id: str
    title: str
    """The source's heading."""
    kind: SectionKind = SectionKind.BASE
    """Base points, bonus or penalty."""
    points: Decimal | None = None
    """Base: what the rows must add up to. Bonus and penalty: the cap; none where left out."""
    method: Literal["sum", "mean"] = "sum"
    """Whether its points are the sum of its rows, or their weighted mean."""
    weight: Decimal = Key(default=Decimal(1), gt=0)
    """Its weight in a part whose method is `mean`."""
    gate: Gate | None = None
    """For a bonus section: what has to be reached before any of it counts."""
    all_indicators: tuple[Indicator, ...] = Key(alias="indicators")
    """The rows, with those that are disabled."""
    defaults: tuple[Default, ...] = ()
    """The choices in this section that the source doesn't state."""

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The rows that are used, in order."""
        return tuple(row for row in self.all_indicators if not row.disabled)

    @model_validator(mode="after")
    def _only_a_bonus_is_gated(self) -> Self:
        if self.gate is not None and self.kind is not SectionKind.BONUS:
            message = "gate 只用于加分板块（kind: bonus）"
            raise ValueError(message)
        return self


class Part(Record):
    """A weighted part of the total, such as 日常评估 70%."""

    id: str
    title: str
    weight: Decimal = Decimal(1)
    """Its weight in the total, 0.7 for 70%; where parts are weighed, the weights add up to 1."""
    points: Decimal
    """What its base sections add up to."""
    method: Literal["sum", "mean"] = "sum"
    """Whether its base is the sum of its base sections, or their weighted mean."""
    floor: Decimal | None = Decimal(0)
    """The least that the part can come to; null for none."""
    ceiling: Decimal | None = None
    """The most that the part can come to; null for none."""
    sections: tuple[Section, ...]


class TieKey(Record):
    """One step of the chain that decides a tie."""

    by: Literal["part", "penalty", "indicator"]
    """What is compared: a part's points, what was taken off in all, or one row's points."""
    id: str = ""
    """Which part or indicator."""
    better: Literal["more", "less"] = "more"
    """Whether more or less of it comes first."""


class Grade(Record):
    """A title for the first so many, for a range of totals, or for the first within a range.

    A tie for the last of so many places that the chain doesn't break waits for a person.
    """

    title: str
    top: int | None = Key(default=None, ge=1)
    """How many win it; all that are in the range where left out."""
    at_least: Decimal | None = None
    """The least total that wins it."""
    below: Decimal | None = None
    """The total from which it is no longer this title but a better one."""
    honour: bool = True
    """Whether a veto keeps a unit from it; false for a mere description such as 不合格."""
    among: str = ""
    """Only those that won this other grade; all ranked units where left out."""
    tie_chain: tuple[TieKey, ...] = ()
    """What decides between units with the same printed total."""

    @model_validator(mode="after")
    def _is_limited(self) -> Self:
        if self.top is None and self.at_least is None and self.below is None:
            message = "等次须写 top、at_least、below 中的至少一个"
            raise ValueError(message)
        return self

    def covers(self, total: Decimal) -> bool:
        """Whether *total* is in its range."""
        enough = self.at_least is None or total >= self.at_least
        return enough and (self.below is None or total < self.below)


class Veto(Record):
    """A condition that takes away the honours (一票否决), and the points only if it says so."""

    id: str
    title: str
    wording: str
    clause: str
    fields: tuple[Field, ...]
    when: Condition
    """When it stands."""
    score: Decimal | None = None
    """What the total becomes where it stands; left out, it doesn't touch the points."""
    defaults: tuple[Default, ...] = ()


class Exclusion(Record):
    """The last in one row lose the honours, whatever their total (末位取消资格)."""

    id: str
    title: str
    wording: str
    clause: str
    indicator: str
    """The row that is looked at."""
    last: int = Key(ge=1)
    """How many from the end; those that share the last of these places are all in it."""
    defaults: tuple[Default, ...] = ()


class Rounding(Record):
    """Places to which rows, parts and totals are rounded, half up."""

    rows: int = Key(default=2, ge=0, le=6)
    totals: int = Key(default=2, ge=0, le=6)


class Annual(Record):
    """How the campaigns of a year come to one result."""

    method: Literal["mean"] = "mean"
    minimum: int = Key(ge=1)
    """How many campaigns a unit must have been counted in."""


class Source(Record):
    """The document that the instrument comes from."""

    document: str
    """Title of the document."""
    number: str = ""
    """文号."""
    issuer: str = ""
    issued: str = ""
    """Date of issue, as printed."""
    attachment: str = ""
    """Which attachment holds the rubric."""


class Rubric(Record):
    """One edition of a rubric for one kind of unit: an instrument."""

    id: str = Key(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    source: Source
    kinds: tuple[UnitKind, ...]
    """The kinds of unit that it is for."""
    ties: Literal["competition", "dense"] = "competition"
    """Competition: 1, 2, 2, 4. Dense: 1, 2, 2, 3."""
    leagues: Literal["one", "same_rows"] = "one"
    """Whether all units are ranked together, or those that answer for the same rows."""
    rounding: Rounding = Rounding()
    composition: Literal["weighted", "sum"] = "weighted"
    """Whether the total is the weighted mean of the parts, or their sum."""
    ranking: Literal["total", "none"] = "total"
    """Whether units are ranked by their total; with none, neither total nor rank is published."""
    total_title: str = "总分"
    """What the total is called, where it is no score: 完成率, 达标率."""
    total_measure: str = "分"
    """What the total is counted in: 分, or % for a rate out of 100."""
    total_note: str = ""
    """What has to be said wherever totals stand, such as 源文件未赋分，仅供排序参考."""
    parts: tuple[Part, ...]
    ratings: tuple[Rating, ...] = ()
    """Labels by bands of points, in the order in which they are worked out."""
    vetoes: tuple[Veto, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    grades: tuple[Grade, ...] = ()
    comparability: Comparability | None = None
    """Whether results may be compared with the edition before; unsaid where left out."""
    annual: Annual | None = None
    defaults: tuple[Default, ...] = ()
    """The choices for the whole that the source doesn't state."""
    notes: tuple[str, ...] = ()
    """What a reader should know of the source: misprints, contradictions."""

    def asks(self, row: Indicator, kind: UnitKind) -> bool:
        """Whether units of *kind* answer for *row*."""
        return kind in (row.kinds or self.kinds)

    def league(self, kind: UnitKind) -> tuple[bool, ...]:
        """What units of *kind* have in common with those that they are ranked with."""
        if self.leagues == "one":
            return ()
        return tuple(self.asks(row, kind) for row in self.indicators)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section, in order."""
        return tuple(section for part in self.parts for section in part.sections)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every row that is used, in order."""
        return tuple(row for section in self.sections for row in section.indicators)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by id, those of the vetoes last."""
        holders: tuple[Indicator | Veto, ...] = (*self.indicators, *self.vetoes)
        return {field.id: field for holder in holders for field in holder.fields}
