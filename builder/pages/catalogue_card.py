"""The one-minute card: 谁能办、在哪办、带什么、多久、多少钱、问谁, answered or said to be open."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.catalogues import BusinessItem, CatalogueItem, Department
from builder.pages.business_items import row_business_item
from builder.pages.catalogue_words import TO_ADD, is_web_address, say, say_role
from builder.pages.page import Link
from builder.pages.service_frame import department_link, item_link
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import Role
from builder.scoring.results import CampaignResult

#: So many materials are named on the card; the table below has them all.
_NAMED = 6
#: A schema that can answer fewer of the questions than this has no card.
_FEWEST = 4
#: A label and one landline, or a short number: 电话：0000-1234567.
_NUMBER = re.compile(r"[^0-9]*([0-9][0-9-]{3,15})")
#: In place of an address: the text names a column that is still to be filled.
_OPEN = TO_ADD


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the card: what there is to say to it, and what is still to be added."""

    title: str
    lines: tuple[Link, ...]
    #: 待补充, or 待补充：办理地点、办理时间; empty where nothing is open.
    open: str
    #: Whether the search finds the page by what it says.
    sought: bool = False


def draw_card(
    result: CampaignResult, item: CatalogueItem, schema: CatalogueSchema, start: str
) -> tuple[Question, ...]:
    """The six questions for *item* on page *start*; none where the schema asks for too little."""
    if schema.with_role(Role.PHONE) is None:
        return ()
    desk = _Desk(result, item, schema, start)
    gives = schema.with_role(Role.PAYMENT_KIND) is not None
    asked = (
        ("谁能享受" if gives else "谁能办", desk.who()),
        ("在哪办", desk.where()),
        ("带什么", desk.what()),
        ("多久", desk.how_long()),
        ("给多少" if gives else "多少钱", desk.how_much()),
        ("问谁", desk.whom()),
    )
    card = tuple(_question(title, tuple(found)) for title, found in asked)
    answered = tuple(question for question in card if question.lines or question.open)
    return answered if len(answered) >= _FEWEST else ()


def _question(title: str, found: Sequence[Link]) -> Question:
    """*found* with what is still to be added told once, at the end."""
    lines = tuple(line for line in found if line.href != _OPEN)
    lacking = [line.text for line in found if line.href == _OPEN]
    told = f"{TO_ADD}：{'、'.join(lacking)}" if lacking and lines else TO_ADD if lacking else ""
    return Question(title, lines, told, sought=title == "带什么")


def _call(line: Link) -> Link:
    """A telephone number as a link that calls it; several numbers, or none, are left as words."""
    number = _NUMBER.fullmatch(line.text)
    return Link(line.text, f"tel:{number[1]}") if number and not line.href else line


