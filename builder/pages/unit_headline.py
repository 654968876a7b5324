"""The figures at the head of a unit's page: total, rank, grades, ratings, parts."""

from decimal import Decimal

from builder.model.numbers import plain
from builder.model.standings import PartTally, Scorecard, Standing
from builder.pages.conclusions import count_conclusions
from builder.pages.page import Fact
from builder.rubric.schema import Rubric
from builder.scoring.conclusions import only_concludes
from builder.scoring.results import InstrumentResult
from builder.wording import fixed, part_value, show_titles


def tell_headline(row: Standing, card: Scorecard, instrument: InstrumentResult) -> tuple[Fact, ...]:
    """What *row* and its *card* came to under *instrument*, a figure each."""
    rubric, total = instrument.rubric, row.total
    parts = card.parts if len(card.parts) > 1 else ()
    ranked = len(instrument.league(row))
    rank = Fact(f"名次（共{ranked}个参评单位）", show_rank(row, instrument))
    whole = (
        f"{rubric.total_title}（{rubric.total_note}）" if rubric.total_note else rubric.total_title
    )
    return (
        *((Fact(whole, show_total(total, rubric)), rank) if total is not None else ()),
        *(count_conclusions(card.marks, "项") if only_concludes(rubric) else ()),
        *((Fact("等次", show_titles(row)),) if rubric.grades else ()),
        *(Fact(rating.title, rating.label) for rating in card.ratings),
        *(Fact(_part_title(part, rubric), _show_part(part, rubric)) for part in parts),
    )


def _part_title(part: PartTally, rubric: Rubric) -> str:
    if rubric.composition == "sum":
        return part.title
    return f"{part.title}（占{plain(part.weight * 100)}%）"


def _show_part(part: PartTally, rubric: Rubric) -> str:
    value = part_value(part)
    return value if isinstance(value, str) else f"{plain(value)}{rubric.total_measure}"


def show_rank(row: Standing, instrument: InstrumentResult) -> str:
    """A rank, and that it is shared where it is."""
    ranks = [other.rank for other in instrument.league(row)]
    shared = "并列" if ranks.count(row.rank) > 1 else ""
    return f"{shared}第{row.rank}名" if row.rank else "未列入排名"


def show_total(total: Decimal, rubric: Rubric) -> str:
    """*total* as it is printed, with what it is counted in."""
    return f"{fixed(total, rubric.rounding.totals)}{rubric.total_measure}"
