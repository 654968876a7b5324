"""What a catalogue asks for in one cell: a column with its type, and what it means to readers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.answers import Origin
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.record import Record


class ColumnType(StrEnum):
    """How a cell of a catalogue is read."""

    TEXT = "text"
    #: Several words, separated by 「、」.
    WORDS = "words"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DATE = "date"
    #: A number of working days or of days of the calendar: 5个工作日, 20日, 当场办结.
    DAYS = "days"
    URL = "url"
    DOCUMENT = "document"
    #: 统一社会信用代码, with its check digit.
    CREDIT_CODE = "credit_code"


#: What a type is called on forms.
COLUMN_TYPE_NAMES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "文字",
    ColumnType.WORDS: "词语，用“、”隔开",
    ColumnType.INTEGER: "整数",
    ColumnType.DECIMAL: "数字",
    ColumnType.PERCENT: "百分比",
    ColumnType.YES_NO: "是或否",
    ColumnType.CHOICE: "选项",
    ColumnType.DATE: "日期，如2021-08-31",
    ColumnType.DAYS: "天数，如5个工作日、20个自然日、当场办结",
    ColumnType.URL: "网址",
    ColumnType.DOCUMENT: "文号或文件标题",
    ColumnType.CREDIT_CODE: "统一社会信用代码，18位",
}

#: Types that are read as a field of another type, and checked further afterwards.
_READ_AS: Mapping[ColumnType, FieldType] = {
    ColumnType.WORDS: FieldType.TEXT,
    ColumnType.DAYS: FieldType.TEXT,
    ColumnType.CREDIT_CODE: FieldType.TEXT,
}


class Role(StrEnum):
    """What a column means, whatever it is called: by this, pages and flags find it."""

    ID = "id"
    NAME = "name"
    ALIASES = "aliases"
    #: The one responsible; in a table's row, the one that handles the row.
    DEPARTMENT = "department"
    #: Those that take part.
    DEPARTMENTS = "departments"
    STATUS = "status"
    AUDIENCE = "audience"
    LIST_SOURCE = "list_source"
    LIFE_STAGE = "life_stage"
    INDUSTRIES = "industries"
    PUBLISHED = "published"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    VERIFIED = "verified"
    #: Where it is done, or stands, on the web.
    URL = "url"
    #: Where the document that it rests on stands on the web.
    BASIS_URL = "basis_url"
    BASIS = "basis"
    CONDITION = "condition"
    PLACE = "place"
    WINDOW = "window"
    HOURS = "hours"
    PHONE = "phone"
    COMPLAINT_PHONE = "complaint_phone"
    LEGAL_DAYS = "legal_days"
    PROMISED_DAYS = "promised_days"
    FEE = "fee"
    FEE_STANDARD = "fee_standard"
    FEE_BASIS = "fee_basis"
    ONLINE = "online"
    #: Whether the guide says the same as the platform does.
    SAME_SOURCE = "same_source"
    #: A business item that the row states: name, code, level, kind, and how it is handled.
    BUSINESS_ITEM = "business_item"
    #: Business items that the row only speaks of.
    BUSINESS_ITEM_REFERENCE = "business_item_reference"
    BUSINESS_CODE = "business_code"
    LEVEL = "level"
    BUSINESS_KIND = "business_kind"
    HANDLING = "handling"
    #: Whether it is about a qualification (资质资格类), for which time limits are shorter.
    QUALIFICATION = "qualification"
    #: 必选, 任选其一 or 条件触发, and what triggers it.
    RELATION = "relation"
    TRIGGER = "trigger"
    COMMITMENT = "commitment"
    #: A material, where it comes from, in what form, and what else is asked of it.
    MATERIAL = "material"
    MATERIAL_SOURCE = "material_source"
    MATERIAL_FORM = "material_form"
    MATERIAL_NOTE = "material_note"
    #: 必要, 容缺 or 可承诺.
    NECESSITY = "necessity"
    STEP = "step"
    STEP_DAYS = "step_days"
    STEP_RESULT = "step_result"
    #: 取消 or 保留.
    PROOF_STATE = "proof_state"
    ISSUER = "issuer"
    REPLACEMENT = "replacement"
    DOCUMENT_NUMBER = "document_number"
    PAYMENT_KIND = "payment_kind"
    BENEFICIARIES = "beneficiaries"
    AMOUNT = "amount"
    EXPECTED_COUNT = "expected_count"
    COLLECTED_COUNT = "collected_count"
    RECORDS = "records"
    SYSTEM_KIND = "system_kind"
    #: What was done in one month; twelve columns.
    MONTHLY = "monthly"
    CREDIT_CODE = "credit_code"


#: Roles that several columns of one list may have.
_REPEATED = frozenset({Role.MONTHLY})


class CatalogueColumn(Record):
    """One column of a catalogue's sheet."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    """English identifier, unique in its sheet; it names the column in the open data."""
    title: str
    """The Chinese words on the form and on pages."""
    type: ColumnType
    also: tuple[str, ...] = ()
    """Other heads that offices write."""
    role: Role | None = None
    """What it means, for whatever looks for it by meaning."""
    required: bool = False
    """Whether it has to be given before publishing; where it isn't, pages say 待补充."""
    public: bool = True
    """Whether it may leave intake; what may not is read over."""
    facet: bool = False
    """Whether lists are filtered by it."""
    listed: bool = False
    """Whether the table of all items shows it."""
    group: str = ""
    """The heading that it stands under on an item's page."""
    element: str = ""
    """The class of elements of a guide (办事指南要素) that it belongs to."""
    compared_with: str = ""
    """The column that says how it was before the reform."""
    measure: str = ""
    """Unit of measure: 个, 份, 次, 万元."""
    choices: tuple[str, ...] = ()
    """The words allowed, for `choice`, and for `words` where only some are."""
    synonyms: dict[str, str] = Key(default_factory=dict)
    """Other words that offices write for a choice → the choice."""
    least: Decimal | None = None
    """The smallest number that makes sense."""
    greatest: Decimal | None = None
    """The greatest number that makes sense."""
    not_applicable: bool = False
    """Whether 不适用 is an answer."""
    note: str = ""
    """How to fill it in, printed on the template."""
    example: str = ""
    """An example, printed on the template."""

    @model_validator(mode="after")
    def _choices_fit(self) -> Self:
        if self.type is ColumnType.CHOICE and not self.choices:
            message = "choice 须写 choices"
            raise ValueError(message)
        if self.choices and self.type not in {ColumnType.CHOICE, ColumnType.WORDS}:
            message = "只有 choice、words 写 choices"
            raise ValueError(message)
        if unknown := set(self.synonyms.values()) - set(self.choices):
            message = f"synonyms 指向不存在的选项：{'、'.join(sorted(unknown))}"
            raise ValueError(message)
        return self

    @property
    def heads(self) -> tuple[str, ...]:
        """Every head that it may stand under, its title first."""
        return (self.title, *self.also)

    @property
    def cell(self) -> Column:
        """The same as a cell of a form, to be read by type; a list of words is read as text."""
        type_ = _READ_AS[self.type] if self.type in _READ_AS else FieldType(self.type.value)
        closed = type_ is FieldType.CHOICE
        column = Column(
            id=self.id,
            title=self.title,
            type=type_,
            measure=self.measure,
            choices=self.choices if closed else (),
            synonyms=self.synonyms if closed else {},
            least=self.least,
            greatest=self.greatest,
        )
        if not self.not_applicable:
            return column
        return Field(**column.model_dump(), origin=(Origin.UNIT,), not_applicable=True)


def check_columns(columns: tuple[CatalogueColumn, ...]) -> None:
    """Raises ValueError where two columns share an id, a head or a role, or one compares badly."""
    _refuse_twice("列标识", [column.id for column in columns])
    _refuse_twice("列名", [head for column in columns for head in column.heads])
    roles = [column.role.value for column in columns if column.role and not _repeats(column)]
    _refuse_twice("role", roles)
    known = {column.id for column in columns}
    for column in columns:
        if column.compared_with and column.compared_with not in known - {column.id}:
            message = f"compared_with 指向不存在的列：{column.compared_with}"
            raise ValueError(message)


def _repeats(column: CatalogueColumn) -> bool:
    return column.role in _REPEATED


def _refuse_twice(what: str, names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            message = f"{what}「{name}」出现了两次"
            raise ValueError(message)
        seen.add(name)
