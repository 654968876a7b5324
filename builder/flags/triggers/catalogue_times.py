"""Trigger kind 「承诺时限」: what a guide promises against the law and against set days."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.flags.context import FlagContext
from builder.flags.guides import Entry, entries
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.answers import Answer, AnswerState
from builder.model.catalogues import CALENDAR_DAYS, WORKING_DAYS
from builder.model.flags import FlagSeverity
from builder.model.numbers import brief, percent
from builder.rubric.catalogue_columns import Role
from builder.rubric.record import Record


class DaysLimit(Record):
    """The most working days that certain guides may promise."""

    title: str
    """What such a guide is called: 即办件."""
    column: str
    """Id of the column that tells such a guide."""
    equals: str
    """What it says of one, as a reader sees it: 即办件, 是."""
    days: Decimal
    """Exactly so many pass."""


class CatalogueTimesTrigger(BaseTrigger):
    """承诺时限：承诺时限超过法定时限的规定份额，或超过某类指南的天数的列入，一份指南一条。

    单位不同的折成自然日再比；法定时限没有填、不是天数的，不与法定时限比。
    """

    kind: Literal["catalogue_times"]
    severity: FlagSeverity
    share: Decimal | None = None
    """The most of the legal limit that may be promised; exactly so much passes. 1 for all of it."""
    limits: tuple[DaysLimit, ...] = ()
    calendar_days: Decimal = Key(default=Decimal("1.4"))
    """How many days of the calendar one working day is taken for."""

    @model_validator(mode="after")
    def _compares(self) -> Self:
        if self.share is None and not self.limits:
            message = "须写 share 或 limits"
            raise ValueError(message)
        return self

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a guide that promises too long a time."""
        for entry in entries(context):
            promised = entry.answer(Role.PROMISED_DAYS)
            legal = entry.answer(Role.LEGAL_DAYS)
            if promised is None or not isinstance(promised.value, Decimal):
                continue
            passed = [*self._against_law(promised, legal), *self._against_days(entry, promised)]
            if passed:
                reason = f"承诺时限{promised.shown}，要求{'；'.join(passed)}"
                places = (promised.place, legal.place if legal else None)
                yield entry.sighting(
                    self.severity, promised.shown, "；".join(passed), reason, places
                )

    def _against_law(self, promised: Answer, legal: Answer | None) -> Iterator[str]:
        """The limit that the legal time sets, where *promised* passes it."""
        if self.share is None or legal is None or legal.state is not AnswerState.GIVEN:
            return
        if isinstance(legal.value, Decimal) and legal.value > 0:
            alike = promised.measure == legal.measure
            own = promised.number if alike else self._calendar(promised)
            most = (legal.number if alike else self._calendar(legal)) * self.share
            if own > most:
                share = "" if self.share == 1 else f"的{percent(self.share)}"
                yield f"不超过法定时限{legal.shown}{share}"

    def _against_days(self, entry: Entry, promised: Answer) -> Iterator[str]:
        """The limits of the sorts that the guide belongs to, where *promised* passes them."""
        known = {column.id for column in entry.schema.columns}
        for limit in self.limits:
            of_the_sort = limit.column in known and entry.item.text(limit.column) == limit.equals
            most = limit.days
            if promised.measure == CALENDAR_DAYS:
                most = limit.days * self.calendar_days
            if of_the_sort and promised.number > most:
                yield f"{limit.title}不超过{brief(limit.days)}{WORKING_DAYS}"

    def _calendar(self, days: Answer) -> Decimal:
        """*days* as days of the calendar."""
        if days.measure == CALENDAR_DAYS:
            return days.number
        return days.number * self.calendar_days
