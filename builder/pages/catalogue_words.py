"""How pages word what a catalogue gives, what is still to be added, and what has expired."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from builder.model.answers import AnswerState
from builder.model.catalogues import CatalogueItem, CatalogueRow
from builder.pages.page import Cell, Fact
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import CatalogueColumn, Role

#: Stands wherever the source leaves open what citizens have to know; nothing is ever made up.
TO_ADD = "待补充"
NOT_APPLICABLE = "不适用"

#: So many days before its last day an item is said to expire soon (domain.md D2).
EXPIRING_DAYS = 90
EXPIRED, EXPIRING, VALID = "已过期", "即将到期", "有效"
#: States that an office writes of what isn't in force any more.
WITHDRAWN = frozenset({"失效", "废止"})

Holder = CatalogueItem | CatalogueRow


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether an item is still in force on a day, in words."""

    word: str
    note: str
    tone: str

    @property
    def text(self) -> str:
        """Sign, word and note; the colour only repeats them."""
        sign = {EXPIRING: "!", VALID: "✓"}.get(self.word, "✕")
        return f"{sign} {self.word}（{self.note}）" if self.note else f"{sign} {self.word}"


def say(holder: Holder, column: CatalogueColumn) -> str:
    """What stands in *column*: the value, 不适用, 待补充 where it has to be given, or nothing."""
    answer = holder.values[column.id]
    if answer.given:
        return holder.text(column.id)
    if answer.state is AnswerState.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return TO_ADD if column.required else ""


def say_role(holder: Holder, schema: CatalogueSchema, role: Role) -> str:
    """What stands in the column that means *role*; nothing where there is no such column."""
    column = schema.with_role(role)
    return say(holder, column) if column is not None else ""


def word_cell(holder: Holder, column: CatalogueColumn, *, href: str = "") -> Cell:
    """A table's cell with what stands in *column*; a dash where there is nothing to say."""
    words = say(holder, column)
    answer = holder.values[column.id]
    dated = isinstance(answer.value, date)
    tone = "pending" if words == TO_ADD else "day" if dated else ""
    sort = answer.value.isoformat() if isinstance(answer.value, date) else ""
    return Cell(words or "—", href, sort=sort, tone=tone)


def facts(holder: Holder, columns: Sequence[CatalogueColumn]) -> tuple[Fact, ...]:
    """Label and words of those *columns* of which there is something to say."""
    told = ((column, say(holder, column)) for column in columns)
    return tuple(Fact(column.title, words) for column, words in told if words)


def is_web_address(text: str) -> bool:
    """Whether *text* may be a link; anything else is shown as words."""
    return text.startswith(("https://", "http://"))


def validity(item: CatalogueItem, schema: CatalogueSchema, day: date) -> Validity | None:
    """How *item* stands on *day*, by its state and its last day; None where it asks for no day.

    What was withdrawn (失效, 废止) isn't in force whatever its last day; what says 有效 after its
    last day isn't either.
    """
    column = schema.with_role(Role.VALID_UNTIL)
    if column is None:
        return None
    state = say_role(item, schema, Role.STATUS)
    last = item.values[column.id].value
    if state in WITHDRAWN:
        return Validity(state, "", "missing")
    if not isinstance(last, date):
        return Validity(VALID, f"没有写{column.title}", "scored")
    if last < day:
        return Validity(EXPIRED, f"{last.isoformat()}止", "missing")
    if last <= day + timedelta(days=EXPIRING_DAYS):
        return Validity(EXPIRING, f"{last.isoformat()}止", "pending")
    return Validity(VALID, f"至{last.isoformat()}", "scored")
