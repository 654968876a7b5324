"""与上次相比.xlsx and 比对.xlsx: what changed between two states, for the office."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.editions.change import Change
from builder.editions.differences import compare_snapshots
from builder.editions.snapshot import Results, Snapshot, state_id
from builder.formats.excel_writing.tables import write_table

HEADS = ("评估任务", "细则", "单位", "指标", "原", "现", "原因", "说明")
RESULTS = "data/*/results.json"
WHOLE = "总分和名次"


def read_results(site: Path) -> Mapping[str, Results]:
    """The published results in *site* by `state_id`; none where there is no site yet.

    Raises OSError where a file can't be read.
    """
    return parse_results(_result_files(site))


def parse_results(files: Mapping[str, str | bytes]) -> Mapping[str, Results]:
    """The results among the *files* of a site (path → content) by `state_id`."""
    names = [name for name in sorted(files) if Path(name).match(RESULTS)]
    found = (json.loads(files[name]) for name in names)
    return {state_id(results): results for results in found if _compared(results)}


def list_changes(site: Path, files: Mapping[str, str | bytes]) -> tuple[Change, ...]:
    """What the results among the new *files* (path → content) changed against those in *site*.

    Raises OSError where a file can't be read.
    """
    before = _result_files(site)
    same = {name for name, content in before.items() if files.get(name) == content}
    sides = ({n: c for n, c in side.items() if n not in same} for side in (before, files))
    old, new = (
        {id_: Snapshot(item) for id_, item in parse_results(side).items()} for side in sides
    )
    return compare_snapshots(old, new)


def _result_files(site: Path) -> Mapping[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.glob(RESULTS))}


def change_workbook(changes: Sequence[Change], title: str = "与上次相比") -> bytes:
    """*changes*, a line each, as the bytes of an .xlsx file with one sheet, *title*."""
    rows = [
        (
            *(c.campaign, c.instrument, c.name, c.indicator or WHOLE),
            *(c.before, c.after, c.causes, c.why),
        )
        for c in changes
    ]
    return write_table(title, HEADS, rows)


def _compared(results: Results) -> bool:
    """Whether these are results of a round or a year, and not of another sort of file."""
    return "instruments" in results or "rounds" in results
