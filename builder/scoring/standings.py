"""A cohort in order: ranks on the printed total, and titles with their chain of ties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from builder.intake.campaign import Ruling
from builder.model.marks import MarkState
from builder.model.numbers import ZERO
from builder.model.standings import Cohort, Scorecard, Standing, Standings
from builder.model.units import Unit
from builder.rubric.rules.rank import rank_values
from builder.rubric.schema import Grade, Rubric, TieKey
from builder.scoring.rulings import find_ruling, is_named

UNDECIDED = "需人工裁定"
NOT_RANKED = "本细则不计分、不排名"


def stand(
    rubric: Rubric,
    cohort: Cohort,
    scorecards: Sequence[Scorecard],
    rulings: Sequence[Ruling] = (),
) -> Standings:
    """The standings of a *cohort*; *scorecards* are those of its counted units.

    *rulings* are what was decided on ties for a grade.
    """
    ranks = _ranks(rubric, scorecards)
    awards = award_grades(rubric.grades, scorecards, rulings)
    ranked = [
        Standing(
            unit=card.unit,
            rank=ranks.get(card.unit.id),
            scorecard=card,
            grades=awards.won.get(card.unit.id, ()),
            unranked_reason=None if card.unit.id in ranks else NOT_RANKED,
            undecided=(*awards.open.get(card.unit.id, ()), *_pending(card)),
            ruled=awards.ruled.get(card.unit.id, ()),
        )
        for card in scorecards
    ]
    order = {
        card.unit.id: number
        for number, league in enumerate(_leagues(rubric, scorecards))
        for card in league
    }
    ranked.sort(key=lambda row: (order[row.unit.id], row.rank or 0, row.unit.id))
    unranked = [
        Standing(unit, None, None, unranked_reason=reason)
        for unit, reason in _missing_in_order(cohort)
    ]
    return Standings(cohort, (*ranked, *unranked))


def _ranks(rubric: Rubric, scorecards: Sequence[Scorecard]) -> Mapping[str, int]:
    """Unit id → rank; nobody has one under a rubric that doesn't rank."""
    if rubric.ranking == "none":
        return {}
    ranks: dict[str, int] = {}
    for league in _leagues(rubric, scorecards):
        totals = {card.unit.id: card.total for card in league}
        ranks |= rank_values(totals, most_first=True, ties=rubric.ties)
    return ranks


def _leagues(rubric: Rubric, scorecards: Sequence[Scorecard]) -> Sequence[Sequence[Scorecard]]:
    """Those that are ranked among themselves, in the order of the first row that each has."""
    leagues: dict[tuple[bool, ...], list[Scorecard]] = {}
    for card in scorecards:
        leagues.setdefault(rubric.league(card.unit.kind), []).append(card)
    return [leagues[own] for own in sorted(leagues, reverse=True)]


#: Unit id → titles, or words on them.
Titles = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Awards:
    """Who won which title, and what is said of ties."""

    won: Titles = field(default_factory=dict)
    #: The titles on which a person must decide.
    open: Titles = field(default_factory=dict)
    #: What a person has decided.
    ruled: Titles = field(default_factory=dict)


def award_grades(
    grades: Sequence[Grade], scorecards: Sequence[Scorecard], rulings: Sequence[Ruling] = ()
) -> Awards:
    """The titles that each unit won, those that a person must decide on, and what one decided."""
    awards = Awards()
    for grade in grades:
        candidates = [card for card in scorecards if _may_win(card, grade, awards)]
        winners, tied = choose_top(grade, candidates)
        if tied and (ruling := find_ruling(grade, len(winners), tied, rulings)):
            for card in tied:
                _add(awards.ruled, card, ruling.words)
            winners += [card for card in tied if is_named(card.unit, ruling)]
            tied = []
        decided = [card for card in winners if _has(awards.won, card, grade.among)]
        for card in decided:
            _add(awards.won, card, grade.title)
        for card in (*tied, *(card for card in winners if card not in decided)):
            _add(awards.open, card, f"「{grade.title}」{UNDECIDED}")
    return awards


def _add(titles: Titles, card: Scorecard, words: str) -> None:
    titles[card.unit.id] = (*titles.get(card.unit.id, ()), words)


def choose_top(
    grade: Grade, candidates: Sequence[Scorecard]
) -> tuple[list[Scorecard], list[Scorecard]]:
    """Those that win *grade*, and those whose tie at the last place its chain doesn't break."""
    candidates = [card for card in candidates if grade.covers(card.total)]
    if grade.top is None:
        return list(candidates), []
    ordered = sorted(candidates, key=lambda card: tie_key(grade.tie_chain, card))
    winners: list[Scorecard] = []
    for _, group in groupby(ordered, key=lambda card: tie_key(grade.tie_chain, card)):
        members = list(group)
        free = grade.top - len(winners)
        if free <= 0:
            break
        if len(members) > free:
            return winners, members
        winners += members
    return winners, []


def tie_key(chain: Sequence[TieKey], card: Scorecard) -> tuple[Decimal, ...]:
    """Sorting key: the total, then the steps of the *chain*; what comes first is smallest."""
    return (-card.total, *(_tie_value(step, card) for step in chain))


def _tie_value(step: TieKey, card: Scorecard) -> Decimal:
    match step.by:
        case "part":
            value = next(part.points for part in card.parts if part.part == step.id)
        case "penalty":
            value = sum((part.penalty for part in card.parts), ZERO)
        case "indicator":
            value = next(m.points or ZERO for m in card.marks if m.indicator == step.id)
    return value if step.better == "less" else -value


def _may_win(card: Scorecard, grade: Grade, awards: Awards) -> bool:
    if grade.honour and not card.eligible:
        return False
    waiting = f"「{grade.among}」{UNDECIDED}" in awards.open.get(card.unit.id, ())
    return _has(awards.won, card, grade.among) or waiting


def _has(won: Mapping[str, tuple[str, ...]], card: Scorecard, title: str) -> bool:
    return not title or title in won.get(card.unit.id, ())


def _pending(card: Scorecard) -> tuple[str, ...]:
    """What a person has still to find out about *card*: rows, and vetoes without a register."""
    rows = [mark.indicator for mark in card.marks if mark.state is MarkState.PENDING]
    vetoes = (f"「{title}」登记表未收到，待核定" for title in card.open_vetoes)
    return (*((f"指标{'、'.join(rows)}待核定",) if rows else ()), *vetoes)


def _missing_in_order(cohort: Cohort) -> list[tuple[Unit, str]]:
    return [(u, cohort.missing[u.id]) for u in cohort.expected if u.id in cohort.missing]
