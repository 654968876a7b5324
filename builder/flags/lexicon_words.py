"""The lexicon of catch-all wording (兜底性条款) as data: patterns, and what only looks alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.flags import FlagSeverity
from builder.rubric.record import Record

_PLACEHOLDER = re.compile(r"<([a-z]+)>")


class Scope(StrEnum):
    """The part of a guide that a text stands in; a lexicon is stricter in some than in others."""

    MATERIALS = "材料"
    CONDITIONS = "条件"
    STEPS = "流程"
    FEES = "收费"
    BASIS = "设定依据"


class Certainty(StrEnum):
    """Whether a wording certainly is a catch-all, or somebody has to look at it."""

    CERTAIN = "A"
    SUSPECTED = "B"


#: What a certainty is called to readers.
CERTAINTY_NAMES: Mapping[Certainty, str] = {
    Certainty.CERTAIN: "确定",
    Certainty.SUSPECTED: "疑似",
}


class InnocentPattern(Record):
    """A wording that looks like a catch-all and isn't one."""

    id: str = Key(pattern=r"^[A-Za-z][A-Za-z0-9]*$")
    title: str
    pattern: str
    """A regular expression on folded text; ``<word>`` stands for any of a list of `words`."""
    example: str
    """A phrase that it fits, printed on the method page."""


class CatchAllPattern(InnocentPattern):
    """A wording that is a catch-all, or may be one."""

    certainty: Certainty = Key(alias="class")
    scopes: tuple[Scope, ...] = ()
    """Where it is looked for; everywhere where left out."""


class Lexicon(Record):
    """One lexicon, as the condition's file holds it."""

    notes: tuple[str, ...] = ()
    """How it is compared, printed on the method page."""
    severities: dict[Scope, dict[Certainty, FlagSeverity]]
    """How grave a wording is in each part of a guide; where none is given it is ignored."""
    dropped: str = ""
    """Characters that are left out before comparing, besides white space."""
    simplified: dict[str, str] = Key(default_factory=dict)
    """Simplified character of the patterns → the traditional ones and variants read as it."""
    words: dict[str, tuple[str, ...]] = Key(default_factory=dict)
    patterns: tuple[CatchAllPattern, ...] = Key(min_length=1)
    innocent: tuple[InnocentPattern, ...] = ()

    @model_validator(mode="after")
    def _patterns_can_be_read(self) -> Self:
        ids = [one.id for one in (*self.patterns, *self.innocent)]
        if len(ids) != len(set(ids)):
            message = "样式的 id 重复"
            raise ValueError(message)
        for one in (*self.patterns, *self.innocent):
            try:
                self._compile(one)
            except (re.error, KeyError) as error:
                message = f"样式「{one.id}」写法不对：{error}"
                raise ValueError(message) from error
        return self

    @cached_property
    def catching(self) -> tuple[tuple[CatchAllPattern, re.Pattern[str]], ...]:
        """Each pattern, ready to search with."""
        return tuple((one, self._compile(one)) for one in self.patterns)

    @cached_property
    def excusing(self) -> tuple[re.Pattern[str], ...]:
        """The innocent wordings, ready to search with."""
        return tuple(self._compile(one) for one in self.innocent)

    @cached_property
    def exchanges(self) -> Mapping[str, str]:
        """Character → what it is compared as; dropped ones are compared as nothing."""
        dropped = dict.fromkeys(self.dropped, "")
        return dropped | {old: new for new, olds in self.simplified.items() for old in olds}

    def severity(self, scope: Scope, certainty: Certainty) -> FlagSeverity | None:
        """How grave such a wording is in *scope*; None where it is ignored there."""
        return self.severities.get(scope, {}).get(certainty)

    def _compile(self, one: InnocentPattern) -> re.Pattern[str]:
        return re.compile(_PLACEHOLDER.sub(self._alternatives, one.pattern))

    def _alternatives(self, placeholder: re.Match[str]) -> str:
        longest_first = sorted(self.words[placeholder[1]], key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, longest_first))})"
