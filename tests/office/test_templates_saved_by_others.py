"""Filled templates say the same after LibreOffice saved them, as .xlsx and as the old .xls."""

import shutil
import subprocess
from pathlib import Path

import pytest

from builder.intake.collect import collect_returns
from builder.model.answers import AnswerState, Value
from builder.model.returns import UnitReturns
from builder.model.units import Unit
from builder.office.templates.findings import Desk
from builder.office.templates.package import Material, make_templates
from builder.rubric.fields import FieldType
from builder.rubric.library import Instrument
from tests.office.filled_templates import (
    NAMES,
    Expected,
    Filler,
    campaign,
    fields_of,
    library,
    open_book,
    put,
    saved,
)

#: Between them they ask for a cell of every type.
INSTRUMENTS = (
    "taiqian-2018-departments",
    "hualong-2021-ledger",
    "example-2024-comprehensive",
)

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)


def unit_for(instrument: Instrument) -> Unit:
    kind = instrument.rubric.kinds[0]
    return Unit("u1", NAMES[kind], kind)


def desk_for(id_: str) -> Desk:
    instrument = library()[id_]
    return Desk(campaign(id_), (instrument,), (unit_for(instrument),))


def fill(id_: str, folder: Path) -> Expected:
    """One filled template in *folder*, named after its rubric, with its register of units."""
    desk = desk_for(id_)
    files = make_templates(Material(desk=desk, dossiers=(), catalogues=(), returns={}, earlier={}))
    filling = open_book(files[f"填报表/{desk.units[0].name}.xlsx"])
    filler = Filler(filling, fields_of(*desk.instruments))
    expected = filler.fill()
    put(folder, f"{id_}.xlsx", saved(filler.book))
    put(folder, f"{id_}-units.xlsx", files["登记表/单位名录.xlsx"])
    return expected


def save_again(folder: Path, suffix: str, target: Path) -> None:
    """Opens every workbook of *folder* in LibreOffice and saves it in *target*."""
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"),
            *("--headless", "--convert-to", suffix, "--outdir", str(target)),
            *sorted(str(path) for path in folder.glob("*.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


def read(folder: Path, id_: str, suffix: str) -> UnitReturns:
    """What intake makes of the one filing; nothing may be wrong in it."""
    own = folder / id_
    own.mkdir()
    for name in (f"{id_}.{suffix}", f"{id_}-units.{suffix}"):
        (folder / name).rename(own / name)
    desk = desk_for(id_)
    rubrics = {one.rubric.id: one.rubric for one in desk.instruments}
    found = collect_returns(own, desk.campaign, rubrics)
    assert found.problems == ()
    (returns,) = found.returns
    return returns


def values(returns: UnitReturns) -> dict[str, Value | None]:
    return {
        answer.field: None if answer.state is AnswerState.NOT_APPLICABLE else answer.value
        for answer in returns.answers
    }


@needs_libreoffice
def test_saving_in_libreoffice_changes_no_answer(tmp_path: Path) -> None:
    expected = {id_: fill(id_, tmp_path / "filled") for id_ in INSTRUMENTS}

    for suffix in ("xlsx", "xls"):
        target = tmp_path / suffix
        save_again(tmp_path / "filled", suffix, target)
        for id_ in INSTRUMENTS:
            found = read(target, id_, suffix)
            rows: dict[str, list[dict[str, Value | None]]] = {}
            for event in found.events:
                values_ = {name: answer.value for name, answer in event.row.items()}
                rows.setdefault(event.log, []).append(values_)
            scores = {name: answer.number for name, answer in (found.self_scores or {}).items()}

            assert expected[id_].values == values(found)
            assert expected[id_].rows == rows
            assert expected[id_].self_scores == scores


def test_the_instruments_ask_for_cells_of_every_type() -> None:
    asked = {
        item.type
        for id_ in INSTRUMENTS
        for field in library()[id_].rubric.fields.values()
        if "U" in field.origin
        for item in (field, *field.columns)
    }

    assert asked == set(FieldType)
