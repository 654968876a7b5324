"""What the site explains besides results: the kinds of rules, and the conditions of flags."""

from dataclasses import dataclass

from builder.flags.condition import FlagCondition
from builder.rubric.manual import ManualPage


@dataclass(frozen=True, slots=True)
class Handbook:
    """The manual of the site; each part has a page where there is something in it."""

    rules: tuple[ManualPage, ...] = ()
    conditions: tuple[FlagCondition, ...] = ()
