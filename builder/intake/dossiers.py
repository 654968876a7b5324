"""From the three sheets of a 佐证材料汇编 to one dossier a unit and schema, checked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from builder.intake.dossier_checks import Evidenced, check_claim
from builder.intake.field_index import Entry
from builder.intake.recognise import ReadFile, SheetKind, log_heads
from builder.intake.setting import Setting
from builder.intake.statements import Teller, missing_columns, unknown_columns
from builder.intake.tables import Row, Table
from builder.intake.wording import match_key
from builder.model import dossier_problem_kinds as kinds
from builder.model.answers import Answer, AnswerState, Event, Origin
from builder.model.dossiers import Access, ClaimFile, Exhibit, Figure, UnitDossier
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.model.units import Unit
from builder.rubric.dossier import Claim, Demand, Dossier
from builder.rubric.fields import Column, Field, FieldType

_PAGES = re.compile(r"第?(\d+)页?(?:[-—–~至到]+第?(\d+)页?)?")
_WHOSE = frozenset({"单位", "论点编号", "备注"})


def _log(id_: str, title: str, *columns: tuple[str, str, FieldType]) -> Field:
    """The rows of one sheet as a log; a choice is that of 公开属性."""
    words = {FieldType.CHOICE: tuple(Access)}
    made = tuple(
        Column(id=name, title=head, type=type_, choices=words.get(type_, ()))
        for name, head, type_ in columns
    )
    return Field(id=id_, title=title, type=FieldType.LOG, origin=(Origin.UNIT,), columns=made)


#: Sheet → what its rows hold besides 单位 and 论点编号.
_LOGS: Mapping[SheetKind, Field] = {
    SheetKind.STATEMENTS: _log("statements", "情况说明", ("statement", "情况说明", FieldType.TEXT)),
    SheetKind.FIGURES: _log(
        "figures",
        "数据",
        ("item", "数据项", FieldType.TEXT),
        ("value", "数值", FieldType.TEXT),
        ("measure", "计量单位", FieldType.TEXT),
        ("as_of", "截止日期", FieldType.DATE),
    ),
    SheetKind.EXHIBITS: _log(
        "exhibits",
        "佐证目录",
        ("number", "序号", FieldType.INTEGER),
        ("title", "标题", FieldType.TEXT),
        ("document", "文号", FieldType.DOCUMENT),
        ("issuer", "发文机关", FieldType.TEXT),
        ("issued", "成文日期", FieldType.DATE),
        ("pages", "页码", FieldType.TEXT),
        ("access", "公开属性", FieldType.CHOICE),
        ("file", "文件", FieldType.ATTACHMENT),
    ),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a sheet, for one claim of one unit."""

    kind: SheetKind
    unit: Unit
    claim: Claim
    event: Event
    row: Row


def read_dossiers(
    reads: Sequence[ReadFile],
    setting: Setting,
    dossiers: Sequence[Dossier],
    files: AbstractSet[str],
) -> tuple[tuple[UnitDossier, ...], tuple[Problem, ...]]:
    """The dossiers of every unit that returned anything for one, in the register's order.

    *files* are the names of the proofs in the campaign's folder.
    """
    claims = {match_key(claim.id): claim for dossier in dossiers for claim in dossier.claims}
    found = [item for read in reads for item in _read_file(read, setting, claims)]
    lines = [item for item in found if isinstance(item, _Line)]
    problems = [item for item in found if not isinstance(item, _Line)]
    known = frozenset(match_key(file) for file in files)
    made: list[UnitDossier] = []
    for unit in setting.roster.units:
        for dossier in dossiers:
            own = [x for x in lines if x.unit.id == unit.id and x.claim in dossier.claims]
            if own:
                compiler = _Compiler(unit, own, Teller(unit.id, Origin.UNIT, setting.period), known)
                one, faults = compiler.compile(dossier)
                made.append(one)
                problems += faults
    return tuple(made), tuple(problems)


def _read_file(
    read: ReadFile, setting: Setting, claims: Mapping[str, Claim]
) -> Iterator[_Line | Problem]:
    for kind, log in _LOGS.items():
        entry = Entry("", log)
        for table in read.of_kind(kind):
            yield from unknown_columns(table, _WHOSE | log_heads(entry))
            yield from missing_columns(entry, table)
            yield from _read_rows(kind, table, setting, claims)


