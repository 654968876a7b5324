"""The results of a campaign as open data: one JSON file, decimals as strings (design.md §5)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from builder.formats.json_text import json_text
from builder.intake.campaign import Campaign
from builder.model.answers import Answer
from builder.model.appeals import Appeal, objections_in
from builder.model.flags import Flag
from builder.model.marks import Mark
from builder.model.numbers import plain
from builder.model.places import CellPlace
from builder.model.returns import InputFile
from builder.model.standings import RatingMark, Scorecard, Standing
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult, InstrumentResult, YearResult, YearStanding

SCHEMA = "gongshi-results/1"
YEAR_SCHEMA = "gongshi-year/1"

Json = dict[str, object]


def results_json(result: CampaignResult) -> str:
    """A campaign as ``results.json``; keys in the order of the contract."""
    campaign = result.campaign
    expected = {u.id for i in result.instruments for u in i.standings.cohort.expected}
    missing = {id_ for i in result.instruments for id_ in i.standings.cohort.missing}
    return json_text(
        {
            "schema": SCHEMA,
            "campaign": campaign.id,
            "title": campaign.title,
            "status": campaign.status,
            "demo": campaign.demo,
            "cutoff": _time(campaign.cutoff),
            "cohort": {
                "expected": len(expected),
                "counted": len(expected - missing),
                "missing": sorted(missing),
            },
            "instruments": [_instrument(campaign, instrument) for instrument in result.instruments],
            "flags": [_flag(flag) for flag in result.flags if flag.public],
            "inputs": [_input(file) for file in ordered_inputs(result.returns.inputs)],
            **_appeals(result.returns.appeals),
        }
    )


def year_json(result: YearResult) -> str:
    """A year as ``results.json``."""
    campaign = result.campaign
    return json_text(
        {
            "schema": YEAR_SCHEMA,
            "campaign": campaign.id,
            "title": campaign.title,
            "status": campaign.status,
            "demo": campaign.demo,
            "rubric": result.rubric.id,
            "rounds": [item.id for item in result.rounds],
            "standings": [_year_standing(row) for row in result.rows],
        }
    )


def ordered_inputs(inputs: tuple[InputFile, ...]) -> list[InputFile]:
    """*inputs* in an order that doesn't hang on their names, but for files that are the same."""
    return sorted(inputs, key=lambda file: (file.kind, file.unit or "", file.sha256, file.file))


def decimal_text(number: Decimal | None) -> str | None:
    """*number* in plain digits."""
    return None if number is None else plain(number)


def tallies(card: Scorecard | None) -> dict[str, Decimal | None]:
    """Base, bonus and penalty over all parts, before weighting; nothing without a card."""
    kinds = ("base", "bonus", "penalty")
    return {kind: None if card is None else card.summed(kind) for kind in kinds}


def told_eligible(campaign: Campaign, rubric: Rubric, row: Standing) -> bool | None:
    """Whether *row*'s unit may be honoured; None where vetoes aren't told yet."""
    if rubric.vetoes and campaign.status == "draft":
        return None
    return row.scorecard is not None and row.scorecard.eligible


def _instrument(campaign: Campaign, instrument: InstrumentResult) -> Json:
    rubric, rows = instrument.rubric, instrument.standings.rows
    return {
        "id": rubric.id,
        "title": rubric.title,
        "rubric_sha256": instrument.rubric_sha256,
        "ranking": rubric.ranking,
        "total_title": rubric.total_title,
        "total_measure": rubric.total_measure,
        "standings": [
            _standing(row, eligible=told_eligible(campaign, rubric, row)) for row in rows
        ],
        "scorecards": [_scorecard(row.scorecard) for row in rows if row.scorecard],
    }


