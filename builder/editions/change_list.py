"""与上次相比.xlsx and 比对.xlsx: what changed between two states, for the office."""

import json
from collections.abc import Mapping, Sequence
from filecmp import cmp
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
    return parse_results({name: (site / name).read_bytes() for name in _result_files(site)})


def parse_results(files: Mapping[str, str | bytes]) -> Mapping[str, Results]:
    """The results among the *files* of a site (path → content) by `state_id`."""
    names = [name for name in sorted(files) if Path(name).match(RESULTS)]
    found = (json.loads(files[name]) for name in names)
    return {state_id(results): results for results in found if _compared(results)}


def list_changes(before: Path, after: Path) -> tuple[Change, ...]:
    """What the results in the folder *after* changed against those in the site *before*.

    Raises OSError where a file can't be read.
    """
    both = sorted({*_result_files(before)} & {*_result_files(after)})
    changed = [name for name in both if not cmp(before / name, after / name, shallow=False)]
    old, new = (_snapshots(folder, changed) for folder in (before, after))
    return compare_snapshots(old, new)


def _snapshots(folder: Path, names: Sequence[str]) -> Mapping[str, Snapshot]:
    files = {name: (folder / name).read_bytes() for name in names}
    return {id_: Snapshot(results) for id_, results in parse_results(files).items()}


def _result_files(site: Path) -> Sequence[str]:
    return [path.relative_to(site).as_posix() for path in sorted(site.glob(RESULTS))]


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
