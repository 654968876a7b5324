"""Scenes: small made-up campaigns that prove a condition, printed and tested alike."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field as Key

from builder.flags.scene_catalogues import SceneItem
from builder.model.flags import FlagSeverity
from builder.model.units import UnitKind
from builder.rubric.record import Record


class SceneUnit(Record):
    """One unit's returns, by field; what isn't mentioned is blank."""

    name: str = "示例单位"
    kind: UnitKind | None = None
    """The first kind of the instrument where left out."""
    answers: dict[str, object] = Key(default_factory=dict)
    """Field → value; 未填, 无法识别 and 不适用 stand for themselves."""
    logs: dict[str, tuple[dict[str, object], ...]] = Key(default_factory=dict)
    """Log → its rows, by column."""
    self_scores: dict[str, Decimal] = Key(default_factory=dict)
    """Row → 自评分."""
    received: datetime | None = None
    """When the return came in."""
    excluded: str = ""
    """Why it isn't counted (未报); counted where left out."""


class SceneProblem(Record):
    """A problem of what came in, as the checks found it."""

    code: str
    unit: str = "示例单位"
    wrong: str


class SceneRectification(Record):
    """One row of the register of rectification."""

    number: str = "1"
    unit: str = "示例单位"
    indicator: str
    problem: str = ""
    due: date | None = None
    conclusion: Literal["已销号", "整改中", "未整改", ""] = ""


class SceneAppeal(Record):
    """One row of the register of appeals."""

    unit: str = "示例单位"
    indicator: str
    decision: str = ""
    """Empty while it is undecided."""


class ExpectedFlag(Record):
    """A flag of the condition that the scene gives; what is left out isn't looked at."""

    severity: FlagSeverity
    value: str
    limit: str
    unit: str | None = None
    indicator: str | None = None
    subject: str | None = None
    public: bool | None = None
    clause: str | None = None


class Scene(Record):
    """A made-up campaign, and the flags of the condition that it gives: none for a neighbour."""

    title: str
    """What it shows."""
    computed: str = ""
    """How the value is worked out by hand, where that isn't plain to see."""
    instrument: str = ""
    """Id of a rubric of ours; empty for a scene without returns."""
    units: tuple[SceneUnit, ...] = ()
    before: tuple[SceneUnit, ...] = ()
    """The same units in the campaign before."""
    rescores: bool = False
    """Whether it is the second round of what was before."""
    status: Literal["draft", "final"] = "draft"
    period_end: date = date(2021, 12, 31)
    deadline: datetime | None = None
    last_day: date | None = None
    """The day up to which deadlines are looked at; the last of the period where left out."""
    absent_logs: tuple[str, ...] = ()
    """The office's registers that never came in."""
    problems: tuple[SceneProblem, ...] = ()
    rectifications: tuple[SceneRectification, ...] = ()
    appeals: tuple[SceneAppeal, ...] = ()
    catalogues: dict[str, tuple[SceneItem, ...]] = Key(default_factory=dict)
    """Catalogue → its items."""
    region: str = "示例县"
    """The county that is assessed."""
    gives: tuple[ExpectedFlag, ...] = ()
    """What is raised under the condition, in the order of the units."""