def _standing(row: Standing, *, eligible: bool | None) -> Json:
    card = row.scorecard
    sums = {
        key: decimal_text(number)
        for key, number in tallies(card if row.total is not None else None).items()
    }
    parts: list[Json] = [
        {"part": part.part, "title": part.title, "weight": plain(part.weight)}
        | {"points": None if part.is_open else plain(part.points)}
        for part in (card.parts if card else ())
    ]
    return {
        "unit": row.unit.id,
        "name": row.unit.name,
        "kind": row.unit.kind.value,
        "rank": row.rank,
        "total": decimal_text(row.total),
        **sums,
        "parts": parts,
        "grade": "、".join(row.grades) or None,
        "eligible": eligible,
        "unranked_reason": row.unranked_reason,
        "undecided": list(row.undecided),
        **({"ruled": list(row.ruled)} if row.ruled else {}),
    }


def _scorecard(card: Scorecard) -> Json:
    return {
        "unit": card.unit.id,
        "marks": [_mark(mark) for mark in card.marks],
        "ratings": [_rating(rating) for rating in card.ratings],
        "vetoes": [_mark(veto) for veto in card.vetoes],
    }


def _rating(rating: RatingMark) -> Json:
    return {
        "rating": rating.rating,
        "title": rating.title,
        "value": plain(rating.value),
        "label": rating.label,
        "trace": list(rating.trace),
    }


def _mark(mark: Mark) -> Json:
    return {
        "indicator": mark.indicator,
        "title": mark.title,
        "points": decimal_text(mark.points),
        "most": decimal_text(mark.most),
        "state": mark.state.value,
        "label": mark.label or None,
        "trace": list(mark.trace),
        "figures": list(mark.figures),
        "rule": mark.rule,
        "clause": mark.clause,
        "sources": [_source(answer, answer.place) for answer in mark.answers if answer.place],
    }


def mark_places(mark: Mark) -> list[CellPlace]:
    """The cells that a mark rests on, in order, each once."""
    return list(dict.fromkeys(answer.place for answer in mark.answers if answer.place))


def _source(answer: Answer, place: CellPlace) -> Json:
    return {
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "campaign": answer.carried_from or None,
        "field": answer.field,
        "title": answer.title,
        "value": answer.shown,
        "origin": answer.origin.value,
    }


def _flag(flag: Flag) -> Json:
    """One public flag; what its places and its unit's answer say is for pages to show."""
    return {
        "code": flag.code,
        "title": flag.title,
        "unit": flag.unit.id if flag.unit else None,
        "instrument": flag.instrument,
        "indicator": flag.indicator,
        "subject": flag.subject or None,
        "severity": flag.severity.value,
        "value": flag.value,
        "limit": flag.limit,
        "clause": flag.clause,
        "states": [state.value for state in flag.states],
        "due": flag.due.isoformat() if flag.due else None,
        "public": flag.public,
    }


def _appeals(appeals: Sequence[Appeal]) -> Json:
    """The objections, where there are any; what units said in them stays with the office."""
    objections = [_appeal(item) for item in objections_in(appeals)]
    return {"appeals": objections} if objections else {}


def _appeal(appeal: Appeal) -> Json:
    return {
        "unit": appeal.unit,
        "indicator": appeal.indicator.shown,
        "before": appeal.shown.shown if appeal.shown else None,
        "decision": _given(appeal.decision),
        "reason": _given(appeal.reason),
        "decided": appeal.decided.value.isoformat()
        if isinstance(appeal.decided.value, date)
        else None,
    }


def _given(answer: Answer) -> str | None:
    return answer.shown if answer.given else None


def _input(file: InputFile) -> Json:
    return {
        "file": file.file,
        "sha256": file.sha256,
        "unit": file.unit,
        "kind": file.kind,
        "received": _time(file.received),
    }


def _year_standing(row: YearStanding) -> Json:
    return {
        "unit": row.unit.id,
        "name": row.unit.name,
        "kind": row.unit.kind.value,
        "rank": row.rank,
        "total": decimal_text(row.total),
        "totals": {id_: decimal_text(total) for id_, total in row.totals.items()},
        "trace": list(row.trace),
        "unranked_reason": row.unranked_reason,
    }


def _time(time: datetime | None) -> str | None:
    return time.isoformat(timespec="minutes") if time else None
