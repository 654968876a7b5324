"""From all statements to one record for each unit and instrument; differing values cancel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from builder.intake.field_index import FieldIndex
from builder.intake.filing_rows import conflict
from builder.intake.groups import agreed, differ, from_groups, pool_groups
from builder.intake.receipts import after_cutoff, lateness
from builder.intake.setting import Setting
from builder.intake.statements import LogReceived, SelfScored, Stated, Statement
from builder.intake.versions import Chosen, Key
from builder.model.answers import Answer, AnswerState, Event, Origin
from builder.model.problems import Problem
from builder.model.returns import UnitReturns
from builder.rubric.fields import FieldType

NOT_FILED = "未报"
AFTER_CUTOFF = "截止后报送"
UNREADABLE = "填报表无法读取"
SEVERAL = "有多份填报表，无法确定以哪份为准"


@dataclass(slots=True)
class Pile:
    """Statements sorted by whom they are about."""

    answers: dict[Key, list[Answer]] = field(default_factory=dict)
    events: dict[Key, list[Event]] = field(default_factory=dict)
    self_scores: dict[Key, dict[str, Answer]] = field(default_factory=dict)
    logs: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def sort_statements(statements: Iterable[Statement]) -> Pile:
    """*statements* by unit and instrument."""
    pile = Pile()
    for statement in statements:
        match statement:
            case Stated(unit, instrument, Answer() as answer):
                pile.answers.setdefault((unit, instrument), []).append(answer)
            case Stated(unit, instrument, Event() as event):
                pile.events.setdefault((unit, instrument), []).append(event)
            case SelfScored(unit, instrument, score):
                pile.self_scores.setdefault((unit, instrument), {})[score.field] = score
            case LogReceived(instrument, log):
                pile.logs.add((instrument, log))
            case Problem():
                pile.problems.append(statement)
    return pile


def assemble(
    setting: Setting,
    pile: Pile,
    chosen: Mapping[Key, Chosen],
    refused: Mapping[str, tuple[str, ...]],
) -> tuple[tuple[UnitReturns, ...], tuple[Problem, ...]]:
    """One record for each unit and instrument for its kind, in the register's order.

    *refused* holds the files that can't be used by the ids of the units that they name.
    """
    returns: list[UnitReturns] = []
    problems: list[Problem] = []
    for unit in setting.roster.units:
        for index in setting.indexes_for(unit):
            key = (unit.id, index.rubric.id)
            answers, faults = _settle(pile.answers.get(key, ()), unit.id, index)
            problems += faults
            record = UnitReturns(
                unit=unit,
                instrument=index.rubric.id,
                answers=answers,
                events=tuple(pile.events.get(key, ())),
                self_scores=pile.self_scores.get(key),
            )
            refusals = refused.get(unit.id, ())
            returns.append(_with_filing(record, setting, chosen.get(key), refusals))
    return tuple(returns), tuple(problems)


def _with_filing(
    record: UnitReturns, setting: Setting, chosen: Chosen | None, refused: tuple[str, ...]
) -> UnitReturns:
    """*record* with its filing, when that came, and why the unit isn't counted."""
    if chosen is None:
        return replace(record, excluded=UNREADABLE if refused else NOT_FILED, unusable=refused)
    if chosen.filing is None:
        return replace(record, excluded=SEVERAL, versions=chosen.files)
    too_late = after_cutoff(chosen.received, setting.campaign)
    return replace(
        record,
        filing=chosen.filing.file,
        received=chosen.received,
        late=lateness(chosen.received, setting.campaign),
        excluded=AFTER_CUTOFF if too_late else None,
        versions=chosen.files,
        template_version=chosen.filing.template_version,
    )


def _settle(
    answers: Iterable[Answer], unit: str, index: FieldIndex
) -> tuple[tuple[Answer, ...], tuple[Problem, ...]]:
    """One answer for each field and origin, in the rubric's order."""
    groups: dict[tuple[str, Origin], list[Answer]] = {}
    for answer in answers:
        groups.setdefault((answer.field, answer.origin), []).append(answer)
    order = {entry.field.id: number for number, entry in enumerate(index.entries)}
    types = {entry.field.id: entry.field.type for entry in index.entries}
    settled: list[Answer] = []
    problems: list[Problem] = []
    for (field_, _), group in sorted(
        groups.items(), key=lambda item: (order[item[0][0]], item[0][1])
    ):
        answer, problem = _settle_one(group, types[field_], unit)
        settled.append(answer)
        problems += [problem] if problem is not None else []
    return tuple(settled), tuple(problems)


def _settle_one(
    answers: Sequence[Answer], type_: FieldType, unit: str
) -> tuple[Answer, Problem | None]:
    """The one answer that *answers* to a field from one origin come to."""
    filled = [answer for answer in answers if answer.state is not AnswerState.BLANK]
    if from_groups(filled):
        return pool_groups(filled, type_, unit)
    if differ(filled):
        unread = replace(filled[0], state=AnswerState.UNREADABLE, value=None, reason="")
        return unread, conflict(filled, unit)
    return agreed(filled or answers), None
