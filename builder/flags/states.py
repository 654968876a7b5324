"""What became of a flag: answered by its unit, rectified or overdue, raised once before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from builder.flags.context import FlagContext
from builder.model.flags import Flag, FlagAnswer, FlagState
from builder.model.rectification import Rectification

#: How a register names a condition.
_CODE = re.compile(r"RF-\d\d")


def with_states(flag: Flag, context: FlagContext) -> Flag:
    """*flag* with its unit's answer, its deadline and its states.

    待核实 stands only where nobody answered it and no row of the register is about it.
    """
    answer = find_answer(flag, context.returns.flag_answers)
    rows = find_rows(flag, context.returns.rectifications)
    states = [FlagState.ANSWERED] if answer is not None else []
    if rows and all(row.cleared for row in rows):
        states.append(FlagState.RECTIFIED)
    if any(row.overdue(context.campaign.last_day) for row in rows):
        states.append(FlagState.OVERDUE)
    if not states:
        states.append(FlagState.RAISED)
    if any(same(flag, other) for other in context.earlier):
        states.append(FlagState.REPEATED)
    return replace(flag, answer=answer, due=find_due(rows), states=tuple(states))


def same(flag: Flag, other: Flag) -> bool:
    """Whether both are of one condition, unit and row; what concerns no unit is never the same."""
    if flag.unit is None or other.unit is None:
        return False
    own = (flag.code, flag.indicator, flag.unit.id)
    return own == (other.code, other.indicator, other.unit.id)


def find_answer(flag: Flag, answers: Sequence[FlagAnswer]) -> FlagAnswer | None:
    """What the unit says to *flag*: the last answer for its row, else the last for its code."""
    if flag.unit is None:
        return None
    own = [one for one in answers if (one.unit, one.code) == (flag.unit.id, flag.code)]
    exact = [one for one in own if one.indicator and one.indicator == flag.indicator]
    general = [one for one in own if not one.indicator]
    return next(reversed(exact or general), None)


def find_rows(flag: Flag, rows: Sequence[Rectification]) -> tuple[Rectification, ...]:
    """The rows of the register that are about *flag*.

    A row whose 编号 or 问题 names conditions is about those; any other is about its 指标编号, and
    about a flag that rests on the row itself.
    """
    if flag.unit is None:
        return ()
    return tuple(row for row in rows if row.unit == flag.unit.id and _is_about(row, flag))


def find_due(rows: Sequence[Rectification]) -> date | None:
    """The first deadline of those *rows* that aren't struck off; of all, where all are."""
    waiting = [row for row in rows if not row.cleared] or rows
    days = [row.due.value for row in waiting]
    return min((day for day in days if isinstance(day, date)), default=None)


def _is_about(row: Rectification, flag: Flag) -> bool:
    words = [str(answer.value) for answer in (row.number, row.problem) if answer.given]
    named = {code for text in words for code in _CODE.findall(text)}
    if named:
        return flag.code in named
    own = flag.indicator is not None and row.indicator.value == flag.indicator
    return own or (row.due.place is not None and row.due.place in flag.places)
