"""The units that are assessed, with their names through time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    """What sort of body a unit is (domain.md D)."""

    DEPARTMENT = "department"
    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    DEVELOPMENT_ZONE = "development_zone"


UNIT_KIND_NAMES: Mapping[UnitKind, str] = {
    UnitKind.DEPARTMENT: "县直部门",
    UnitKind.TOWNSHIP: "乡镇",
    UnitKind.SUBDISTRICT: "街道",
    UnitKind.DEVELOPMENT_ZONE: "开发区",
}


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a unit, valid from *since* to *until* (both inclusive, None is open)."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A department or township; *id* is stable and names its page."""

    id: str
    name: str
    kind: UnitKind
    aliases: tuple[Alias, ...] = ()
