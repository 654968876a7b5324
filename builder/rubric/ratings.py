"""What is said of a total besides its rank: labels by bands, and whether years compare."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.rubric.record import Record
from builder.rubric.spans import Span, check_spans


class RatingBand(Span):
    """One label of a rating, for a span of points."""

    label: str
    """What is printed: 优秀, A, 7."""


class Rating(Record):
    """A label by bands of points: of the total, of parts or sections, or of other ratings."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    by: Literal["total", "part", "section", "rating"]
    """What is rated."""
    of: tuple[str, ...] = ()
    """Which parts, sections or earlier ratings; of several, their mean."""
    bands: tuple[RatingBand, ...]
    """The bands, from the lowest."""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        check_spans(self.bands)
        if bool(self.of) == (self.by == "total"):
            message = "by 为 total 时不写 of，其余须写 of"
            raise ValueError(message)
        return self

    @property
    def numeric(self) -> bool:
        """Whether every label is a number, so that another rating may take its mean."""
        return all(is_number(band.label) for band in self.bands)


def is_number(label: str) -> bool:
    """Whether *label* is a plain number: 7, -1, 2.5."""
    return label.removeprefix("-").replace(".", "", 1).isdecimal()


class Comparability(Record):
    """Whether results may be compared with those of the edition before."""

    before: str
    """Id of the rubric before, or its name where it was never entered."""
    comparable: bool
    """Whether the two may be compared."""
    reason: str = ""
    """Why they may not; or what to keep in mind."""

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if not self.comparable and not self.reason:
            message = "不可比的须写 reason"
            raise ValueError(message)
        return self
