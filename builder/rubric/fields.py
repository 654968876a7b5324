"""What somebody is asked for: a field with its type, origin and limits, or a log with columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.answers import WITHHELD, Answer, Origin
from builder.rubric.record import Record


class FieldType(StrEnum):
    """How a cell is read (domain.md A.0).

    A percent is held as a share of 1, so limits in rules are written as shares: 0.9 for 90%.
    """

    INTEGER = "integer"
    DECIMAL = "decimal"
    #: Stored as 0–1; a cell may say 98%, 98 or 0.98.
    PERCENT = "percent"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DATE = "date"
    #: A list of whole numbers in one cell: 「2、2、3」.
    INTEGERS = "integers"
    TEXT = "text"
    URL = "url"
    #: 文号 and title of a document.
    DOCUMENT = "document"
    #: Names of attached files.
    ATTACHMENT = "attachment"
    #: Dated rows on a sheet of their own.
    LOG = "log"


#: What a type is called on forms and in problems.
TYPE_NAMES: Mapping[FieldType, str] = {
    FieldType.INTEGER: "整数",
    FieldType.DECIMAL: "数字",
    FieldType.PERCENT: "百分比",
    FieldType.YES_NO: "是否",
    FieldType.CHOICE: "选项",
    FieldType.DATE: "日期",
    FieldType.INTEGERS: "整数列表",
    FieldType.TEXT: "文字",
    FieldType.URL: "网址",
    FieldType.DOCUMENT: "文件",
    FieldType.ATTACHMENT: "附件",
    FieldType.LOG: "记录表",
}


#: A figure in words: a reason that has one may tell the count that isn't published.
_NUMERAL = re.compile("[0-9０-９一二两三四五六七八九十]")


class Column(Record):
    """One cell of a form: a field of an indicator, or a column of a log."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    """English identifier; a field's is unique in its instrument, a column's in its log."""
    title: str
    """The Chinese words on the form."""
    type: FieldType
    measure: str = ""
    """Unit of measure: 项, 件, ㎡, 人; 「%」 is set for percent."""
    choices: tuple[str, ...] = ()
    """The words allowed, for `choice`."""
    synonyms: dict[str, str] = Key(default_factory=dict)
    """Other words that offices write for a choice → the choice."""
    least: Decimal | None = None
    """The smallest number that makes sense."""
    greatest: Decimal | None = None
    """The greatest number that makes sense."""
    private: bool = False
    """Whether its value never leaves intake: it is asked for and checked, and not published."""

    @model_validator(mode="after")
    def _choices_fit(self) -> Self:
        if bool(self.choices) != (self.type is FieldType.CHOICE):
            message = "choice 须写 choices，其他类型不写"
            raise ValueError(message)
        if unknown := set(self.synonyms.values()) - set(self.choices):
            message = f"synonyms 指向不存在的选项：{'、'.join(sorted(unknown))}"
            raise ValueError(message)
        return self

    def withhold(self, answer: Answer) -> Answer:
        """*answer* as it may leave intake: of a private one, only whether there is one."""
        if not (self.private and answer.given):
            return answer
        return replace(answer, value=None, reason="", withheld=WITHHELD)


class Field(Column):
    """One value that somebody returns for an indicator, or a log of rows."""

    origin: tuple[Origin, ...] = Key(min_length=1)
    """Who may supply it: U unit, A assessor, P platform, S survey. A before P before S before U.

    What nobody supplied is 未填 where the first of the list is U, and 待核定 otherwise.
    """
    columns: tuple[Column, ...] = ()
    """The columns of a log."""
    dated_by: str | None = None
    """The column of a log with the day of each row; rows of days outside the period don't count."""
    not_applicable: bool = False
    """Whether 不适用 is an answer, which takes the row out; where it isn't, it is a problem."""
    carry_forward: bool = False
    """Whether the campaign before stands in where this one has no answer."""
    suppress_below: int | None = Key(default=None, ge=2)
    """A count below this, but not 0, is published as 「<5」; it is scored as it is."""
    note: str = ""
    """How to fill it in, printed beside the cell."""
    example: str = ""
    """An example, printed beside the cell."""

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        if bool(self.columns) != (self.type is FieldType.LOG):
            message = "log 须写 columns，其他类型不写"
            raise ValueError(message)
        ids = [column.id for column in self.columns]
        if len(ids) != len(set(ids)):
            message = "同一记录表的列标识重复"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _dates_fit(self) -> Self:
        days = {column.id for column in self.columns if column.type is FieldType.DATE}
        if self.dated_by is not None and self.dated_by not in days:
            message = "dated_by 须是记录表的一个日期列"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _withholding_fits(self) -> Self:
        if self.private and self.type is FieldType.LOG:
            message = "log 不写 private，写在不公布的列上"
            raise ValueError(message)
        if self.suppress_below is not None and (self.type is not FieldType.INTEGER or self.private):
            message = "suppress_below 只用于公布的 integer"
            raise ValueError(message)
        return self

    def withhold(self, answer: Answer) -> Answer:
        """*answer* as it may leave intake; a small count keeps its value to be scored by."""
        value, limit = answer.value, self.suppress_below
        if limit is None or not isinstance(value, Decimal) or not 0 < value < limit:
            return super().withhold(answer)
        reason = WITHHELD if _NUMERAL.search(answer.reason) else answer.reason
        return replace(answer, reason=reason, withheld=f"<{limit}{answer.measure}")
