"""datapackage.json: what lies beside it, column by column, as Frictionless Data describes it."""

import hashlib
from collections.abc import Mapping, Sequence

from builder.formats.json_text import json_text
from builder.intake.campaign import Campaign
from builder.pages.citation import cite, version
from builder.pages.data_table import DataColumn, DataTable

PACKAGE = "datapackage.json"

#: The standard asks for the name of a known licence: this is any that asks to be named (署名).
_ATTRIBUTION = "other-at"

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

    *titles* are name → title.
    """
    described = {table.excel_name: _fields(table) for table in tables}
    described |= {table.name: _schema(table, tables) for table in tables}
    package: Json = {
        "profile": "data-package",
        "name": campaign.id.lower(),
        "title": campaign.title,
        "description": cite(campaign),
        "version": version(campaign),
        "licenses": [{"name": _ATTRIBUTION, "title": campaign.data_license}],
        "contributors": [{"title": campaign.authority, "role": "publisher"}],
        "resources": [
            _resource(name, file, titles[name], described.get(name)) for name, file in files.items()
        ],
    }
    return json_text(package).encode()


def describe_site(title: str, campaigns: Sequence[Campaign]) -> bytes:
    """The package of all packages: one resource a campaign, which is the campaign's own package."""
    package: Json = {
        "profile": "data-package",
        "name": "all",
        "title": title,
        "resources": [
            {
                "profile": "data-resource",
                "name": campaign.id,
                "path": f"{campaign.id}/{PACKAGE}",
                "title": campaign.title,
                "format": "json",
                "mediatype": "application/json",
                "encoding": "utf-8",
            }
            for campaign in campaigns
        ],
    }
    return json_text(package).encode()


def _resource(name: str, file: bytes, title: str, schema: Json | None) -> Json:
    ending = name.rpartition(".")[2]
    described: Json = {
        "name": _resource_name(name),
        "path": name,
        "title": title,
        "format": ending,
        "mediatype": _MEDIA_TYPES[ending],
    }
    if ending != "xlsx":  # how that is compressed differs from machine to machine
        described |= {
            "encoding": "utf-8",
            "bytes": len(file),
            "hash": f"sha256:{hashlib.sha256(file).hexdigest()}",
        }
    if schema is None:
        return {"profile": "data-resource", **described}
    return {"profile": "tabular-data-resource", **described, "schema": schema}


def _resource_name(file: str) -> str:
    """``marks.csv`` → ``marks``, ``marks.xlsx`` → ``marks-xlsx``."""
    stem, _, ending = file.rpartition(".")
    return stem if ending == "csv" else f"{stem}-{ending}"


def _schema(table: DataTable, tables: Sequence[DataTable]) -> Json:
    """The columns of *table*, which of them names a row, and which name rows of other *tables*."""
    keys = {other.name: other.key for other in tables}
    schema = _fields(table)
    if table.key:
        schema["primaryKey"] = [table.key]
    if table.refers:
        schema["foreignKeys"] = [
            {
                "fields": [column],
                "reference": {"resource": _resource_name(name), "fields": [keys[name]]},
            }
            for column, name in table.refers.items()
        ]
    return schema


def _fields(table: DataTable) -> Json:
    return {"fields": [_field(column) for column in table.columns], "missingValues": [""]}


def _field(column: DataColumn) -> Json:
    return {
        "name": column.title,
        **_TYPES[column.type],
        "title": column.title,
        "description": column.meaning,
    }
