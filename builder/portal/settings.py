"""`portal.yml`: which counties a portal has, in which order, and to which cities they belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import Field as Key
from pydantic import field_validator

from builder.intake.campaign import Title
from builder.model import portal_problem_kinds as kinds
from builder.model.problems import Problem
from builder.rubric.load import open_yaml, validate
from builder.rubric.record import Record

FILE = "portal.yml"

#: Folders of the portal itself.
_RESERVED = frozenset({"assets", "cities", "data", "search", "units"})
#: Part of every address below it, for good.
Id = Annotated[str, Key(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class County(Record):
    """A county, district or county-level city."""

    id: Id
    """The same as the name of its folder, and part of its addresses."""
    name: Title


class City(Record):
    """A prefecture (市、州), or whatever counties are listed under."""

    id: Id
    name: Title
    counties: tuple[County, ...] = Key(min_length=1)


class Portal(Record):
    """The whole file."""

    title: Title
    authority: Title
    """主办单位."""
    cities: tuple[City, ...] = Key(min_length=1)

    @property
    def counties(self) -> tuple[County, ...]:
        """All counties, in order."""
        return tuple(county for city in self.cities for county in city.counties)

    @field_validator("cities")
    @classmethod
    def _names_each_once(cls, value: tuple[City, ...]) -> tuple[City, ...]:
        if doubts := tuple(_doubts(value)):
            raise ValueError("；".join(doubts))
        return value


def _doubts(cities: Sequence[City]) -> Iterator[str]:
    counties = [county for city in cities for county in city.counties]
    for what, ones in (("市", cities), ("县", counties)):
        numbers = Counter(one.id for one in ones)
        yield from (f"{what}的标识「{id_}」写了{n}次" for id_, n in numbers.items() if n > 1)
    for county in counties:
        if county.id in _RESERVED:
            yield f"「{county.id}」是门户自己的文件夹，请换一个标识"


def read_portal(root: Path) -> tuple[Portal | None, tuple[Problem, ...]]:
    """The portal of the folder *root*, or None and what is wrong. Raises OSError."""
    source, problems = open_yaml(root / FILE, FILE)
    if source is None:
        return None, problems
    loaded, problems = validate(replace(source, misfit=kinds.SETTINGS), Portal)
    return (loaded.record if loaded else None), problems
