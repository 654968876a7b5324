"""What changed between two results of a campaign, and why: rows, totals, ranks and titles."""

from collections.abc import Iterator, Mapping

from builder.editions.change import Change
from builder.editions.comparison import Comparison
from builder.editions.line_reasons import line_reasons, show_line
from builder.editions.mark_reasons import ABSENT, mark_reasons
from builder.editions.snapshot import InstrumentState, Results, Snapshot, marks_of, vetoes_of
from builder.editions.year_differences import compare_years
from builder.model.marks import MARK_STATE_NAMES, MarkState

NO_ROW = "无此项"


def compare_snapshots(
    old: Mapping[str, Snapshot], new: Mapping[str, Snapshot]
) -> tuple[Change, ...]:
    """Every difference between the states (by `state_id`) that are in both, years after rounds."""
    both = [id_ for id_ in sorted(new) if id_ in old]
    rounds = [id_ for id_ in both if "instruments" in new[id_].results]
    changes = [change for id_ in rounds for change in compare_campaigns(old[id_], new[id_])]
    years = [id_ for id_ in both if "rounds" in new[id_].results]
    for id_ in years:
        changes += compare_years(old[id_].results, new[id_].results, tuple(changes))
    return tuple(changes)


def compare_results(old: Results, new: Results) -> tuple[Change, ...]:
    """Every difference between two parsed results.json of one campaign."""
    return tuple(compare_campaigns(Snapshot(old), Snapshot(new)))


def compare_campaigns(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """Every difference in rows, vetoes, totals, ranks and titles between two states of one."""
    before, after = _entries(old), _entries(new)
    for id_ in dict.fromkeys((*after, *before)):
        states = (
            InstrumentState(side, entries.get(id_, {}))
            for side, entries in ((old, before), (new, after))
        )
        yield from _compare_instrument(new.results["campaign"], id_, Comparison(*states))


def show_mark(mark: Results) -> str:
    """A mark as printed: 「2.81分」, 「达标」, 「未填」; of a veto, whether it stands."""
    if mark is ABSENT:
        return NO_ROW
    if mark["points"] is not None:
        return f"{mark['points']}分"
    return mark.get("label") or MARK_STATE_NAMES[MarkState(mark["state"])]


def show_veto(mark: Results) -> str:
    """Whether a veto or exclusion stands against the unit."""
    return "未触发" if mark is ABSENT else "触发"


def _entries(side: Snapshot) -> dict[str, Results]:
    return {item["id"]: item for item in side.results["instruments"]}


def _compare_instrument(campaign: str, id_: str, pair: Comparison) -> Iterator[Change]:
    before, after = pair.old.lines, pair.new.lines
    for unit in dict.fromkeys((*after, *before)):
        about = (campaign, id_, unit, pair.names[unit])
        own = tuple(_compare_rows(about, pair))
        yield from own
        sides = (
            show_line(
                side.lines.get(unit),
                side.entry.get("total_measure", "分"),
                counted=unit in side.cards,
            )
            for side in (pair.old, pair.new)
        )
        was, is_ = sides
        if was != is_:
            reasons = line_reasons(pair, unit, before.get(unit), after.get(unit), own)
            yield Change(*about, "", was, is_, reasons)


def _compare_rows(about: tuple[str, str, str, str], pair: Comparison) -> Iterator[Change]:
    """The changed rows and vetoes of a unit that is counted on both sides."""
    unit = about[2]
    old, new = pair.old.cards.get(unit), pair.new.cards.get(unit)
    if old is None or new is None:
        return
    for read, show in ((marks_of, show_mark), (vetoes_of, show_veto)):
        before, after = read(old), read(new)
        for indicator in dict.fromkeys((*after, *before)):
            was, is_ = before.get(indicator, ABSENT), after.get(indicator, ABSENT)
            if show(was) != show(is_):
                reasons = mark_reasons(pair, unit, indicator, was, is_)
                yield Change(*about, indicator, show(was), show(is_), reasons)
