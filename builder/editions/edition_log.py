"""The log of editions, `editions.json` at the root of the publication branch, in and out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from builder.formats.json_text import json_text
from builder.model.editions import Edition

SCHEMA = "gongshi-editions/1"
FILE = "editions.json"
_TEXTS = tuple(field.name for field in fields(Edition) if field.name != "published")


class EditionLogError(ValueError):
    """A file that is no log of editions."""


def log_json(editions: Sequence[Edition]) -> bytes:
    """*editions*, the oldest first, as a file (`gongshi-editions/1`), the same bytes each time."""
    value = {"schema": SCHEMA, "editions": [_row(edition) for edition in editions]}
    return json_text(value).encode()


def read_log(content: bytes) -> tuple[Edition, ...]:
    """The editions in *content*, the oldest first. Raises EditionLogError where there are none."""
    try:
        value = json.loads(content)
        known = value["schema"] == SCHEMA
        editions = tuple(map(_edition, value["editions"])) if known else ()
    except (ValueError, KeyError, TypeError) as error:
        message = "不是版次清单"
        raise EditionLogError(message) from error
    if not known:
        message = f"版次清单的格式是 {value['schema']}，本程序只认 {SCHEMA}"
        raise EditionLogError(message)
    return editions


def _row(edition: Edition) -> Mapping[str, str | None]:
    day = edition.published.isoformat() if edition.published else None
    return {**asdict(edition), "published": day}


def _edition(row: Mapping[str, Any]) -> Edition:
    day = row["published"]
    texts = {name: row[name] for name in _TEXTS}
    return Edition(published=date.fromisoformat(day) if day else None, **texts)
