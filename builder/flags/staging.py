"""From a scene to a scored campaign, and to the flags that it gives: what proves a condition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from types import MappingProxyType

from builder.flags.condition import FlagCondition
from builder.flags.context import FlagContext, look_into
from builder.flags.raising import raise_flags
from builder.flags.scene_catalogues import stage_catalogues
from builder.flags.scenes import (
    ExpectedFlag,
    Scene,
    SceneAppeal,
    SceneProblem,
    SceneRectification,
    SceneUnit,
)
from builder.intake.campaign import Campaign, Period
from builder.intake.receipts import lateness
from builder.model.answers import Answer, AnswerState, Event, Origin, Value
from builder.model.appeals import OBJECT, Appeal
from builder.model.flags import Flag
from builder.model.places import CellPlace
from builder.model.problems import Problem, ProblemKind, Severity
from builder.model.rectification import Rectification
from builder.model.returns import CampaignReturns, UnitReturns
from builder.model.units import Unit, UnitKind
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.examples import written_answer, written_log
from builder.rubric.fields import FieldType
from builder.rubric.library import Instrument
from builder.rubric.schema import Rubric
from builder.scoring.campaigns import EvidenceByRubric, ScoredCampaign, score_campaign

#: Where everything in a scene is said to stand.
_PLACE = CellPlace("示例", "填报", "A1")
_EARLIER = "example-before"


def play(
    scene: Scene,
    code: str,
    conditions: Sequence[FlagCondition],
    library: Mapping[str, Instrument],
    schemas: Mapping[str, CatalogueSchema] = MappingProxyType({}),
) -> tuple[Flag, ...]:
    """The flags with *code* that *scene* gives, in the order of the units.

    Raises KeyError and ValueError as `stage` does.
    """
    context = stage(scene, conditions, library, schemas)
    return tuple(flag for flag in _raise(context, code, conditions) if flag.code == code)


def stage(
    scene: Scene,
    conditions: Sequence[FlagCondition],
    library: Mapping[str, Instrument],
    schemas: Mapping[str, CatalogueSchema] = MappingProxyType({}),
) -> FlagContext:
    """*scene* scored, with the flags of the campaign before it, ready for raising its own.

    *schemas* are those of the catalogues that scenes fill. Raises KeyError where the scene names
    no instrument of *library* and no catalogue of *schemas*, and ValueError where a value doesn't
    fit its field.
    """
    instruments = [library[scene.instrument]] if scene.instrument else []
    earlier: tuple[Flag, ...] = ()
    evidence: EvidenceByRubric = {}
    if scene.before:
        first = _score(scene, scene.before, instruments, {}, schemas)
        evidence, earlier = first.evidence, raise_flags(look_into(first), conditions)
    return look_into(_score(scene, scene.units, instruments, evidence, schemas), earlier)


def expected(flags: Iterable[Flag], wanted: Sequence[ExpectedFlag]) -> tuple[ExpectedFlag, ...]:
    """*flags* as a scene writes them, telling of each only what *wanted* asks in its place."""
    told = []
    for number, flag in enumerate(flags):
        asked = wanted[number] if number < len(wanted) else None
        whole = {
            "unit": flag.unit.name if flag.unit else "",
            "indicator": flag.indicator or "",
            "subject": flag.subject,
            "public": flag.public,
            "clause": flag.clause,
        }
        kept = {key: value for key, value in whole.items() if _asks(asked, key)}
        main = {"severity": flag.severity, "value": flag.value, "limit": flag.limit}
        told.append(ExpectedFlag.model_validate({**main, **kept}))
    return tuple(told)


def _asks(asked: ExpectedFlag | None, key: str) -> bool:
    return asked is not None and getattr(asked, key) is not None


def _raise(
    context: FlagContext, code: str, conditions: Sequence[FlagCondition]
) -> tuple[Flag, ...]:
    """The flags of one condition, or of all where it looks at other flags."""
    own = [one for one in conditions if one.code == code]
    if any(trigger.looks_at_flags for one in own for trigger in one.triggers):
        return raise_flags(context, conditions)
    return raise_flags(context, own)


def _score(
    scene: Scene,
    units: Sequence[SceneUnit],
    instruments: Sequence[Instrument],
    earlier: EvidenceByRubric,
    schemas: Mapping[str, CatalogueSchema],
) -> ScoredCampaign:
    campaign = _campaign(scene, after=bool(earlier))
    returns = _returns(scene, units, campaign, [one.rubric for one in instruments])
    staged = stage_catalogues(scene.catalogues, schemas, returns.units)
    used = [schemas[id_] for id_ in scene.catalogues]
    whole = replace(returns, catalogues=staged)
    return score_campaign(campaign, whole, instruments, earlier, used)


def _campaign(scene: Scene, *, after: bool) -> Campaign:
    end = scene.period_end
    return Campaign(
        id="example",
        title="示例",
        authority="示例",
        region=scene.region,
        status=scene.status,
        period=Period(start=end - timedelta(days=364), end=end),
        deadline=scene.deadline,
        cutoff=datetime.combine(scene.last_day, time(18)) if scene.last_day else None,
        instruments=(scene.instrument or "none",),
        previous=_EARLIER if after else None,
        rescores=scene.rescores and after,
    )


def _returns(
    scene: Scene, units: Sequence[SceneUnit], campaign: Campaign, rubrics: Sequence[Rubric]
) -> CampaignReturns:
    known = {one.name: _unit(one, rubrics) for one in units}
    logs = {
        (rubric.id, id_)
        for rubric in rubrics
        for id_, field in rubric.fields.items()
        if field.type is FieldType.LOG and id_ not in scene.absent_logs
    }
    return CampaignReturns(
        units=tuple(known.values()),
        returns=tuple(
            _unit_returns(one, known[one.name], rubric, campaign)
            for rubric in rubrics
            for one in units
        ),
        logs_received=frozenset(logs),
        inputs=(),
        problems=tuple(_problem(one) for one in scene.problems),
        rectifications=tuple(_rectification(one) for one in scene.rectifications),
        appeals=tuple(_appeal(one) for one in scene.appeals),
    )


def _unit(one: SceneUnit, rubrics: Sequence[Rubric]) -> Unit:
    kinds = rubrics[0].kinds if rubrics else (UnitKind.DEPARTMENT,)
    return Unit(one.name, one.name, one.kind or kinds[0])


def _unit_returns(one: SceneUnit, unit: Unit, rubric: Rubric, campaign: Campaign) -> UnitReturns:
    return UnitReturns(
        unit=unit,
        instrument=rubric.id,
        answers=tuple(_answers(one, rubric)),
        events=tuple(_events(one, rubric)),
        self_scores={
            row: replace(_told(row, points), title="自评分", measure="分")
            for row, points in one.self_scores.items()
        },
        filing=None if one.excluded else "示例.xlsx",
        received=one.received,
        excluded=one.excluded or None,
        late=lateness(one.received, campaign),
    )


def _answers(one: SceneUnit, rubric: Rubric) -> Iterable[Answer]:
    for row, (id_, written) in enumerate(one.answers.items(), start=2):
        field = rubric.fields[id_]
        yield written_answer(field, written, field.origin[0], row)


def _events(one: SceneUnit, rubric: Rubric) -> Iterable[Event]:
    for id_, rows in one.logs.items():
        yield from written_log(rubric.fields[id_], rows).events


def _told(field: str, value: Value | None) -> Answer:
    state = AnswerState.BLANK if value in {None, ""} else AnswerState.GIVEN
    given = value if state is AnswerState.GIVEN else None
    return Answer(field, field, state, Origin.ASSESSOR, given, place=_PLACE)


def _problem(one: SceneProblem) -> Problem:
    kind = ProblemKind(one.code, Severity.WARNING, one.wrong, one.wrong, "")
    return kind.at(_PLACE, unit=one.unit)


def _rectification(one: SceneRectification) -> Rectification:
    return Rectification(
        unit=one.unit,
        number=_told("number", one.number),
        indicator=_told("indicator", one.indicator),
        problem=_told("problem", one.problem),
        evidence=_told("evidence", None),
        office=_told("office", None),
        due=_told("due", one.due),
        measures=_told("measures", None),
        finished=_told("finished", None),
        conclusion=_told("conclusion", one.conclusion),
    )


def _appeal(one: SceneAppeal) -> Appeal:
    return Appeal(
        unit=one.unit,
        indicator=_told("indicator", one.indicator),
        opinion=_told("opinion", OBJECT),
        grounds=_told("grounds", "数据有误"),
        evidence=_told("evidence", None),
        decision=_told("decision", one.decision),
        reason=_told("reason", None),
        decided=_told("decided", None),
        place=_PLACE,
    )
