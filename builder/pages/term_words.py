"""Measures and conditions of a rubric in Chinese, as the method page prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from builder.model.answers import show_value
from builder.model.numbers import brief
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.terms import Condition, Measure


@dataclass(frozen=True, slots=True)
class Names:
    """What ids stand for: the fields of an instrument and, within a log, its columns."""

    fields: Mapping[str, Field]
    columns: Mapping[str, Column]

    def within(self, log: str | None) -> Names:
        """The names as they hold in the rows of *log*."""
        field = self.fields.get(log or "")
        own = {column.id: column for column in field.columns} if field else {}
        return replace(self, columns=own)

    def find(self, id_: str) -> Column | None:
        """The column or field called *id_*, if there is one."""
        return self.columns.get(id_) or self.fields.get(id_)

    def title(self, id_: str) -> str:
        """The Chinese title of a field or column, in quotes."""
        found = self.find(id_)
        return f"「{found.title if found else id_}」"

    def measure_of(self, id_: str) -> str:
        """The unit of measure of a field or column; 「%」 for a share."""
        found = self.find(id_)
        if found is None:
            return ""
        return "%" if found.type is FieldType.PERCENT else found.measure

    def told_in(self, measure: Measure) -> str:
        """The unit in which *measure* is told; 「%」 for a share."""
        if measure.over is not None:
            return "%" if measure.is_share else ""
        return self.measure_of(measure.field or "")


def measure_words(measure: Measure, names: Names) -> str:
    """*measure* as a phrase: 「已进驻事项数」÷「审批服务事项总数」."""
    words = _source_words(measure, names)
    if measure.plus is not None:
        words = f"（{words} + {measure_words(measure.plus, names)}）"
    if measure.less is not None:
        words = f"（{words} − {measure_words(measure.less, names)}）"
    if measure.times is not None:
        words = f"{words} × {brief(measure.times)}"
    if measure.over is not None:
        words = f"{words} ÷ {measure_words(measure.over, names)}"
    return words


def condition_words(condition: Condition, names: Names) -> str:
    """*condition* as a phrase: 「是否制定方案」为是，且「方案日期」已填."""
    if condition.all is not None:
        return "，且".join(_nested(part, names) for part in condition.all)
    if condition.any is not None:
        return "，或".join(_nested(part, names) for part in condition.any)
    if condition.measure is not None:
        words = measure_words(condition.measure, names)
        return f"{words}{_test_words(condition, names, names.told_in(condition.measure))}"
    field = condition.field or ""
    return f"{names.title(field)}{_test_words(condition, names, names.measure_of(field))}"


def _source_words(measure: Measure, names: Names) -> str:
    if measure.number is not None:
        return f"{measure.title or ''}{brief(measure.number)}"
    if measure.field is not None:
        return names.title(measure.field)
    within = names.within(measure.log)
    where = f"中{condition_words(measure.where, within)}的" if measure.where else "的"
    rows = f"{names.title(measure.log or '')}{where}"
    if measure.count is not None:
        words = f"{rows}记录数"
    else:
        word = "合计" if measure.sum is not None else "平均值"
        words = f"{rows}{within.title(measure.column or '')}{word}"
    return f"{measure.title}（{words}）" if measure.title else words


def _nested(condition: Condition, names: Names) -> str:
    words = condition_words(condition, names)
    compound = condition.all is not None or condition.any is not None
    return f"（{words}）" if compound else words


def _test_words(condition: Condition, names: Names, measure: str) -> str:
    """The one comparison that *condition* holds, its limit told in *measure*."""
    for limit, words in (
        (condition.at_least, "不低于{}"),
        (condition.at_most, "不高于{}"),
        (condition.above, "高于{}"),
        (condition.below, "低于{}"),
        (condition.each_at_least, "每个数都不低于{}"),
        (condition.on_or_before, "不晚于{}"),
    ):
        if limit is not None:
            return words.format(show_value(limit, measure))
    if condition.given is not None:
        return "已填" if condition.given else "未填"
    if condition.within_months is not None:
        return f"在评估期末之前{condition.within_months}个月内"
    if condition.says_more_than is not None:
        return f"不只是「{'」「'.join(condition.says_more_than)}」这样的话"
    if condition.differs_from is not None:
        return f"不同于{names.title(condition.differs_from)}"
    return _answer_words(condition.is_)


def _answer_words(answer: bool | str | None) -> str:  # noqa: FBT001 - 是 and 否 are answers
    if isinstance(answer, bool):
        return f"为{show_value(answer)}"
    return f"为「{answer}」"
