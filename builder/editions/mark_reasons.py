"""Why one mark of one unit is another one: every input of its arithmetic that changed."""

from collections.abc import Iterable, Iterator, Sequence

from builder.editions.change import Cause, KeyChange, Reason, in_order
from builder.editions.comparison import Comparison, ValueChange
from builder.editions.snapshot import Results, marks_of
from builder.model.answers import Origin
from builder.model.marks import MarkState
from builder.rubric.rules.normalised import Normalised
from builder.rubric.schema import NotApplicable

#: A mark that isn't there: a veto that doesn't stand, a row that the rubric hadn't.
ABSENT: Results = {"sources": (), "trace": (), "points": None, "state": "", "rule": ""}

#: The rules whose points hang on the other units.
_LOOKS_AROUND = frozenset({"rank", "normalised", "exclusion"})
#: So many other units are named.
_NAMED = 3


def mark_reasons(
    pair: Comparison, unit: str, indicator: str, old: Results, new: Results
) -> tuple[Reason, ...]:
    """The reasons of the change from *old* to *new* in one row, in order; at least one.

    `Cause` says when each is named.
    """
    values = pair.values(old, new)
    if ABSENT in (old, new):
        values = tuple(one for one in values if not _stood(pair, one))
    reasons = [
        *_own_reasons(pair, unit, indicator, old, new, values),
        *_rule_reasons(pair, indicator),
        *_other_reasons(pair, unit, indicator, old, new),
    ]
    return in_order(reasons) or (_last_resort(pair, old, new),)


def join(words: Iterable[object]) -> str:
    """Several things in one sentence."""
    return "；".join(str(word) for word in words)


def name_units(pair: Comparison, units: Sequence[str]) -> str:
    """The first of *units* by name, and how many there are."""
    named = "、".join(pair.names[unit] for unit in units[:_NAMED])
    return f"{named}等{len(units)}个单位" if len(units) > _NAMED else named


def _stood(pair: Comparison, value: ValueChange) -> bool:
    """Whether *value*, of a mark that only one side has, lies in a file that both sides had."""
    file = (value.after or value.before or {})["file"]
    print_ = pair.new.prints(file)
    return print_ is not None and pair.old.holds(print_)


def _own_reasons(  # noqa: PLR0913, PLR0917 - a row of a unit on both sides
    pair: Comparison,
    unit: str,
    indicator: str,
    old: Results,
    new: Results,
    values: Sequence[ValueChange],
) -> Iterator[Reason]:
    """What changed in the unit's own answers, an upheld appeal before what carries it out."""
    sorted_ = _by_cause(pair, unit, values)
    waited = (
        MarkState.PENDING.value in {old["state"], new["state"]} and old["state"] != new["state"]
    )
    decision = _newly_upheld(pair, unit, indicator)
    found = sorted_.pop(Cause.CORRECTION, [])
    if found or (waited and not sorted_):
        told = join(one.shown for one in found) or _traces(old, new)
        cells = tuple(one.shown for one in found)
        if decision:
            yield Reason(Cause.APPEAL, f"{decision}，{told}", cells)
        else:
            yield Reason(Cause.CORRECTION, told, cells)
    elif decision:
        yield Reason(Cause.APPEAL, decision)
    for cause, changed in sorted_.items():
        cells = tuple(one.shown for one in changed)
        yield Reason(cause, join(cells), cells)


def _by_cause(
    pair: Comparison, unit: str, values: Sequence[ValueChange]
) -> dict[Cause, list[ValueChange]]:
    found: dict[Cause, list[ValueChange]] = {}
    fresh = pair.new_filings(unit)
    for value in values:
        found.setdefault(_cause_of(value, fresh), []).append(value)
    return found


def _cause_of(value: ValueChange, fresh: Sequence[str]) -> Cause:
    if Origin.ASSESSOR.value in value.origins:
        return Cause.CORRECTION
    by_unit = Origin.UNIT.value in value.origins
    replaced = fresh if value.after is None else value.after["file"] in fresh
    return Cause.LATE if by_unit and replaced else Cause.DATA


def _newly_upheld(pair: Comparison, unit: str, indicator: str) -> str:
    """The decision with its reason where the new results uphold and the old don't; else empty."""
    decision = pair.new.upheld.get((unit, indicator), "")
    known = decision == pair.old.upheld.get((unit, indicator))
    return "" if not decision or known else pair.new.verdict(unit, indicator)


def _rule_reasons(pair: Comparison, indicator: str) -> Iterator[Reason]:
    keys = row_keys(pair, indicator)
    if keys:
        yield Reason(Cause.RULE, join(keys), keys=keys)


def row_keys(pair: Comparison, indicator: str) -> tuple[KeyChange, ...]:
    """The keys of a row, veto or exclusion that changed, and rounding, which holds for all rows."""
    if pair.rules is None:
        return ()
    shared = ("rounding.rows", f"exclusions.{indicator}")
    whole = (key for key in pair.rules.whole if key.path.startswith(shared))
    return (*pair.rules.rows.get(indicator, ()), *whole)


def _other_reasons(
    pair: Comparison, unit: str, indicator: str, old: Results, new: Results
) -> Iterator[Reason]:
    if not _looks_around(pair, indicator, old, new):
        return
    row = _row_of(pair, unit, indicator, new)
    moved = [other for other in pair.movers.get(row, ()) if other != unit]
    units = tuple(dict.fromkeys((*moved, *(o for o in pair.turnover if o != unit))))
    if units:
        told = f"{name_units(pair, units)}变动"
        yield Reason(Cause.OTHERS, told, units=units, how=_traces(old, new))


def _looks_around(pair: Comparison, indicator: str, old: Results, new: Results) -> bool:
    """Whether the mark hangs on other units: by its rule, or as the mean of the others.

    Where the rubric isn't at hand, points of a row that doesn't apply are taken for such a mean.
    """
    rubric = pair.new.rubric
    rows = rubric.indicators if rubric is not None else ()
    row = next((row for row in rows if row.id == indicator), None)
    if all(mark["state"] == MarkState.NOT_APPLICABLE.value for mark in (old, new)):
        by_mean = row is None or row.not_applicable is NotApplicable.GROUP_MEAN
        return by_mean and bool(old["points"] and new["points"])
    if row is not None and isinstance(row.rule, Normalised):
        return row.rule.best is None or row.rule.worst is None
    return bool(_LOOKS_AROUND & {old["rule"], new["rule"]})


def _row_of(pair: Comparison, unit: str, indicator: str, mark: Results) -> str:
    """The row that *mark* looks at: an exclusion that of which it has the values."""
    if mark["rule"] != "exclusion":
        return indicator
    own = marks_of(pair.new.cards[unit])
    return next((id_ for id_, row in own.items() if row["sources"] == mark["sources"]), indicator)


def _traces(old: Results, new: Results) -> str:
    """How the arithmetic read and reads, without the steps that are the same."""
    before = [step for step in old["trace"] if step not in new["trace"]]
    after = [step for step in new["trace"] if step not in old["trace"]]
    return " → ".join("，".join(side) for side in (before, after) if side)


def _last_resort(pair: Comparison, old: Results, new: Results) -> Reason:
    """The reason where no input is seen to have changed."""
    if pair.rules is None and not pair.same_rubric:
        told = "细则文件已改，旧细则不在手边，不能指出是哪一项"
        return Reason(Cause.RULE, told, how=_traces(old, new))
    if pair.settings:
        return Reason(Cause.SETTINGS, join(pair.settings), keys=pair.settings)
    return Reason(Cause.UNTOLD, "取数、细则都没有变", how=_traces(old, new))
