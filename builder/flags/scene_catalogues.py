"""Catalogues of a scene: items as a condition's file writes them, made into what intake reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pydantic import Field as Key

from builder.model.answers import Answer, Origin
from builder.model.catalogues import (
    CALENDAR_DAYS,
    ON_THE_SPOT,
    WORKING_DAYS,
    Catalogue,
    CatalogueItem,
    CatalogueRow,
    Catalogues,
    Department,
)
from builder.model.places import CellPlace
from builder.model.units import Unit
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import CatalogueColumn, ColumnType, Role
from builder.rubric.examples import written_answer
from builder.rubric.record import Record

#: What a file writes in place of a value that must not stand in it → the value, of nobody.
_MADE_UP = {"〔手机号〕": "199" + "0000" * 2}
_BLANK = "未填"


class SceneItem(Record):
    """One item of a catalogue, by column; what isn't mentioned is blank."""

    values: dict[str, object] = Key(default_factory=dict)
    """Column → value; days as 5个工作日; 未填 and 不适用 stand for themselves."""
    tables: dict[str, tuple[dict[str, object], ...]] = Key(default_factory=dict)
    """Table → its rows, by column."""


def stage_catalogues(
    written: Mapping[str, Sequence[SceneItem]],
    schemas: Mapping[str, CatalogueSchema],
    units: Iterable[Unit],
) -> Catalogues:
    """The catalogues of a scene; a department is the unit of the same name.

    Raises KeyError for an unknown catalogue, column or table, and ValueError for a wrong value.
    """
    catalogues = tuple(
        Catalogue(
            id_,
            schemas[id_].title,
            tuple(_item(schemas[id_], item, row) for row, item in enumerate(items, start=2)),
        )
        for id_, items in written.items()
    )
    names = _department_names(catalogues, schemas)
    own = {unit.name: unit for unit in units}
    departments = {name: Department(name, name, own.get(name)) for name in names}
    return Catalogues(catalogues, tuple(departments.values()), (), departments)


def _item(schema: CatalogueSchema, item: SceneItem, row: int) -> CatalogueItem:
    values = _answers(schema.columns, item.values, schema.title, row)
    tables = {table.id: table for table in schema.tables}
    if unknown := {*item.tables} - {*tables}:
        raise KeyError(*sorted(unknown))
    return CatalogueItem(
        catalogue=schema.id,
        id=str(values[schema.id_column.id].value or row - 1),
        name=str(values[schema.name_column.id].value or ""),
        values=values,
        tables={
            id_: tuple(
                CatalogueRow(
                    _answers(table.columns, one, table.title, number),
                    CellPlace("示例", table.title, f"A{number}"),
                )
                for number, one in enumerate(item.tables.get(id_, ()), start=2)
            )
            for id_, table in tables.items()
        },
        place=CellPlace("示例", schema.title, f"A{row}"),
    )


def _answers(
    columns: Sequence[CatalogueColumn], written: Mapping[str, object], sheet: str, row: int
) -> Mapping[str, Answer]:
    if unknown := {*written} - {column.id for column in columns}:
        raise KeyError(*sorted(unknown))
    return {
        column.id: replace(
            _answer(column, written.get(column.id, _BLANK), row),
            place=CellPlace("示例", sheet, f"{chr(ord('A') + number % 26)}{row}"),
        )
        for number, column in enumerate(columns)
    }


def _answer(column: CatalogueColumn, written: object, row: int) -> Answer:
    value = _MADE_UP.get(str(written), written)
    if column.type is not ColumnType.DAYS or written == _BLANK:
        return written_answer(column.cell, value, Origin.UNIT, row)
    days = str(written)
    measure = CALENDAR_DAYS if days.endswith(CALENDAR_DAYS) else WORKING_DAYS
    number = Decimal(0) if days == ON_THE_SPOT else Decimal(days.removesuffix(measure))
    answer = written_answer(column.cell, days, Origin.UNIT, row)
    return replace(answer, value=number, measure=measure)


def _department_names(
    catalogues: Sequence[Catalogue], schemas: Mapping[str, CatalogueSchema]
) -> Sequence[str]:
    found: dict[str, None] = {}
    for catalogue in catalogues:
        schema = schemas[catalogue.schema]
        own = schema.with_role(Role.DEPARTMENT)
        for item in catalogue.items:
            if own is not None:
                found[item.text(own.id)] = None
            for table in schema.tables:
                column = table.with_role(Role.DEPARTMENT)
                if column is not None:
                    found |= dict.fromkeys(row.text(column.id) for row in item.tables[table.id])
    return [name for name in found if name]
