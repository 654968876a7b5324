"""The one-minute card: 谁能办、在哪办、带什么、多久、多少钱、问谁, answered or said to be open."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.catalogues import CatalogueItem, Catalogues
from builder.pages import addresses
from builder.pages.catalogue_words import TO_ADD, is_web_address, say, say_role
from builder.pages.page import Link
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import Role

#: So many materials are named on the card; the table below has them all.
_NAMED = 6
#: A schema that can answer fewer of the questions than this has no card.
_FEWEST = 4
#: In place of an address: the text names a column that is still to be filled.
_OPEN = TO_ADD


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the card: what there is to say to it, and what is still to be added."""

    title: str
    lines: tuple[Link, ...]
    #: 待补充, or 待补充：办理地点、办理时间; empty where nothing is open.
    open: str


def draw_card(
    item: CatalogueItem, schema: CatalogueSchema, catalogues: Catalogues, start: str, campaign: str
) -> tuple[Question, ...]:
    """The six questions for *item* on page *start*; none where the schema asks for too little."""
    desk = _Desk(item, schema, catalogues, start, campaign)
    asked = (
        ("谁能办", desk.who()),
        ("在哪办", desk.where()),
        ("带什么", desk.what()),
        ("多久", desk.how_long()),
        ("多少钱", desk.how_much()),
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
    return Question(title, lines, told)


@dataclass(frozen=True, slots=True)
class _Desk:
    """The item whose card is drawn, and where."""

    item: CatalogueItem
    schema: CatalogueSchema
    catalogues: Catalogues
    start: str
    campaign: str

    def who(self) -> Iterator[Link]:
        """Audience and conditions."""
        yield from self._lines(Role.AUDIENCE, "")
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
            yield Link(table.title, _OPEN)
            return
        yield from (Link(name) for name in names[:_NAMED])
        yield Link(f"共{len(names)}份，看要求", f"#t-{table.id}")

    def how_long(self) -> Iterator[Link]:
        """Promised and legal time."""
        yield from self._lines(Role.PROMISED_DAYS, "承诺")
        yield from self._lines(Role.LEGAL_DAYS, "法定")

    def how_much(self) -> Iterator[Link]:
        """Whether there is a fee, and by what standard."""
        fee = say_role(self.item, self.schema, Role.FEE)
        if fee == TO_ADD:
            yield from self._lines(Role.FEE, "")
        elif fee:
            yield Link({"是": "收费", "否": "不收费"}.get(fee, fee))
        if fee == "是":
            yield from self._lines(Role.FEE_STANDARD, "")

    def whom(self) -> Iterator[Link]:
        """Who leads, which departments act, and their landlines."""
        column = self.schema.with_role(Role.DEPARTMENT)
        yield from self._lines(Role.DEPARTMENT, f"{column.title}：" if column else "")
        yield from self._acting()
        yield from self._lines(Role.PHONE, "电话：")
        yield from self._lines(Role.COMPLAINT_PHONE, "监督：")

    def _acting(self) -> Iterator[Link]:
        """The departments of the business items, those with the most items first."""
        table = self.schema.table_with(Role.BUSINESS_ITEM)
        column = table.with_role(Role.DEPARTMENT) if table is not None else None
        if table is None or column is None:
            return
        rows = self.item.tables[table.id]
        named = [one for row in rows for one in self.catalogues.departments_in(row.text(column.id))]
        page = addresses.link(self.start, addresses.departments_page(self.campaign))
        for department, count in Counter(named).most_common():
            anchor = addresses.department_anchor(department.id)
            yield Link(f"{department.name}（{count}个事项）", f"{page}#{anchor}")

    def _lines(self, role: Role, before: str) -> Iterator[Link]:
        words = say_role(self.item, self.schema, role)
        if words == TO_ADD:
            column = self.schema.with_role(role)
            yield Link(column.title if column else "", _OPEN)
        elif words:
            yield Link(f"{before}{words}")
