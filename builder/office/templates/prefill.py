"""What is already known of a unit's fields, so that nobody types it a second time.

The campaign before and the platform's figures come in. A field marked `carry_forward` is filled
in, for its value holds until it is changed; all else is only shown beside the empty cell, because
a form that comes full is sent back unread (「照抄上期」, RF-45).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.formats.excel_writing.entry_forms import EntryValue
from builder.model.answers import Answer, Origin
from builder.model.evidence import Evidence
from builder.office.templates.cells import entry_value, measure_of
from builder.rubric.fields import Field


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one field."""

    #: With whom it is from, printed beside the cell.
    shown: str
    #: What is put into the cell; None for nothing.
    value: EntryValue = None


@dataclass(frozen=True, slots=True)
class Sources:
    """Where known values of one unit under one rubric come from."""

    #: What counted in the campaign before; None where there is none, or the unit wasn't in it.
    before: Evidence | None = None
    #: What came in for this campaign so far.
    answers: Sequence[Answer] = ()
    #: Whether this is the second round of the campaign before.
    second_round: bool = False

    def known(self, field: Field) -> Known | None:
        """What is known of *field*; None where nothing is."""
        own = next((a for a in self.answers if a.field == field.id and _of_platform(a)), None)
        earlier = self.before.answers.get(field.id) if self.before else None
        if earlier is not None and not (earlier.given and _same(earlier, field)):
            earlier = None
        words = [] if earlier is None else [f"{self._word}：{earlier.shown}"]
        words += [] if own is None else [f"平台：{own.shown}"]
        if not words:
            return None
        fills = earlier is not None and field.carry_forward and not self.second_round
        value = entry_value(earlier.value, earlier.measure) if earlier and fills else None
        return Known("\n".join(words), value)

    @property
    def _word(self) -> str:
        return "第一轮" if self.second_round else "上期"


def known_values(fields: Sequence[Field], sources: Sources) -> Mapping[str, Known]:
    """Field id → what is known of it, for those of *fields* of which anything is."""
    found = ((field.id, sources.known(field)) for field in fields)
    return {id_: known for id_, known in found if known is not None}


def _of_platform(answer: Answer) -> bool:
    return answer.given and answer.origin in {Origin.PLATFORM, Origin.SURVEY}


def _same(answer: Answer, field: Field) -> bool:
    """Whether *answer* is to the question that *field* asks today."""
    return answer.title == field.title and answer.measure == measure_of(field)
