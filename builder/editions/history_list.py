"""数据来历 as JSON (`gongshi-history/1`, docs/editions.md), as a workbook, and on the screen."""

from collections.abc import Iterator

from builder.editions.provenance import History, ReturnVersion
from builder.formats.excel_writing.tables import write_table
from builder.formats.json_text import json_text

SCHEMA = "gongshi-history/1"
HEADS = ("提交时间", "提交", "文件", "SHA-256", "单元格", "原", "现")
#: So many changed cells of a version are shown on the screen, unless all are asked for.
LISTED = 8

Json = dict[str, object]


def history_json(history: History) -> str:
    """*history* as text; keys in the order of the contract."""
    value: Json = {
        "schema": SCHEMA,
        "campaign": history.campaign,
        "unit": history.unit,
        "name": history.name,
        "shallow": history.shallow,
        "versions": [_version(version) for version in history.versions],
    }
    return json_text(value)


def history_workbook(history: History) -> bytes:
    """*history* as the bytes of an .xlsx file: a line a changed cell, or a version without any."""
    return write_table("数据来历", HEADS, [row for v in history.versions for row in _rows(v)])


def describe_history(history: History, *, whole: bool) -> Iterator[str]:
    """A line a version, with the cells that changed."""
    yield f"【{history.name}】{history.campaign}：{len(history.versions)}次"
    if history.shallow:
        yield "说明：这个克隆没有更早的提交，第一次不一定是最早的。"
    for version in history.versions:
        commit = version.commit
        yield f"{_minute(version)} {commit.short} {version.file}：{_event(version)}"
        shown = version.changes if whole else version.changes[:LISTED]
        yield from (
            f"    {change.place.sheet} › {change.place.cell}：{change.before} → {change.after}"
            for change in shown
        )
        if more := len(version.changes) - len(shown):
            yield f"    另有{more}格，加 --all 全部列出"


def _event(version: ReturnVersion) -> str:
    if version.sha256 is None:
        return "删去"
    if not version.before:
        return "收入"
    other = f"，接替 {version.before}" if version.before != version.file else ""
    return f"改动{len(version.changes)}格{other}"


def _minute(version: ReturnVersion) -> str:
    return version.commit.time[:16].replace("T", " ")


def _rows(version: ReturnVersion) -> Iterator[tuple[str, ...]]:
    start = (_minute(version), version.commit.short, version.file, version.sha256 or "")
    if not version.changes:
        yield (*start, _event(version), "", "")
    for change in version.changes:
        yield (*start, f"{change.place.sheet} › {change.place.cell}", change.before, change.after)


def _version(version: ReturnVersion) -> Json:
    return {
        "commit": version.commit.id,
        "time": version.commit.time,
        "file": version.file,
        "sha256": version.sha256,
        "before": version.before or None,
        "cells": [
            {
                "sheet": change.place.sheet,
                "cell": change.place.cell,
                "old": change.before,
                "new": change.after,
            }
            for change in version.changes
        ],
    }