@dataclass(frozen=True, slots=True)
class _Desk:
    """The item whose card is drawn, and where."""

    result: CampaignResult
    item: CatalogueItem
    schema: CatalogueSchema
    start: str

    def who(self) -> Iterator[Link]:
        """Audience, line of business and conditions."""
        yield from self._lines(Role.AUDIENCE, "")
        yield from self._lines(Role.INDUSTRIES, "行业：")
        yield from self._lines(Role.CONDITION, "条件：")

    def where(self) -> Iterator[Link]:
        """Place, window, hours, and the address on the web."""
        yield from self._lines(Role.PLACE, "")
        yield from self._lines(Role.WINDOW, "窗口：")
        yield from self._lines(Role.HOURS, "时间：")
        address = say_role(self.item, self.schema, Role.URL)
        if is_web_address(address):
            yield Link("网上办理", address)

    def what(self) -> Iterator[Link]:
        """The first materials by name, and where all of them are."""
        table = self.schema.table_with(Role.MATERIAL)
        column = table.with_role(Role.MATERIAL) if table is not None else None
        if table is None or column is None:
            return
        names = [say(row, column) for row in self.item.tables[table.id]]
        if not names:
            guides = tuple(self._guides())
            yield from guides
            yield Link(f"整件事的{table.title}" if guides else table.title, _OPEN)
            return
        yield from (Link(name) for name in names[:_NAMED])
        yield Link(f"共{len(names)}份，看要求", f"#t-{table.id}")

    def how_long(self) -> Iterator[Link]:
        """Promised and legal time."""
        yield from self._lines(Role.PROMISED_DAYS, "承诺")
        yield from self._lines(Role.LEGAL_DAYS, "法定")

    def how_much(self) -> Iterator[Link]:
        """Whether there is a fee, and by what standard; or what is given, and how."""
        yield from self._lines(Role.PAYMENT_KIND, "")
        fee = say_role(self.item, self.schema, Role.FEE)
        if fee == TO_ADD:
            yield from self._lines(Role.FEE, "")
        elif fee:
            yield Link({"是": "收费", "否": "不收费"}.get(fee, fee))
        if fee == "是" or self.schema.with_role(Role.FEE) is None:
            yield from self._lines(Role.FEE_STANDARD, "")

    def whom(self) -> Iterator[Link]:
        """Who leads, which other departments act, and their landlines."""
        counted = self._acting()
        yield from self._leading(counted)
        for department, count in counted.most_common():
            yield self._department(department, f"{department.name}（{count}个事项）")
        yield from map(_call, self._lines(Role.PHONE, "电话："))
        yield from map(_call, self._lines(Role.COMPLAINT_PHONE, "监督："))

    def _leading(self, counted: Counter[Department]) -> Iterator[Link]:
        """The one responsible, with its business items, which are then no more in *counted*."""
        column = self.schema.with_role(Role.DEPARTMENT)
        named = self.result.returns.catalogues.departments_in(
            say(self.item, column) if column else ""
        )
        if column is None or len(named) != 1:
            yield from self._lines(Role.DEPARTMENT, f"{column.title}：" if column else "")
            return
        count = counted.pop(named[0], 0)
        items = f"（{count}个事项）" if count else ""
        yield self._department(named[0], f"{column.title}：{named[0].name}{items}")

    def _department(self, department: Department, words: str) -> Link:
        return Link(words, department_link(self.start, self.result, department.name))

    def _acting(self) -> Counter[Department]:
        """The departments of the business items, and how many each handles."""
        table = self.schema.table_with(Role.BUSINESS_ITEM)
        column = table.with_role(Role.DEPARTMENT) if table is not None else None
        if table is None or column is None:
            return Counter()
        find = self.result.returns.catalogues.departments_in
        rows = self.item.tables[table.id]
        return Counter(one for row in rows for one in find(row.text(column.id)))

    def _guides(self) -> Iterator[Link]:
        """What is asked for single business items of it, by guides in other catalogues."""
        table = self.schema.table_with(Role.BUSINESS_ITEM)
        catalogues = self.result.returns.catalogues
        if table is None:
            return
        for row in self.item.tables[table.id]:
            item = row_business_item(catalogues, self.item, table, row)
            where = self._guide(item) if item is not None else None
            if item is not None and where is not None:
                href = item_link(self.start, self.result, where)
                yield Link(f"“{item.name}”的材料", href)

    def _guide(self, item: BusinessItem) -> tuple[str, str] | None:
        """Where the materials of *item* by itself are listed; None where they aren't."""
        for catalogue, id_ in item.appears_in:
            schema = self.result.schema(catalogue)
            table = schema.table_with(Role.MATERIAL)
            if table is None or schema.business_item_column is None:
                continue
            own = next(o for o in self.result.returns.catalogues.of(catalogue) if o.id == id_)
            if own.tables[table.id]:
                return catalogue, id_
        return None

    def _lines(self, role: Role, before: str) -> Iterator[Link]:
        words = say_role(self.item, self.schema, role)
        if words == TO_ADD:
            column = self.schema.with_role(role)
            yield Link(column.title if column else "", _OPEN)
        elif words:
            yield Link(f"{before}{words}")
