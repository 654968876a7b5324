"""One rubric file for several counties: a profile's values put in the place of `{placeholders}`.

A file with `profiles` stands for one instrument a profile, with the id `<file's id>-<profile>`.
What the profile says of itself (title, source, notes) is the instrument's own. A text that is
nothing but a placeholder becomes the value itself, so that thresholds stay numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import Field as Key

from builder.formats.yaml_text import KeyPath
from builder.model import rubric_problem_kinds as kinds
from builder.model.places import Place
from builder.model.problems import Problem, ProblemKind
from builder.rubric.load import Loaded, Source, nearest, open_yaml, validate
from builder.rubric.record import Record
from builder.rubric.schema import Rubric
from builder.rubric.schema import Source as Document

#: The key of a rubric file that holds its profiles.
PROFILES = "profiles"

#: What a profile says of itself in place of the file.
OWN_KEYS = ("title", "source")

#: What stands in a file for a profile's value: {county}.
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Profile(Record):
    """What differs where one rubric is used in several counties."""

    title: str
    """The instrument's title."""
    source: Document
    """The document that the instrument comes from."""
    values: dict[str, str | bool | Decimal] = Key(default_factory=dict)
    """Placeholder → what stands in its place: county, city, numbers of units, thresholds."""
    notes: tuple[str, ...] = ()
    """What a reader should know of this source only; put after the notes for all."""


class ProfiledFile(Record):
    """The part of a rubric file that makes several instruments of it."""

    id: str
    """What the instruments' ids begin with."""
    profiles: dict[str, Profile] = Key(min_length=1)
    """Profile → what differs; its word ends the instrument's id."""


def read_rubrics(path: Path, file: str) -> tuple[tuple[Loaded[Rubric], ...], tuple[Problem, ...]]:
    """The rubrics in *path*: one, or one a profile; none of those that have problems.

    *file* is the name printed in problems; a problem that all profiles share is told once.
    Raises OSError where the file can't be read.
    """
    source, problems = open_yaml(path, file)
    if source is None:
        return (), problems
    expanded, problems = expand_profiles(source)
    found: list[Loaded[Rubric]] = []
    for one in expanded:
        loaded, faults = validate(one, Rubric)
        problems += faults
        if loaded is not None:
            found.append(loaded)
    return tuple(found), tuple(dict.fromkeys(problems))


def expand_profiles(source: Source) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """*source* once a profile, or as it is where it has none; a faulty profile is left out."""
    whole = source.value
    if not isinstance(whole, dict) or PROFILES not in whole:
        return (source,), ()
    head = {key: whole[key] for key in ProfiledFile.model_fields if key in whole}
    checked, problems = validate(_Part(head, source), ProfiledFile)
    if checked is None:
        return (), problems
    found: list[Source] = []
    for name in checked.record.profiles:
        filling = _Filling(source, name, whole[PROFILES][name].get("values", {}))
        value = filling.fill({key: item for key, item in whole.items() if key != PROFILES})
        problems += tuple(filling.problems)
        if not filling.problems:
            found.append(_Instrument(_complete(value, name, whole), source, name))
    return tuple(found), problems


def _complete(value: Mapping[str, Any], name: str, whole: Mapping[str, Any]) -> dict[str, object]:
    """The filled *value* with what the profile says of itself."""
    profile = whole[PROFILES][name]
    notes = [*value.get("notes", ()), *profile.get("notes", ())]
    own = {key: profile[key] for key in OWN_KEYS}
    return {**value, **own, "id": f"{whole['id']}-{name}", **({"notes": notes} if notes else {})}


@dataclass(slots=True)
class _Filling:
    """One profile's way through the file, with the placeholders that it doesn't know."""

    source: Source
    name: str
    values: Mapping[str, object]
    problems: list[Problem] = field(default_factory=list)

    def fill(self, whole: Mapping[str, object], path: KeyPath = ()) -> dict[str, object]:
        """*whole*, which stands at *path*, with every placeholder replaced."""
        return {key: self._fill_value(item, (*path, key)) for key, item in whole.items()}

    def _fill_value(self, value: object, path: KeyPath) -> object:
        match value:
            case dict():
                return self.fill(value, path)
            case list():
                return [self._fill_value(item, (*path, n)) for n, item in enumerate(value)]
            case str():
                return self._fill_text(value, path)
            case _:
                return value

    def _fill_text(self, text: str, path: KeyPath) -> object:
        known = self.values
        if (whole := _PLACEHOLDER.fullmatch(text)) and whole[1] in known:
            return known[whole[1]]
        for name in _PLACEHOLDER.findall(text):
            if name not in known:
                self.problems.append(self._unknown(name, path))
        return _PLACEHOLDER.sub(lambda found: str(known.get(found[1], found[0])), text)

    def _unknown(self, name: str, path: KeyPath) -> Problem:
        advice = nearest(name, sorted(self.values))
        what = f"取值（profiles.{self.name}.values）"
        return kinds.UNKNOWN_NAME.at(self.source.place(path), what=what, name=name, advice=advice)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some keys of a source, in the places where they stand."""

    value: object
    whole: Source

    @property
    def misfit(self) -> ProblemKind:
        """As in the whole."""
        return self.whole.misfit

    def place(self, path: KeyPath) -> Place:
        """As in the whole."""
        return self.whole.place(path)


@dataclass(frozen=True, slots=True)
class _Instrument(_Part):
    """One profile's instrument; what comes from the profile stands there."""

    profile: str

    def place(self, path: KeyPath) -> Place:
        """Where *path* stands in the file, be it in the profile."""
        within = (PROFILES, self.profile) if path[:1] in {(key,) for key in OWN_KEYS} else ()
        return self.whole.place((*within, *path))
