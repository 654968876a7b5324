"""What of a rubric, or of campaign.yml, changed that scoring reads; words are left aside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.editions.change import KeyChange
from builder.intake.campaign import Campaign
from builder.rubric.schema import Indicator, Rubric, Veto
from builder.scoring.evidence import row_names

NONE = "无"

#: Keys that are only printed, wherever they stand.
_WORDS = frozenset(
    {"title", "wording", "correction", "clause", "office", "evidence", "note", "notes"}
    | {"example", "defaults"}
)
#: Keys of a row that are printed or asked for and never scored.
_ROW_WORDS = frozenset({"id", "method", "sampling", "shown"})
#: Keys of a whole rubric of the same sort, and those that are looked at one by one.
_WHOLE_WORDS = frozenset(
    {"id", "source", "total_title", "total_measure", "total_note", "comparability", "annual"}
)
#: The settings of a campaign that scoring reads.
_SETTINGS = ("period", "deadline", "cutoff", "instruments", "previous", "rescores", "rulings")


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """What changed between two editions of one rubric."""

    #: Indicator or veto id → its changed keys; rows that only one of the two has are whole.
    rows: Mapping[str, tuple[KeyChange, ...]]
    #: Keys outside the rows: weights, caps, rounding, ties, grades.
    whole: tuple[KeyChange, ...]


def compare_rubrics(old: Rubric, new: Rubric) -> RuleChanges:
    """The keys that scoring reads and that *old* and *new* hold differently."""
    before, after = _rows(old), _rows(new)
    rows = {
        id_: tuple(_differences(before.get(id_), after.get(id_), ""))
        for id_ in dict.fromkeys((*before, *after))
    }
    return RuleChanges(
        {id_: keys for id_, keys in rows.items() if keys},
        tuple(_differences(_frame(old), _frame(new), "")),
    )


def compare_settings(old: Campaign, new: Campaign) -> tuple[KeyChange, ...]:
    """The keys of campaign.yml that scoring reads and that *old* and *new* hold differently."""
    before, after = (item.model_dump(mode="json", include=set(_SETTINGS)) for item in (old, new))
    return tuple(_differences(before, after, ""))


def _rows(rubric: Rubric) -> dict[str, object]:
    """Row or veto id → its keys, with all fields that it draws on, wherever these are asked for."""
    names = {row.id: row_names(row) for row in rubric.indicators}
    names |= {veto.id: frozenset(veto.when.names()) for veto in rubric.vetoes}
    holders: tuple[Indicator | Veto, ...] = (*rubric.indicators, *rubric.vetoes)
    return {row.id: _row(row, names[row.id], rubric) for row in holders}


def _row(row: Indicator | Veto, names: frozenset[str], rubric: Rubric) -> object:
    keys = row.model_dump(mode="json", exclude=set(_ROW_WORDS))
    fields = [rubric.fields[name] for name in sorted(names) if name in rubric.fields]
    drawn_on = [field.model_dump(mode="json") for field in fields]
    return _scored({**keys, "fields": [*keys["fields"], *drawn_on]})


def _frame(rubric: Rubric) -> object:
    """Everything outside the rows, lists of named things by their ids."""
    whole = rubric.model_dump(mode="json", by_alias=True, exclude={*_WHOLE_WORDS, "vetoes"})
    for part in whole["parts"]:
        for section in part["sections"]:
            section["indicators"] = [row["id"] for row in section["indicators"]]
    return _scored(whole)


def _scored(value: object) -> object:
    """*value* without the keys that are only printed, and lists of things with ids by these."""
    if isinstance(value, Mapping):
        return {key: _scored(item) for key, item in value.items() if key not in _WORDS}
    if not isinstance(value, list):
        return value
    if value and all(isinstance(item, Mapping) and "id" in item for item in value):
        return {item["id"]: _scored(item) for item in value}
    return [_scored(item) for item in value]


def _differences(old: object, new: object, path: str) -> Iterator[KeyChange]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _differences(old.get(key), new.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _differences(before, after, f"{path}[{number}]")
    else:
        yield KeyChange(path or "本项", _shown(old), _shown(new))


def _shown(value: object) -> str:
    match value:
        case None:
            return NONE
        case bool():
            return "true" if value else "false"
        case Mapping():
            return "有" if value else NONE
        case list():
            return "、".join(map(_shown, value)) or NONE
        case _:
            return str(value)
