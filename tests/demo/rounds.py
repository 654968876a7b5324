"""A campaign to be made: its units, what is true of them, and what is wrong on purpose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from builder.intake.campaign import Campaign
from builder.model.answers import Value
from builder.model.units import Unit

from .blots import Blot, Note
from .books import Cell
from .files import File
from .truth import EventRow


@dataclass(frozen=True, slots=True)
class Version:
    """One more workbook of a unit that files several; *received* is None where nobody noted it."""

    file: str
    received: datetime | None
    #: Field id → what this version says instead.
    written: Mapping[str, Cell] = field(default_factory=dict)
    #: What its `_meta` sheet says, where that isn't what the unit's own says.
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Round:
    """Everything that makes one campaign's folder; keys are (unit id, field or log id)."""

    campaign: Campaign
    #: 行政区划代码.
    code: str
    units: tuple[Unit, ...]
    #: Unit id → 简称.
    short: Mapping[str, str]
    #: Unit id → how well it does, from 0 to 1.
    quality: Mapping[str, Decimal]
    #: Values that are true because the demo needs them.
    facts: Mapping[tuple[str, str], Value | None] = field(default_factory=dict)
    #: Rows of logs that are true because the demo needs them.
    events: Mapping[tuple[str, str], tuple[EventRow, ...]] = field(default_factory=dict)
    #: Unit id → the unit whose every value it shares.
    twins: Mapping[str, str] = field(default_factory=dict)
    blots: tuple[Blot, ...] = ()
    #: An assessor's own words; empty for a verdict without a reason.
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    #: Unit id → parts of its form's layout that are not as usual.
    layouts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: Units that filed nothing.
    absent: frozenset[str] = frozenset()
    #: Units whose workbook arrived in half.
    broken: frozenset[str] = frozenset()
    #: Unit id → when its workbook came, where that isn't in good time; None for no receipt.
    received: Mapping[str, datetime | None] = field(default_factory=dict)
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    #: Files that are no unit's filing.
    strangers: tuple[File, ...] = ()
    notes: tuple[Note, ...] = ()
    #: Suffix of the register of receipts.
    receipts_file: str = "收件登记.xlsx"