def _read_rows(
    kind: SheetKind, table: Table, setting: Setting, claims: Mapping[str, Claim]
) -> Iterator[_Line | Problem]:
    for row in table.rows():
        place = table.place(row.cell("单位"))
        unit, problems = setting.roster.find(row.text("单位") or "（空）", place)
        yield from problems
        if unit is None:
            continue
        claim = claims.get(match_key(row.text("论点编号")))
        if claim is None:
            known = "、".join(one.id for one in claims.values()) or "（没有）"
            place, shown = table.place(row.cell("论点编号")), row.text("论点编号")
            yield kinds.UNKNOWN_CLAIM.at(place, unit=unit.id, claim=shown, known=known)
            continue
        teller = Teller(unit.id, Origin.UNIT, setting.period)
        event, faults = teller.event(Entry("", _LOGS[kind]), row)
        yield from faults
        if event is not None:
            yield _Line(kind, unit, claim, event, row)


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Puts the lines of one unit in the order of a schema."""

    unit: Unit
    lines: Sequence[_Line]
    teller: Teller
    files: AbstractSet[str]

    def compile(self, dossier: Dossier) -> tuple[UnitDossier, tuple[Problem, ...]]:
        """The unit's dossier under *dossier*, and the problems of its claims."""
        problems: list[Problem] = []
        claims = []
        for claim in dossier.claims:
            one, faults = self._claim(claim)
            claims.append(one)
            problems += faults
        made = UnitDossier(
            *(self.unit, dossier.id, dossier.title, dossier.source), tuple(claims), dossier.notes
        )
        return made, tuple(problems)

    def _claim(self, claim: Claim) -> tuple[ClaimFile, tuple[Problem, ...]]:
        stated, slips = self._once(self._of(SheetKind.STATEMENTS, claim), "statement", "情况说明")
        figures, odd = self._figures(claim)
        exhibits, twice = self._once(self._of(SheetKind.EXHIBITS, claim), "number", "佐证")
        answers = [line.event.answer("statement") for line in stated]
        statement = next((answer for answer in answers if answer.given), None)
        told = Evidenced(
            unit=self.unit.id,
            claim=claim,
            statement=statement,
            figures=figures,
            exhibits=tuple(_exhibit(line.event) for line in exhibits),
            files=self.files,
            file=CellPlace(self.lines[0].event.place.file),
        )
        checks, problems = check_claim(told)
        made = ClaimFile(
            id=claim.id,
            title=claim.title,
            wording=claim.wording,
            clause=claim.clause,
            start=claim.window.start,
            end=claim.window.end,
            statement=statement,
            figures=figures,
            exhibits=told.exhibits,
            checks=checks,
        )
        return made, (*slips, *odd, *twice, *problems)

    def _of(self, kind: SheetKind, claim: Claim) -> list[_Line]:
        return [line for line in self.lines if line.kind is kind and line.claim is claim]

    def _once(
        self, lines: Iterable[_Line], column: str, what: str
    ) -> tuple[list[_Line], list[Problem]]:
        """The first of the *lines* with each key in *column*; of statements there is but one."""
        kept: dict[str, _Line] = {}
        problems = []
        for number, line in enumerate(lines):
            answer = line.event.answer(column)
            shown = "" if column == "statement" else answer.shown if answer.given else f"#{number}"
            if shown in kept:
                place = answer.place or line.event.place
                problems.append(
                    kinds.STATED_TWICE.at(place, unit=self.unit.id, what=f"{what}{shown}")
                )
            kept.setdefault(shown, line)
        return list(kept.values()), problems

    def _figures(self, claim: Claim) -> tuple[tuple[Figure, ...], list[Problem]]:
        lines, problems = self._once(self._of(SheetKind.FIGURES, claim), "item", "数据项")
        rows = {match_key(line.event.answer("item").shown): line for line in lines}
        figures = []
        for demand in claim.demands:
            line = rows.pop(match_key(demand.title), None) or rows.pop(demand.id, None)
            figure, faults = self._figure(demand, line)
            figures.append(figure)
            problems += faults
        known = "、".join(demand.title for demand in claim.demands) or "（没有）"
        for line in rows.values():
            answer = line.event.answer("item")
            tokens = {"claim": claim.id, "title": answer.shown, "known": known}
            place = answer.place or line.event.place
            problems.append(kinds.UNKNOWN_FIGURE.at(place, unit=self.unit.id, **tokens))
        return tuple(figures), problems

    def _figure(self, demand: Demand, line: _Line | None) -> tuple[Figure, tuple[Problem, ...]]:
        type_ = FieldType.PERCENT if demand.measure == "%" else FieldType.DECIMAL
        column = Column(id=demand.id, title=demand.title, type=type_, measure=demand.measure)
        cell = line.row.cell("数值") if line else None
        if line is None or cell is None:
            blank = Answer(demand.id, demand.title, AnswerState.BLANK, Origin.UNIT)
            return Figure(blank, blank), ()
        answer, faults = self.teller.answer(column, cell, line.row.table)
        measure = line.event.answer("measure")
        if measure.given and match_key(measure.shown) != match_key(demand.measure):
            tokens = {"title": demand.title, "wanted": demand.measure, "shown": measure.shown}
            place = measure.place or line.event.place
            other = kinds.OTHER_MEASURE.at(place, unit=self.unit.id, **tokens)
            answer = replace(answer, state=AnswerState.UNREADABLE, value=None)
            faults = (*faults, other)
        return Figure(answer, line.event.answer("as_of")), faults


def _exhibit(event: Event) -> Exhibit:
    pages = event.answer("pages")
    match = _PAGES.fullmatch(match_key(pages.shown)) if pages.given else None
    if match is None:
        return Exhibit(event.row, event.place)
    first, last = int(match[1]), int(match[2] or match[1])
    return Exhibit(event.row, event.place, (first, last) if first <= last else None)
