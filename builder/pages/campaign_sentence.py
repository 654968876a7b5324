"""What happened in a campaign, in a sentence or two, before any table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.model.marks import Mark
from builder.model.numbers import ZERO
from builder.model.standings import Cohort, Scorecard, Standing
from builder.pages.unit_sentence import kind_noun
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.conclusions import conclusion, only_concludes, tone_of
from builder.scoring.leagues import leaders, league_name, leagues
from builder.scoring.losses import lost_points
from builder.scoring.results import InstrumentResult
from builder.wording import fixed

#: More leaders, or more reasons, than these are only counted.
_NAMED = 3


def tell_instrument(instrument: InstrumentResult) -> str:
    """Who took part, who came first, what was lost most often, and who is missing."""
    cohort = instrument.standings.cohort
    ranked = [_tell_league(instrument.rubric, league) for league in leagues(instrument)]
    clauses = (*ranked, tell_weakest(instrument), tell_missing(cohort))
    return "；".join(clause for clause in clauses if clause) + "。"


def tell_missing(cohort: Cohort) -> str:
    """How many aren't counted, and why: 2个单位未列入（未报1个、截止后报送1个）."""
    if not cohort.missing:
        return ""
    reasons = Counter(cohort.missing[u.id] for u in cohort.expected if u.id in cohort.missing)
    whole = f"{reasons.total()}个单位未列入"
    if len(reasons) > _NAMED:
        return whole
    if len(reasons) == 1:
        return f"{whole}（{next(iter(reasons))}）"
    return f"{whole}（{'、'.join(f'{word}{count}个' for word, count in reasons.items())}）"


def tell_weakest(instrument: InstrumentResult) -> str:
    """The row in which most units lost points or fell short; nothing where none did."""
    rubric = instrument.rubric
    cards = [row.scorecard for row in instrument.standings.rows if row.scorecard is not None]
    lost = [pair for card in cards for pair in _short(card, rubric)]
    if not lost:
        return ""
    short = Counter(mark.indicator for mark, _ in lost)
    points = {id_: sum((p for m, p in lost if m.indicator == id_), ZERO) for id_ in short}
    # Of several that are short equally often, the one that cost most; else the rubric's first.
    worst = max(rubric.indicators, key=lambda row: (short[row.id], points.get(row.id, ZERO)))
    told = "最常没有完全达到的是" if only_concludes(rubric) else "最常失分的是"
    return f"{told}{worst.id} {worst.title}（{len(cards)}个单位中{short[worst.id]}个）"


def mean_total(league: Sequence[Standing]) -> Decimal | None:
    """The mean of the totals that are ranked; None without any."""
    totals = [row.total for row in league if row.total is not None]
    return sum(totals, ZERO) / len(totals) if totals else None


def name_leaders(league: Sequence[Standing]) -> str:
    """The first of a league by name, or how many there are of more than three."""
    names = [row.unit.name for row in leaders(league)]
    more = f"等{len(names)}个" if len(names) > _NAMED else ""
    return f"{'、'.join(names[:_NAMED])}{more}"


def _tell_league(rubric: Rubric, league: Sequence[Standing]) -> str:
    counted = [row for row in league if row.scorecard is not None]
    took_part = f"{len(league)}个{league_name(rubric, league) or kind_noun(league)}"
    took_part += f"参评{len(counted)}个"
    if only_concludes(rubric):
        marks = [mark for row in counted if row.scorecard for mark in row.scorecard.marks]
        return f"{took_part}{tell_judged(marks)}；不计分、不排名"
    mean, first = mean_total(league), leaders(league)
    if mean is None or not first or first[0].total is None:
        return took_part
    places, measure = rubric.rounding.totals, rubric.total_measure
    best = f"第一名{name_leaders(league)}，{fixed(first[0].total, places)}{measure}"
    return f"{took_part}，平均{fixed(mean, places)}{measure}；{best}"


def tell_judged(marks: Sequence[Mark]) -> str:
    """How many of *marks* reach what is asked, how many nearly, how many don't."""
    tones = Counter(tone_of(conclusion(mark)) for mark in marks)
    words = {"good": "达到", "near": "接近或部分达到", "short": "没有达到"}
    told = "、".join(f"{word}{tones[tone]}项" for tone, word in words.items() if tones[tone])
    return f"，各单位各项合计{told}" if told else ""


def _short(card: Scorecard, rubric: Rubric) -> Iterator[tuple[Mark, Decimal]]:
    """The marks of *card* that lost points, with how many, or that fall short of what is asked."""
    for section in (section for part in card.parts for section in part.sections):
        for mark in section.marks:
            lost = lost_points(mark, SectionKind(section.kind))
            judged = only_concludes(rubric) and tone_of(conclusion(mark)) in {"near", "short"}
            if judged or (lost > ZERO and not only_concludes(rubric)):
                yield mark, lost
