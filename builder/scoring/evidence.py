"""From returns to evidence: of all that was said about a field, the one answer that counts."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from enum import Enum

from builder.model.answers import Answer, AnswerState, Event, Log, Origin
from builder.model.evidence import Evidence
from builder.model.returns import UnitReturns
from builder.rubric.fields import Field, FieldType
from builder.rubric.schema import Indicator, Rubric


class View(Enum):
    """Whose word comes first; the value is the order of origins."""

    #: 核定分: the verified value before the reported one. The only one that is published.
    VERIFIED = (Origin.ASSESSOR, Origin.PLATFORM, Origin.SURVEY, Origin.UNIT)
    #: 测算分: the reported value first; an assessor's only where nobody else may answer.
    REPORTED = (Origin.UNIT, Origin.PLATFORM, Origin.SURVEY, Origin.ASSESSOR)


_PREFERENCE = (
    (AnswerState.GIVEN, AnswerState.NOT_APPLICABLE),
    (AnswerState.UNREADABLE,),
    (AnswerState.BLANK,),
)


def gather_evidence(
    returns: UnitReturns,
    rubric: Rubric,
    view: View,
    period_end: date,
    logs_received: frozenset[tuple[str, str]],
) -> Evidence:
    """All that counts of one unit's *returns* under *rubric*; every field is present."""
    logs = {field.id for field in rubric.fields.values() if field.type is FieldType.LOG}
    return Evidence(
        unit=returns.unit,
        answers={
            field.id: choose_answer(field, returns.answers, view)
            for field in rubric.fields.values()
            if field.id not in logs
        },
        logs={
            id_: _gather_log(
                rubric.fields[id_],
                choose_events(rubric.fields[id_], returns.events, view),
                sheet_received=(rubric.id, id_) in logs_received,
            )
            for id_ in sorted(logs)
        },
        period_end=period_end,
        excluded=returns.excluded,
    )


def choose_answer(field: Field, answers: Iterable[Answer], view: View) -> Answer:
    """The answer to *field* that counts in *view*; a blank one where nobody answered.

    An assessor may verify any field, whoever is asked for it. Where groups of assessors disagree
    for good, no other word stands in for theirs.
    """
    heard = {*field.origin, Origin.ASSESSOR}
    own = {a.origin: a for a in answers if a.field == field.id and a.origin in heard}
    ordered = [own[origin] for origin in view.value if origin in own]
    if ordered and ordered[0].group and ordered[0].state is AnswerState.UNREADABLE:
        return ordered[0]
    for states in _PREFERENCE:
        for answer in ordered:
            if answer.state in states:
                return answer
    return Answer(field.id, field.title, AnswerState.BLANK, field.origin[0], measure=field.measure)


def carry_forward(
    evidence: Evidence, rubric: Rubric, earlier: Evidence | None, campaign: str
) -> Evidence:
    """*evidence* with the *earlier* campaign's answers where a field allows it and has none."""
    if earlier is None:
        return evidence
    answers = dict(evidence.answers)
    for field in rubric.fields.values():
        if field.carry_forward and answers[field.id].state is AnswerState.BLANK:
            before = earlier.answers.get(field.id)
            if before is not None and before.given:
                answers[field.id] = replace(before, carried_from=before.carried_from or campaign)
    return replace(evidence, answers=answers)


def rescore(
    evidence: Evidence, rubric: Rubric, earlier: Evidence | None, campaign: str
) -> Evidence:
    """*evidence* of a second round over that of the first, whose id is *campaign*.

    What nobody returned anew is kept. An office's log without rows replaces the first round's
    where its sheet came in and something else in a row that draws on it was returned anew.
    """
    if earlier is None:
        return evidence
    fresh = {id_ for id_, answer in evidence.answers.items() if not _blank(answer)}
    fresh |= {id_ for id_, log in evidence.logs.items() if log.events}
    fresh |= {id_ for id_ in _looked_at(rubric, fresh) if _office_kept(evidence, rubric, id_)}
    answers = {
        id_: answer if id_ in fresh else _carried(earlier.answers.get(id_, answer), campaign)
        for id_, answer in evidence.answers.items()
    }
    logs = {
        id_: log if id_ in fresh else _carried_log(earlier.logs.get(id_, log), log, campaign)
        for id_, log in evidence.logs.items()
    }
    kept = {*answers, *logs} - fresh if earlier.excluded is None else ()
    return replace(evidence, answers=answers, logs=logs, kept=frozenset(kept))


def row_names(row: Indicator) -> frozenset[str]:
    """The fields and logs that the mark of *row* draws on, and all others asked for in it."""
    applies = row.applies.names() if row.applies is not None else ()
    return frozenset({*(field.id for field in row.fields), *row.rule.names(), *applies})


def look_back(evidence: Evidence, earlier: Evidence | None, campaign: str) -> Evidence:
    """*evidence* with that of the *earlier* campaign to compare with; its answers say which."""
    if earlier is None:
        return evidence
    answers = {
        id_: replace(answer, carried_from=answer.carried_from or campaign)
        for id_, answer in earlier.answers.items()
    }
    return replace(evidence, before=replace(earlier, answers=answers))


def earlier_evidence(evidence: Sequence[Evidence]) -> Mapping[str, Evidence]:
    """*evidence* by unit id, as the next campaign looks it up."""
    return {item.unit.id: item for item in evidence}


def choose_events(field: Field, events: Iterable[Event], view: View) -> tuple[Event, ...]:
    """The rows of log *field* that count in *view*: those of the first origin that has any.

    Two origins that record the same matters are never added up.
    """
    own = [event for event in events if event.log == field.id]
    origins = [origin for origin in view.value if any(e.origin is origin for e in own)]
    return tuple(event for event in own if event.origin in origins[:1])


def _blank(answer: Answer) -> bool:
    return answer.state is AnswerState.BLANK


def _looked_at(rubric: Rubric, fresh: AbstractSet[str]) -> frozenset[str]:
    """Everything in the rows in which something is *fresh*."""
    rows = (row_names(row) for row in rubric.indicators)
    return frozenset().union(*(names for names in rows if names & fresh))


def _office_kept(evidence: Evidence, rubric: Rubric, name: str) -> bool:
    """Whether *name* is a log of the office's whose sheet came in."""
    log = evidence.logs.get(name)
    return log is not None and log.received and Origin.UNIT not in rubric.fields[name].origin


def _carried(answer: Answer, campaign: str) -> Answer:
    """*answer*, said to be of an earlier *campaign* if it stands anywhere at all."""
    if answer.place is None:
        return answer
    return replace(answer, carried_from=answer.carried_from or campaign)


def _carried_log(earlier: Log, log: Log, campaign: str) -> Log:
    events = tuple(
        replace(event, row={id_: _carried(answer, campaign) for id_, answer in event.row.items()})
        for event in earlier.events
    )
    return replace(log, events=events, received=log.received or earlier.received)


def _gather_log(field: Field, events: tuple[Event, ...], *, sheet_received: bool) -> Log:
    by_unit = Origin.UNIT in field.origin
    return Log(field.id, field.title, field.origin[0], events, received=sheet_received or by_unit)
