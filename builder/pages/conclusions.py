"""What marks come to in a word (达标, 接近目标（黄）), for rubrics and rows that give no points."""

import re
from collections.abc import Iterable, Sequence

from builder.model.marks import MARK_STATE_NAMES, Mark, MarkState
from builder.model.standings import Scorecard
from builder.pages.page import Cell, Fact
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

_NO_POINTS = "本项不记分"
#: Stands between the values of several periods.
_SERIES = "→"
_CHANGE = re.compile(r"[比与]上期.*$")
_LAST_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?=[^\d.]*$)")


def only_concludes(rubric: Rubric) -> bool:
    """Whether *rubric* gives no totals and no ranks, but a word for each row."""
    return rubric.ranking == "none"


def conclusion(mark: Mark) -> str:
    """The word that *mark* comes to, or its state where it has none."""
    return mark.label or MARK_STATE_NAMES[mark.state]


def tone_of(word: str) -> str:
    """``good``, ``near`` or ``short``; nothing for a word that doesn't judge."""
    return next((tone for pattern, tone in _TONES if pattern.search(word)), "plain")


def conclusion_cell(mark: Mark) -> Cell:
    """A cell with the word that *mark* comes to."""
    word = conclusion(mark)
    return Cell(word, sort=f"{_place(word):02d}{word}", tone=tone_of(word))


def list_conclusions(marks: Iterable[Mark]) -> tuple[str, ...]:
    """Every word that *marks* come to, once, the best first and states without one last."""
    found = dict.fromkeys(conclusion(mark) for mark in marks)
    return tuple(sorted(found, key=_place))


def count_conclusions(marks: Sequence[Mark], measure: str) -> tuple[Fact, ...]:
    """How many of *marks*, in *measure*, come to each word."""
    words = [conclusion(mark) for mark in marks]
    return tuple(Fact(word, f"{words.count(word)}{measure}") for word in list_conclusions(marks))


def tell_conclusions(marks: Sequence[Mark], measure: str) -> str:
    """The same in one phrase: 达标10个、部分达标2个."""
    return "、".join(f"{fact.label}{fact.text}" for fact in count_conclusions(marks, measure))


def value_cell(mark: Mark) -> Cell:
    """How the number of *mark* came about: the first step, sorted by the number at its end."""
    step = mark.trace[0]
    found = _LAST_NUMBER.search(step) if mark.state is MarkState.SCORED else None
    return Cell(step, sort=found[0] if found else "-Infinity", tone="words")


def gap_cell(mark: Mark) -> Cell:
    """How far off the target the number of *mark* is, and which way it goes.

    The sentences are those of the mark's card, without what the table says in other columns.
    """
    steps = (step for step in mark.trace[1:] if step != _NO_POINTS and _SERIES not in step)
    words = (_since_last(step).removesuffix(f"：{mark.label}") for step in steps)
    return Cell("；".join(words) or "—", tone="words")


def short_marks(card: Scorecard) -> tuple[Mark, ...]:
    """The marks that fall short of what is asked, those that are near it last."""
    tones = [(tone_of(conclusion(mark)), mark) for mark in card.marks]
    return tuple(mark for wanted in ("short", "near") for tone, mark in tones if tone == wanted)


def _since_last(step: str) -> str:
    """The change against the period before alone, where *step* tells one with its arithmetic."""
    found = _CHANGE.search(step)
    return found[0] if found else step


def _place(word: str) -> int:
    if word in _ORDER:
        return _ORDER.index(word)
    return len(_ORDER) + (1 + _STATES.index(word) if word in _STATES else 0)
