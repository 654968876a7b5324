"""What marks come to in a word (达标, 接近目标（黄）), for rubrics and rows that give no points."""

import re
from collections.abc import Iterable

from builder.model.marks import MARK_STATE_NAMES, Mark
from builder.model.standings import Scorecard
from builder.rubric.schema import Rubric

#: The order in which words stand side by side, the best first; words of other rules follow.
_ORDER = (
    *("达标", "达到目标（绿）", "提前达到目标（绿）"),
    *("部分达标", "达到目标，接近界限（黄）", "接近目标（黄）"),
    *("未达标", "未达到目标（红）", "目标尚未生效", "只列数值"),
)
_STATES = tuple(MARK_STATE_NAMES.values())

#: What a word begins or ends with → the style sheet's word for it.
_TONES = (
    (re.compile(r"（绿）$|^达标$"), "good"),
    (re.compile(r"（黄）$|^部分"), "near"),
    (re.compile(r"（红）$|^未达"), "short"),
)


def only_concludes(rubric: Rubric) -> bool:
    """Whether *rubric* gives no totals and no ranks, but a word for each row."""
    return rubric.ranking == "none"


def conclusion(mark: Mark) -> str:
    """The word that *mark* comes to, or its state where it has none."""
    return mark.label or MARK_STATE_NAMES[mark.state]


def tone_of(word: str) -> str:
    """``good``, ``near`` or ``short``; nothing for a word that doesn't judge."""
    return next((tone for pattern, tone in _TONES if pattern.search(word)), "plain")


def list_conclusions(marks: Iterable[Mark]) -> tuple[str, ...]:
    """Every word that *marks* come to, once, the best first and states without one last."""
    found = dict.fromkeys(conclusion(mark) for mark in marks)
    return tuple(sorted(found, key=place_of))


def short_marks(card: Scorecard) -> tuple[Mark, ...]:
    """The marks that fall short of what is asked, those that are near it last."""
    tones = [(tone_of(conclusion(mark)), mark) for mark in card.marks]
    return tuple(mark for wanted in ("short", "near") for tone, mark in tones if tone == wanted)


def place_of(word: str) -> int:
    """Where *word* stands among the others, from 0, the best first."""
    if word in _ORDER:
        return _ORDER.index(word)
    return len(_ORDER) + (1 + _STATES.index(word) if word in _STATES else 0)
