"""From a cell of a catalogue to an answer: lists of words, time limits, codes, landlines."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from stdnum.cn import uscc

from builder.intake.catalogue_sheets import CatalogueSheet
from builder.intake.readings import Fault
from builder.intake.statements import Teller
from builder.intake.tables import Row
from builder.intake.wording import match_key, quote
from builder.model import catalogue_problem_kinds as kinds
from builder.model import problem_kinds
from builder.model.answers import Answer, AnswerState, Origin, Value
from builder.model.catalogues import CALENDAR_DAYS, ON_THE_SPOT, WORKING_DAYS, split_words
from builder.model.problems import Problem
from builder.rubric.catalogue_columns import CatalogueColumn, ColumnType, Role

_DAYS = re.compile(r"(\d+(?:\.\d+)?)个?(工作日|自然日|日历日|日|天)(?:内|以内)?(?:办结)?")
_ON_THE_SPOT = frozenset({"当场", "当场办结", "当场办理", "即办", "即时办结", "立等可取", "马上办"})
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[-—－·.](?=\d)")
_PHONES = frozenset({Role.PHONE, Role.COMPLAINT_PHONE})


@dataclass(frozen=True, slots=True)
class _Refined:
    """A text read further by its column's type; without a value it can't be read."""

    value: Value | None = None
    measure: str = ""
    fault: Fault | None = None


def read_cell(
    sheet: CatalogueSheet, row: Row, column: CatalogueColumn, teller: Teller
) -> tuple[Answer, tuple[Problem, ...]]:
    """What *row* says in *column*, and what is wrong with it.

    What isn't public, and a mobile number where a landline belongs, is not read at all.
    """
    cell = sheet.cell(row, column) if column.public else None
    if cell is None:
        measure = "%" if column.type is ColumnType.PERCENT else column.measure
        blank = Answer(column.id, column.title, AnswerState.BLANK, Origin.UNIT, measure=measure)
        return blank, ()
    answer, problems = teller.answer(column.cell, cell, row.table)
    if not answer.given:
        return answer, problems
    refined = _refine(column, answer)
    if refined is None:
        return answer, problems
    given = refined.value is not None
    place = answer.place or row.table.place()
    told = (refined.fault.at(place, None),) if refined.fault else ()
    state = AnswerState.GIVEN if given else AnswerState.UNREADABLE
    better = replace(
        answer, state=state, value=refined.value, measure=refined.measure or answer.measure
    )
    return better, (*problems, *told)


def _refine(column: CatalogueColumn, answer: Answer) -> _Refined | None:
    """What *answer* comes to by the column's own type; None where nothing is to be added."""
    shown = str(answer.value)
    if column.role in _PHONES:
        return _landline(column, shown)
    match column.type:
        case ColumnType.WORDS:
            return _words(column, shown)
        case ColumnType.DAYS:
            return _days(shown)
        case ColumnType.CREDIT_CODE:
            return _credit_code(shown)
        case _:
            return None


def _words(column: CatalogueColumn, shown: str) -> _Refined:
    words = split_words(shown)
    if not column.choices:
        return _Refined("、".join(dict.fromkeys(words)))
    known = {match_key(word): choice for word, choice in column.synonyms.items()}
    known |= {match_key(choice): choice for choice in column.choices}
    strange = [word for word in words if match_key(word) not in known]
    if strange:
        tokens = {"shown": strange[0], "choices": "、".join(column.choices), "advice": ""}
        return _Refined(fault=Fault(problem_kinds.NOT_A_CHOICE, tokens))
    return _Refined("、".join(dict.fromkeys(known[match_key(word)] for word in words)))


def _days(shown: str) -> _Refined:
    key = match_key(shown)
    if key in _ON_THE_SPOT or key == match_key(ON_THE_SPOT):
        return _Refined(Decimal(0), WORKING_DAYS)
    match = _DAYS.fullmatch(key)
    if match is None:
        return _Refined(fault=Fault(kinds.NOT_DAYS, {"shown": quote(shown)}))
    number = Decimal(match[1])
    if match[2] == "工作日":
        return _Refined(number, WORKING_DAYS)
    unsure = match[2] in {"日", "天"}
    fault = Fault(kinds.CALENDAR_DAYS_READ, {"shown": quote(shown)}) if unsure else None
    return _Refined(number, CALENDAR_DAYS, fault)


def _credit_code(shown: str) -> _Refined:
    code = match_key(shown).upper()
    if not uscc.is_valid(code):
        return _Refined(fault=Fault(kinds.BAD_CREDIT_CODE, {"shown": quote(shown)}))
    return _Refined(code)


def _landline(column: CatalogueColumn, shown: str) -> _Refined | None:
    if _MOBILE.search(_BETWEEN_DIGITS.sub("", match_key(shown))) is None:
        return None
    return _Refined(fault=Fault(kinds.PERSONAL_PHONE, {"title": column.title}))
