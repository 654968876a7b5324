"""The base of every record that a YAML file fills: frozen, and refusing keys it doesn't know."""

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

#: The type of the error, by which the loader knows it.
UNKNOWN_KEY: Final = "unknown_key"


class Record(BaseModel):
    """A frozen part of a rubric or campaign; unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        use_attribute_docstrings=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _knows_every_key(cls, value: object) -> object:
        """Refuses an unknown key, and tells the loader which keys there are."""
        known = {field.alias or name for name, field in cls.model_fields.items()}
        for key in value if isinstance(value, Mapping) else ():
            if key not in known and key not in cls.model_fields:
                context = {"key": str(key), "known": sorted(known)}
                raise PydanticCustomError(UNKNOWN_KEY, "unknown key", context)
        return value
