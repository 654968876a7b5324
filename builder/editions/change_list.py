"""与上次相比.xlsx: what a new build changed against the last one, for the office."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.editions.differences import Change, Results, compare_results
from builder.formats.excel_writing.tables import write_table

HEADS = ("评估任务", "细则", "单位", "指标", "原", "现", "原因", "说明")
RESULTS = "data/*/results.json"


def read_results(site: Path) -> Mapping[str, Results]:
    """The published results in *site* by campaign; none where there is no site yet.

    Raises OSError where a file can't be read.
    """
    found = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(site.glob(RESULTS)))
    return {results["campaign"]: results for results in found if "instruments" in results}


def list_changes(
    before: Mapping[str, Results], files: Mapping[str, str | bytes]
) -> tuple[Change, ...]:
    """What the results among the new *files* (path → content) changed against *before*."""
    changes: list[Change] = []
    for campaign, old in sorted(before.items()):
        text = files.get(f"data/{campaign}/results.json")
        if text is not None:
            changes += compare_results(old, json.loads(text))
    return tuple(changes)


def change_workbook(changes: Sequence[Change]) -> bytes:
    """*changes*, a line each, as the bytes of an .xlsx file."""
    rows = [
        (
            *(c.campaign, c.instrument, c.name, c.indicator or "总分和名次"),
            *(c.before, c.after, c.cause.value, c.why),
        )
        for c in changes
    ]
    return write_table("与上次相比", HEADS, rows)
