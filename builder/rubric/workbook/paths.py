"""Paths of parameters as the sheet of rules spells them: ``rule.charges[0].count.where``."""

import re
from collections.abc import Sequence

from builder.rubric.workbook.words import spell, unspell

#: What a key of a mapping may not hold openly.
_MARKS = ".[]="
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")


def join_path(steps: Sequence[str | int]) -> str:
    """*steps* as one path."""
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f"{'.' if text else ''}{spell(step, also=_MARKS)}"
    return text


def split_path(text: str) -> tuple[str | int, ...] | None:
    """The steps of a path, or None where *text* isn't one."""
    steps: list[str | int] = []
    position, stripped = 0, text.strip()
    while position < len(stripped):
        found = _STEP.match(stripped, position)
        if found is None:
            return None
        steps.append(unspell(found[1]) if found[1] is not None else int(found[2]))
        position = found.end()
    return tuple(steps) or None
