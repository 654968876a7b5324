"""A chronicle of editions whose every text is an attack, for the results of `small_result`."""

from collections.abc import Sequence
from datetime import date

from builder.editions.change import Cause, CellChange, Change, KeyChange, Reason
from builder.editions.chronicle import Chapter, Chronicle
from builder.editions.differences_json import Compared
from builder.editions.method_change import MethodChange
from builder.editions.sources import SourceVersion, UnitSources
from builder.model.editions import Edition
from builder.model.places import CellPlace

CAMPAIGN, RUBRIC, UNIT, ROW = "small-2024", "small", "jia", "1.1"


def hostile_chronicle(attacks: Sequence[str]) -> Chronicle:
    """An edition that corrects another: a change for each of *attacks*."""
    first, second = (_edition(id_, attacks[0]) for id_ in ("2024", "2024-correction"))
    compared = Compared(
        *(attacks[0], attacks[0], tuple(map(_change, attacks))),
        notes=tuple(attacks),
        methods=tuple(map(_method, attacks)),
    )
    versions = tuple(map(_version, attacks))
    return Chronicle(
        (Chapter(second, compared), Chapter(first)), {(CAMPAIGN, UNIT): UnitSources(versions)}
    )


def _edition(id_: str, attack: str) -> Edition:
    corrects = "2024" if id_ != "2024" else None
    notice = attack if corrects else ""
    return Edition(id_, attack, date(2025, 3, 1), attack, corrects, notice, "a" * 40, "b" * 64)


def _change(attack: str) -> Change:
    keys = (KeyChange(attack, attack, attack),)
    reasons = (
        Reason(Cause.CORRECTION, attack, cells=(_cell(attack),), units=(UNIT,), how=attack),
        Reason(Cause.RULE, attack, keys=keys),
    )
    return Change(CAMPAIGN, RUBRIC, UNIT, attack, ROW, attack, attack, reasons)


def _cell(attack: str) -> CellChange:
    return CellChange(attack, attack, attack, CellPlace(attack, attack, "B2"))


def _method(attack: str) -> MethodChange:
    return MethodChange(RUBRIC, attack, ROW, attack, attack, attack, attack, scored=True)


def _version(attack: str) -> SourceVersion:
    time = "2025-01-09T10:00:00+08:00"
    return SourceVersion(time, attack, "c" * 64, time, attack, (_cell(attack),), 2, (attack,))
