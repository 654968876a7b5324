"""The settings of one campaign, `input/<campaign>/campaign.yml`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, field_validator, model_validator
from pydantic import Field as Key

from builder.intake.wording import tidy
from builder.rubric.record import Record

#: Folders of the site that no campaign may be called after.
RESERVED = frozenset({"assets", "data", "editions", "feeds", "flags", "methods", "rules", "search"})

#: Words as they are printed: one line, without signs that nobody sees.
Text = Annotated[str, AfterValidator(tidy)]
#: Words that stand in menus too, and in the settings of the site generator.
Title = Annotated[str, Key(max_length=200), AfterValidator(tidy)]


class Period(Record):
    """The days that are assessed, both included."""

    start: date
    end: date

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        _refuse_backwards(self.start, self.end)
        return self

    def holds(self, day: date) -> bool:
        """Whether *day* is assessed."""
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.start}至{self.end}"


class Phase(Record):
    """A dated stretch of the process: self-check, a round, rectification, the report."""

    title: Text
    start: date
    end: date
    """The last day, included; the same as *start* for a phase of one day."""
    note: Text = ""
    """What the source says of it otherwise, and how that is understood."""

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        _refuse_backwards(self.start, self.end)
        return self


class Ruling(Record):
    """What a person decided where a rubric's chain of ties ends, and on what grounds."""

    title: Text
    """The grade or honour that they tied for (好)."""
    winners: tuple[str, ...] = Key(min_length=1)
    """The units that get it, by id or name: as many as there are places."""
    reason: Text = Key(min_length=1)
    post: Text = Key(min_length=1)
    """Who decided: the post (局长办公会), never a person's name."""
    decided: date

    @property
    def words(self) -> str:
        """The whole of it in a sentence without a full stop."""
        return f"「{self.title}」并列，{self.post}{self.decided}裁定：{self.reason}"


class Campaign(Record):
    """One round of evaluation; or, with `combines`, the year that several rounds come to."""

    id: str = Key(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """The same as the name of its folder."""
    title: Title
    short_title: Title = ""
    """What it is called in menus; the title where left out."""
    authority: Title
    """主办单位."""
    region: Title
    """The county or district, as printed."""
    demo: bool = False
    """Whether every page says 演示数据."""
    status: Literal["draft", "final"] = "draft"
    """Whether the results are signed off."""
    data_license: Text = Key("可自由使用，请注明出处", min_length=1)
    """On what terms others may use the open data, as printed."""
    period: Period
    deadline: datetime | None = None
    """When filings are due (local time); what comes later is marked late."""
    cutoff: datetime | None = None
    """When the cohort is frozen; what comes later isn't counted."""
    instruments: tuple[str, ...] = ()
    """The rubrics that are scored with; each unit is scored by those for its kind."""
    dossiers: tuple[str, ...] = ()
    """The 佐证材料汇编 that units compile; nothing of them is scored."""
    catalogues: tuple[str, ...] = ()
    """The catalogues for citizens (一件事, 惠企政策…) that are published with it."""
    previous: str | None = None
    """The campaign before, from which fields marked `carry_forward` are taken."""
    rescores: bool = False
    """Whether it is the second round of `previous`: what hasn't changed keeps its mark."""
    phases: tuple[Phase, ...] = ()
    """The dated steps of the whole process, in order."""
    rulings: tuple[Ruling, ...] = ()
    """What was decided on ties that the rubric leaves open."""
    combines: tuple[str, ...] = ()
    """The campaigns whose results make this year's."""

    @field_validator("id")
    @classmethod
    def _leaves_the_sites_own_folders(cls, value: str) -> str:
        if value in RESERVED:
            message = f"「{value}」是站点自己的文件夹，请换一个标识"
            raise ValueError(message)
        return value

    @model_validator(mode="after")
    def _scores_or_combines(self) -> Self:
        own = self.instruments or self.dossiers or self.catalogues
        if bool(own) == bool(self.combines):
            message = "instruments、dossiers、catalogues（可以都写）和 combines，须写且只写一方"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _rescores_something(self) -> Self:
        if self.rescores and self.previous is None:
            message = "写 rescores 的须写 previous（第一轮）"
            raise ValueError(message)
        return self

    @property
    def last_day(self) -> date:
        """The day up to which deadlines are looked at: the cutoff's, else the period's last."""
        return self.cutoff.date() if self.cutoff else self.period.end

    @property
    def menu_title(self) -> str:
        """The title for menus."""
        return self.short_title or self.title


def _refuse_backwards(start: date, end: date) -> None:
    if end < start:
        message = "end 不能早于 start"
        raise ValueError(message)
