"""The base of every record that a YAML file fills: frozen, and refusing keys it doesn't know."""

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

#: The types of error, by which the loader knows them.
UNKNOWN_KEY: Final = "unknown_key"
NO_KEYS: Final = "no_keys"


class Record(BaseModel):
    """A frozen part of a rubric or campaign; unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        # Each is a part of the few that are ever read; those bring it along.
        defer_build=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _knows_every_key(cls, value: object) -> object:
        """Refuses an unknown key, or a value without keys, and tells which keys there are."""
        known = {field.alias or name for name, field in cls.model_fields.items()}
        if not isinstance(value, Mapping | cls):
            raise PydanticCustomError(NO_KEYS, "no keys", {"known": "、".join(sorted(known))})
        for key in value if isinstance(value, Mapping) else ():
            if key not in known and key not in cls.model_fields:
                context = {"key": str(key), "known": sorted(known)}
                raise PydanticCustomError(UNKNOWN_KEY, "unknown key", context)
        return value
