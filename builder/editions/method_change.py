"""What changed in a method, in the words of its page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MethodChange:
    """One statement of a method page before and after; 「无」 where there is none."""

    #: Rubric id.
    rubric: str
    #: The rubric's title.
    title: str
    #: Id of the row or veto; empty for what holds for the whole.
    row: str
    #: What is told of: the row's number and title, or a heading of the page.
    about: str
    #: Which statement: 满分, 每项扣分, 适用条件.
    name: str
    before: str
    after: str
    #: Whether points can hang on it; else only words changed.
    scored: bool
