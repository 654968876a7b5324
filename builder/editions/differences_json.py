"""Differences as JSON (`gongshi-differences/1`, docs/editions.md), in and out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from builder.editions.change import Cause, CellChange, Change, KeyChange, Reason
from builder.editions.method_change import MethodChange
from builder.formats.json_text import json_text
from builder.model.places import CellPlace

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
    #: What changed in the methods, in words; only where both texts were at hand.
    methods: tuple[MethodChange, ...] = ()


class DifferencesError(ValueError):
    """A file that holds no differences."""


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
        "methods": [{**asdict(one), "row": one.row or None} for one in compared.methods],
    }
    return json_text(value)


def read_differences(content: bytes) -> Compared:
    """The differences in *content*. Raises DifferencesError where there are none."""
    try:
        value = json.loads(content)
        known = value["schema"] == SCHEMA
        compared = _compared(value) if known else None
    except (ValueError, KeyError, TypeError) as error:
        message = "不是差异清单"
        raise DifferencesError(message) from error
    if compared is None:
        message = f"差异清单的格式是 {value['schema']}，本程序只认 {SCHEMA}"
        raise DifferencesError(message)
    return compared


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


def _compared(value: Mapping[str, Any]) -> Compared:
    methods = ({**one, "row": one["row"] or ""} for one in value.get("methods", ()))
    return Compared(
        value["old"],
        value["new"],
        tuple(map(_read_change, value["changes"])),
        tuple(value["campaigns_added"]),
        tuple(value["campaigns_removed"]),
        tuple(value["notes"]),
        tuple(MethodChange(**one) for one in methods),
    )


def _read_change(value: Mapping[str, Any]) -> Change:
    return Change(
        *(value["campaign"], value["instrument"], value["unit"], value["name"]),
        *(value["indicator"] or "", value["old"], value["new"]),
        tuple(map(_read_reason, value["causes"])),
    )


def _read_reason(value: Mapping[str, Any]) -> Reason:
    cells = tuple(
        CellChange(
            *(cell["title"], cell["old"], cell["new"]),
            CellPlace(cell["file"], cell["sheet"], cell["cell"]),
            cell["campaign"] or "",
        )
        for cell in value["cells"]
    )
    keys = tuple(KeyChange(key["path"], key["old"], key["new"]) for key in value["keys"])
    cause = Cause[value["cause"].upper()]
    return Reason(cause, value["why"], cells, keys, tuple(value["units"]), value["how"] or "")
