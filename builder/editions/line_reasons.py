"""Why a unit's total, rank or title is another one."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.editions.change import Cause, Change, KeyChange, Reason, in_order
from builder.editions.comparison import Comparison
from builder.editions.mark_reasons import join, name_units
from builder.editions.rule_changes import NONE
from builder.editions.snapshot import InstrumentState, Results
from builder.intake.assembly import AFTER_CUTOFF

NOT_COUNTED = "未参评"

#: Keys outside the rows that move an order and no total.
_ORDER_KEYS = ("ties", "leagues", "ranking", "grades", "exclusions")


def show_line(line: Results | None, measure: str, *, counted: bool) -> str:
    """Total, rank and titles as printed: 「9分，第3名，好」."""
    if line is None or not counted:
        return NOT_COUNTED
    if line["total"] is None:
        return "参评，不排名"
    return "，".join(
        (f"{line['total']}{measure}", f"第{line['rank']}名", *filter(None, [line.get("grade")]))
    )


def line_reasons(
    pair: Comparison, unit: str, old: Results | None, new: Results | None, own: Sequence[Change]
) -> tuple[Reason, ...]:
    """The reasons of a changed line, in order; *own* are the changes in the unit's rows."""
    was, is_ = unit in pair.old.cards, unit in pair.new.cards
    if was != is_:
        return _entry_reasons(pair, unit) if is_ else (_exit_reason(pair, unit),)
    reasons: list[Reason] = []
    moved = old is not None and new is not None and old["total"] != new["total"]
    if moved or _titled(old, new):
        reasons += _row_causes(own)
    reasons += _frame_reasons(pair, moved=moved)
    reasons += _passing_reasons(pair, unit, old, new)
    return in_order(reasons) or (_last_resort(pair),)


def _titled(old: Results | None, new: Results | None) -> bool:
    return (old or {}).get("grade") != (new or {}).get("grade")


def _row_causes(own: Sequence[Change]) -> Iterator[Reason]:
    """The causes of the changes in the rows, each with the rows that it is named in."""
    rows: dict[Cause, list[str]] = {}
    for change in own:
        for reason in change.reasons:
            rows.setdefault(reason.cause, []).append(change.indicator)
    for cause, named in rows.items():
        yield Reason(cause, f"指标{'、'.join(named)}变动")


def _frame_reasons(pair: Comparison, *, moved: bool) -> Iterator[Reason]:
    """What changed in the rubric outside the rows; of an order alone only what moves orders."""
    keys = pair.rules.whole if pair.rules is not None else ()
    order = tuple(key for key in keys if key.path.startswith(_ORDER_KEYS))
    found: tuple[KeyChange, ...] = keys if moved else order
    if found:
        yield Reason(Cause.RULE, join(found), keys=found)


def _passing_reasons(
    pair: Comparison, unit: str, old: Results | None, new: Results | None
) -> Iterator[Reason]:
    """The units whose own change put them on the other side of this one, where its rank moved."""
    if old is None or new is None or old["rank"] == new["rank"]:
        return
    passed = tuple(other for other in pair.names if other != unit and _passed(pair, unit, other))
    if passed:
        told = f"{name_units(pair, passed)}的总分或参评变动，名次随之变动"
        yield Reason(Cause.OTHERS, told, units=passed)


def _passed(pair: Comparison, unit: str, other: str) -> bool:
    """Whether *other*'s own total changed and the two changed sides."""
    if _total(pair.old.lines, other) == _total(pair.new.lines, other):
        return False
    return _side(pair.old.lines, unit, other) != _side(pair.new.lines, unit, other)


def _side(lines: dict[str, Results], unit: str, other: str) -> str:
    own, theirs = _total(lines, unit), _total(lines, other)
    if own is None or theirs is None or theirs < own:
        return "below"
    return "level" if theirs == own else "above"


def _total(lines: dict[str, Results], unit: str) -> Decimal | None:
    total = lines.get(unit, {}).get("total")
    return None if total is None else Decimal(total)


def _entry_reasons(pair: Comparison, unit: str) -> tuple[Reason, ...]:
    """Why a unit is counted now: by a workbook that came in since, by a setting, or otherwise."""
    reason = _excluded(pair.old, unit)
    fresh = pair.new_filings(unit)
    keys = _admitting_settings(pair, unit, reason)
    found = [_late_reason(pair, fresh, reason)] if fresh else []
    if keys:
        found.append(Reason(Cause.SETTINGS, f"原{reason}；{join(keys)}", keys=keys))
    return tuple(found) or (Reason(Cause.COHORT, f"原{reason}，现参评"),)


def _late_reason(pair: Comparison, fresh: Sequence[str], reason: str) -> Reason:
    times = [pair.new.received(file).replace("T", " ") for file in fresh]
    files = "、".join(
        f"{file}（{time}收到）" if time else file for file, time in zip(fresh, times, strict=True)
    )
    return Reason(Cause.LATE, f"原{reason}，现有{files}")


def _exit_reason(pair: Comparison, unit: str) -> Reason:
    """Why a unit isn't counted any more."""
    reason = _excluded(pair.new, unit)
    barred = not pair.new.entry or reason == AFTER_CUTOFF
    if barred and (keys := _moved_settings(pair)):
        return Reason(Cause.SETTINGS, f"{reason}；{join(keys)}", keys=keys)
    return Reason(Cause.COHORT, reason)


def _excluded(side: InstrumentState, unit: str) -> str:
    """Why *unit* isn't counted on a side."""
    return side.lines.get(unit, {}).get("unranked_reason") or "不在参评单位中"


def _admitting_settings(pair: Comparison, unit: str, reason: str) -> tuple[KeyChange, ...]:
    """The settings without which the unit wouldn't be counted now either.

    They are a rubric that the campaign hadn't, or the cutoff where what counts came after it.
    """
    cutoff = pair.old.snapshot.results.get("cutoff") or ""
    received = (pair.new.received(item["file"]) for item in pair.new.filings(unit))
    after = bool(cutoff) and any(time > cutoff for time in received)
    return _moved_settings(pair) if not pair.old.entry or after or reason == AFTER_CUTOFF else ()


def _moved_settings(pair: Comparison) -> tuple[KeyChange, ...]:
    """The rubric that the campaign got or lost, or else its changed cutoff."""
    old, new = (side.entry.get("id", NONE) for side in (pair.old, pair.new))
    if old != new:
        return (KeyChange("instruments", old, new),)
    return tuple(key for key in pair.settings if key.path == "cutoff")


def _last_resort(pair: Comparison) -> Reason:
    if pair.rules is None and not pair.same_rubric:
        return Reason(Cause.RULE, "细则文件已改，旧细则不在手边，不能指出是哪一项")
    if pair.settings:
        return Reason(Cause.SETTINGS, join(pair.settings), keys=pair.settings)
    return Reason(Cause.UNTOLD, "取数、细则、其他单位的总分都没有变")
