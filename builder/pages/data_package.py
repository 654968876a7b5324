"""datapackage.json: what lies beside it, column by column, as Frictionless Data describes it."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from builder.intake.campaign import Campaign
from builder.pages.data_table import DataColumn, DataTable

PACKAGE = "datapackage.json"

#: Type in the dictionary → what the standard's table schema calls it, and how it is written.
_TYPES: Mapping[str, Mapping[str, object]] = {
    "文字": {"type": "string"},
    "小数": {"type": "number"},
    "整数": {"type": "integer"},
    "是否": {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]},
    "日期": {"type": "date"},
    "时间": {"type": "datetime", "format": "%Y-%m-%d %H:%M"},
}

_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Json = dict[str, object]


def describe_package(
    campaign: Campaign,
    files: Mapping[str, bytes],
    titles: Mapping[str, str],
    tables: Sequence[DataTable],
) -> bytes:
    """The package of a campaign's *files* (name → content), of which some are *tables*.

    *titles* are title → name.
    """
    named = {name: title for title, name in titles.items()}
    described = {table.name: table.columns for table in tables}
    package: Json = {
        "profile": "data-package",
        "name": campaign.id.lower(),
        "title": campaign.title,
        "resources": [
            _resource(name, file, named[name], described.get(name, ()))
            for name, file in files.items()
        ],
    }
    return f"{json.dumps(package, ensure_ascii=False, indent=1)}\n".encode()


def _resource(name: str, file: bytes, title: str, columns: Sequence[DataColumn]) -> Json:
    stem, _, ending = name.rpartition(".")
    described: Json = {
        "name": stem if ending == "csv" else f"{stem}-{ending}",
        "path": name,
        "title": title,
        "format": ending,
        "mediatype": _MEDIA_TYPES[ending],
    }
    if ending == "xlsx":  # how it is compressed differs from machine to machine
        return {"profile": "data-resource", **described}
    described |= {
        "encoding": "utf-8",
        "bytes": len(file),
        "hash": f"sha256:{hashlib.sha256(file).hexdigest()}",
    }
    if ending == "json":
        return {"profile": "data-resource", **described}
    fields = [_field(column) for column in columns]
    schema = {"fields": fields, "missingValues": [""]}
    return {"profile": "tabular-data-resource", **described, "schema": schema}


def _field(column: DataColumn) -> Json:
    return {
        "name": column.title,
        **_TYPES[column.type],
        "title": column.title,
        "description": column.meaning,
    }
