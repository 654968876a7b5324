"""Raising the flags of a campaign: every condition against everything that came in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.flags.condition import FlagCondition
from builder.flags.context import FlagContext, look_into
from builder.flags.holding import hold
from builder.flags.sighting import Sighting
from builder.flags.states import with_states
from builder.flags.triggers import Trigger
from builder.model.answers import WITHHELD, told_openly
from builder.model.flags import FLAG_SEVERITY_ORDER, Flag, FlagState
from builder.scoring.campaigns import ScoredCampaign


def with_flags(
    scored: ScoredCampaign, before: ScoredCampaign | None, conditions: Sequence[FlagCondition]
) -> ScoredCampaign:
    """*scored* with the flags of its result; *before* is the campaign before it, with its own.

    A result that they keep from being final is a draft, and its flags are those of a draft.
    """
    earlier = before.result.flags if before is not None else ()
    flagged = _with_flags(scored, earlier, conditions)
    held = hold(flagged)
    return flagged if held is flagged else _with_flags(held, earlier, conditions)


def raise_flags(context: FlagContext, conditions: Sequence[FlagCondition]) -> tuple[Flag, ...]:
    """The flags of a campaign: the gravest first, then by unit, code, row and subject. Pure."""
    first = _find(context, conditions, looking_at_flags=False)
    told = tuple(with_states(flag, context) for flag in first)
    later = _find(replace(context, raised=told), conditions, looking_at_flags=True)
    flags = (*told, *(with_states(flag, context) for flag in later))
    order = {unit.id: number for number, unit in enumerate(context.returns.units)}
    return tuple(sorted(flags, key=lambda flag: _order(flag, order)))


def _with_flags(
    scored: ScoredCampaign, earlier: Sequence[Flag], conditions: Sequence[FlagCondition]
) -> ScoredCampaign:
    flags = raise_flags(look_into(scored, earlier), conditions)
    return replace(scored, result=replace(scored.result, flags=flags))


def _find(
    context: FlagContext, conditions: Sequence[FlagCondition], *, looking_at_flags: bool
) -> Iterator[Flag]:
    for condition in conditions:
        for trigger in condition.triggers:
            if trigger.looks_at_flags is looking_at_flags:
                for found in trigger.find(context):
                    yield _flag(found, condition, trigger, context)


def _flag(
    found: Sighting, condition: FlagCondition, trigger: Trigger, context: FlagContext
) -> Flag:
    found = _openly(found)
    allowed = condition.public.allows(context.campaign)
    return Flag(
        code=condition.code,
        title=condition.title,
        severity=found.severity,
        unit=found.unit,
        instrument=found.instrument,
        indicator=found.indicator,
        subject=found.subject,
        value=found.value,
        limit=found.limit,
        reason=found.reason,
        clause=found.clause or condition.clause_in(context.held_to(found.instrument)),
        public=allowed and trigger.public and found.public,
        states=(FlagState.RAISED,),
        places=found.places,
        answers=found.answers,
        found=context.campaign.last_day,
    )


def _openly(found: Sighting) -> Sighting:
    """*found* without the figures that would tell a value that isn't published."""
    if not any(answer.hides for answer in found.answers):
        return found
    (reason,) = told_openly((found.reason,), found.answers)
    return replace(found, value=WITHHELD, reason=reason)


def _order(flag: Flag, units: Mapping[str, int]) -> tuple[int, int, str, str, str, str]:
    unit = -1 if flag.unit is None else units.get(flag.unit.id, len(units))
    gravity = FLAG_SEVERITY_ORDER.index(flag.severity)
    row = flag.indicator or ""
    return (gravity, unit, flag.code, flag.instrument or "", row, flag.subject)
