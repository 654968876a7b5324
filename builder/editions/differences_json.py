"""The differences between two states as JSON (`gongshi-differences/1`, docs/editions.md)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from builder.editions.change import Change, Reason

SCHEMA = "gongshi-differences/1"

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two states, named as a reader knows them, and what differs."""

    old: str
    new: str
    changes: tuple[Change, ...]
    #: Campaigns that only the new state has, and only the old.
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    #: What has to be said of how the two were come by.
    notes: tuple[str, ...] = ()


def differences_json(compared: Compared) -> str:
    """*compared* as text; keys in the order of the contract."""
    value: Json = {
        "schema": SCHEMA,
        "old": compared.old,
        "new": compared.new,
        "notes": list(compared.notes),
        "campaigns_added": list(compared.added),
        "campaigns_removed": list(compared.removed),
        "changes": [_change(change) for change in compared.changes],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def ranks_moved(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes of totals, ranks and titles alone."""
    return tuple(change for change in changes if not change.indicator)


def _change(change: Change) -> Json:
    return {
        "campaign": change.campaign,
        "instrument": change.instrument,
        "unit": change.unit,
        "name": change.name,
        "indicator": change.indicator or None,
        "old": change.before,
        "new": change.after,
        "causes": [_reason(reason) for reason in change.reasons],
    }


def _reason(reason: Reason) -> Json:
    return {
        "cause": reason.cause.code,
        "title": reason.cause.value,
        "why": reason.told,
        "how": reason.how or None,
        "cells": [
            {
                "file": cell.place.file,
                "sheet": cell.place.sheet,
                "cell": cell.place.cell,
                "campaign": cell.campaign or None,
                "title": cell.title,
                "old": cell.before,
                "new": cell.after,
            }
            for cell in reason.cells
        ],
        "keys": [{"path": key.path, "old": key.before, "new": key.after} for key in reason.keys],
        "units": list(reason.units),
    }
