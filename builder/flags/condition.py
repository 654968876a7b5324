"""A condition (红旗条件) as its file holds it: rule, triggers, words around it, worked example."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.flags.scenes import Scene
from builder.flags.triggers import Trigger
from builder.flags.triggers.base import fits
from builder.intake.campaign import Campaign
from builder.model.flags import FLAG_SEVERITY_ORDER, FlagSeverity
from builder.rubric.record import Record
from builder.rubric.schema import Rubric


class Publicity(StrEnum):
    """Who may see a flag; the value stands in files."""

    PUBLIC = "公"
    INTERNAL = "内"
    #: Only once the campaign is signed off.
    WHEN_FINAL = "审签后公"

    def allows(self, campaign: Campaign) -> bool:
        """Whether a flag of *campaign* may be published."""
        if self is Publicity.WHEN_FINAL:
            return campaign.status == "final"
        return self is Publicity.PUBLIC


class Unbound(Record):
    """An instrument that asks something alike, and why the condition doesn't look there."""

    instrument: str
    indicator: str
    reason: str


class OwnClause(Record):
    """Where the document of an instrument, or of all its profiles, makes the demand."""

    instrument: str
    clause: str


class WorkedExample(Record):
    """A case that raises the condition, and its nearest neighbour that must not."""

    raised: Scene
    innocent: Scene

    @model_validator(mode="after")
    def _differ(self) -> Self:
        if not self.raised.gives or self.innocent.gives:
            message = "raised 须写 gives（应列入什么），innocent 不写"
            raise ValueError(message)
        return self


class FlagCondition(Record):
    """One condition, the same for every campaign."""

    code: str = Key(pattern=r"^RF-\d\d$")
    title: str
    rule: str
    """When it is raised, in one plain sentence."""
    triggers: tuple[Trigger, ...] = Key(min_length=1)
    """What is looked for; each may find something."""
    public: Publicity
    """Who may see its flags."""
    clauses: tuple[OwnClause, ...] = ()
    """Where the documents that make the demand have it."""
    clause: str = ""
    """What a flag rests on where the document of its campaign doesn't make the demand."""
    source: str
    """The documents that it comes from, in words."""
    exclusions: tuple[str, ...] = ()
    """What isn't raised: 0件差评不适用."""
    why: str
    """Why it matters."""
    caveat: str
    """What it does not prove (线索不等于结论)."""
    advice: str
    """What the unit should do."""
    defaults: tuple[str, ...] = ()
    """Choices of ours; the page puts 「源文件未明确，本系统采用」 before each."""
    unbound: tuple[Unbound, ...] = ()
    """Where something alike is asked for, but not looked at."""
    example: WorkedExample

    def clause_in(self, rubrics: Iterable[Rubric]) -> str:
        """What a flag under *rubrics* rests on, where no row says it: their own clause if any.

        No unit is held to the clause of another county's document as if it were its own.
        """
        for rubric in rubrics:
            for own in self.clauses:
                if fits(own.instrument, rubric):
                    return own.clause
        return self.clause or self.source

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """The severities that it can give, the gravest first."""
        found = {severity for trigger in self.triggers for severity in trigger.severities}
        return tuple(severity for severity in FLAG_SEVERITY_ORDER if severity in found)
