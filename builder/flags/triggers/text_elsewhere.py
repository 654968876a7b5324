"""Trigger kind 「套用残留」: a text that names another county, or the plan of another year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Literal

from pydantic import Field as Key

from builder.flags.context import FlagContext
from builder.flags.published_texts import PublishedText, catalogue_texts, statement_texts
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger, fits
from builder.model.flags import FlagSeverity
from builder.rubric.record import Record


class Region(Record):
    """A county that documents are known to be copied from, by every name that gives it away."""

    names: tuple[str, ...] = Key(min_length=1)
    instruments: tuple[str, ...] = ()
    """Rubrics of its own, under which the names are at home."""


def _longest(names: list[str]) -> list[str]:
    """*names* without those that only stand within another of them."""
    return [name for name in names if not any(name in other and name != other for other in names)]


class TextElsewhereTrigger(BaseTrigger):
    """套用残留：单位填写的文字或目录中出现所列别的县（区、市）名称的列入，一格一条。

    单位填写的文字提到评估期以外年份的方案、计划的也列入。本地名称、细则所属地的名称不算。
    """

    kind: Literal["text_elsewhere"]
    severity: FlagSeverity
    regions: tuple[Region, ...]
    plans: tuple[str, ...] = ()
    """What a yearly plan is called: 实施方案, 工作要点."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a text, with everything in it that belongs elsewhere."""
        names, seen = self._foreign(context), set()
        for text in chain(statement_texts(context), catalogue_texts(context)):
            found = _longest([name for name in names if name in text.text])
            if text.instrument is not None:
                found += self._other_years(text.text, context)
            if found and (text.place, text.text) not in seen:
                seen.add((text.place, text.text))
                yield self._sighting(text, found)

    def _foreign(self, context: FlagContext) -> tuple[str, ...]:
        """The names that mean elsewhere in this campaign."""
        campaign = context.campaign
        home = (campaign.region, campaign.authority, *(unit.name for unit in context.returns.units))
        return tuple(
            name
            for region in self.regions
            if not any(
                fits(own, rubric) for own in region.instruments for rubric in context.rubrics
            )
            if not any(name in word for name in region.names for word in home)
            for name in region.names
        )

    def _other_years(self, text: str, context: FlagContext) -> Iterator[str]:
        """The plans of years that the campaign's period has no day in."""
        if not self.plans:
            return
        period = context.campaign.period
        plan = rf"((?:19|20)[0-9]{{2}})年度?[^，。；、\n]{{0,20}}?(?:{'|'.join(self.plans)})"
        for match in re.finditer(plan, text):
            if not period.start.year <= int(match[1]) <= period.end.year:
                yield match[0]

    def _sighting(self, text: PublishedText, found: list[str]) -> Sighting:
        shown = "、".join(f"“{word}”" for word in dict.fromkeys(found))
        return Sighting(
            *(self.severity, shown, "写本地、本期的名称"),
            f"“{text.title}”中出现{shown}，疑似套用别处或往年的文稿",
            text.unit,
            instrument=text.instrument,
            indicator=text.indicator,
            subject=f"{text.title} {text.place.cell if text.place else ''}".strip(),
            places=(text.place,) if text.place else (),
        )
