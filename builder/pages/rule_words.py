"""A rule of a rubric in Chinese: its kind's manual, and its own parameters.

The words come from the rule kind's docstring and from the schema's Chinese headings, so that a
new kind needs nothing here.
"""

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from builder.model.answers import show_value
from builder.model.numbers import plain
from builder.pages.term_words import Names, condition_words, measure_words
from builder.rubric.key_words import choice_words, key_word, kind_word
from builder.rubric.record import Record
from builder.rubric.rules import Rule
from builder.rubric.rules.bands import Band, Bands
from builder.rubric.rules.base import BaseRule
from builder.rubric.shapes import Key, key_named
from builder.rubric.spans import span_words
from builder.rubric.terms import Condition, Measure

#: Keys whose numbers are points.
_IN_POINTS = frozenset({"base", "floor", "high", "low", "most", "per", "points", "step"})

#: A manual's clause: up to a full stop, or to a semicolon that no alternative follows.
_CLAUSE = re.compile(r"[^。；]+(?:；或[^。；]+)*[。；]?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a rule: its name, and a line or several."""

    name: str
    lines: tuple[str, ...]


def rule_name(rule: BaseRule) -> str:
    """The name of a rule's kind."""
    return kind_word(type(rule))


def rule_manual(rule: Rule) -> str:
    """How the rule works: its kind's docstring without what is said of keys that it doesn't use."""
    text = re.sub(r"\s*\n\s*", "", inspect.getdoc(rule) or "").partition("：")[2]
    written = dict(_written_keys(rule))
    clauses = _relevant(_CLAUSE.findall(text), rule, written)
    return re.sub(" ?`([^`]*)` ?", lambda m: _key_words(m[1], written), _end("".join(clauses)))


def rule_parameters(rule: Rule, names: Names) -> tuple[Parameter, ...]:
    """Every parameter of *rule* that is set, in words."""
    within = names.within(getattr(rule, "log", None))
    return tuple(_parameter(rule, key, within) for key in _set_keys(rule) if key != "kind")


@cache
def key_name(record: type[Record], key: str) -> str:
    """What *key* of *record* is called. Raises KeyError for a key that it hasn't."""
    return key_word(_key(record, key)).heading


def choice_name(record: type[Record], key: str, word: str) -> str:
    """What a set *word* of *key* is called; a word that isn't set stands for itself."""
    return _choices(record, key).get(word, word)


@cache
def _choices(record: type[Record], key: str) -> Mapping[str, str]:
    return choice_words(_key(record, key))


def _key(record: type[Record], name: str) -> Key:
    key = key_named(record, name)
    if key is None:
        raise KeyError(name)
    return key


def _written_keys(record: Record) -> Iterator[tuple[str, Record]]:
    """The keys that the rubric writes in *record* and in the records within, terms left out."""
    for key in type(record).model_fields:
        if key not in record.model_fields_set:
            continue
        yield key, record
        value = getattr(record, key)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record) and not isinstance(item, Measure | Condition):
                yield from _written_keys(item)


def _relevant(clauses: list[str], rule: Rule, written: Mapping[str, Record]) -> Iterator[str]:
    """*clauses* without those on keys that aren't written, and without what hangs on these."""
    dropped = False
    for clause in clauses:
        dropped = not _is_about(clause, rule, written) or (dropped and "`" not in clause)
        if not dropped:
            yield clause
        dropped = dropped and not clause.endswith("。")


def _is_about(clause: str, rule: Rule, written: Mapping[str, Record]) -> bool:
    for found in re.findall("`([^`]*)`", clause):
        key, _, word = found.partition(": ")
        if key not in written or (word and str(getattr(rule, key)) != word):
            return False
    return True


def _key_words(found: str, written: Mapping[str, Record]) -> str:
    key, _, word = found.partition(": ")
    record = type(written[key])
    name = f"「{key_name(record, key)}」"
    return f"{name}为「{choice_name(record, key, word)}」" if word else name


def _end(text: str) -> str:
    return f"{text.rstrip('；。')}。"


def _set_keys(record: Record) -> list[str]:
    return [key for key in type(record).model_fields if _is_set(record, key)]


def _is_set(record: Record, key: str) -> bool:
    value = getattr(record, key)
    if key == "step" and getattr(record, "per", None) is not None:
        return False
    return value is not None and value is not False and value not in ("", (), {})


def _parameter(rule: Rule, key: str, names: Names) -> Parameter:
    value = getattr(rule, key)
    name = key_name(type(rule), key)
    if isinstance(rule, Bands) and key == "bands":
        return Parameter(name, _band_lines(rule, names.told_in(rule.value)))
    return Parameter(name, _lines(rule, key, value, names))


def _lines(record: Record, key: str, value: object, names: Names) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return tuple(f"{word}：{_phrase(record, key, item, names)}" for word, item in value.items())
    if isinstance(value, tuple):
        return tuple(line for item in value for line in _lines(record, key, item, names))
    return (_phrase(record, key, value, names),)


def _phrase(record: Record, key: str, value: object, names: Names) -> str:
    match value:
        case Measure():
            return measure_words(value, names)
        case Condition():
            return condition_words(value, names)
        case bool() | date() | Decimal():
            return show_value(value, "分" if key in _IN_POINTS else "")
        case Record():
            return _record_words(value, names)
        case _:
            word = str(value)
            known = names.find(word)
            return names.title(word) if known else choice_name(type(record), key, word)


def _record_words(record: Record, names: Names) -> str:
    return "；".join(
        f"{key_name(type(record), key)}：{'、'.join(_lines(record, key, value, names))}"
        for key in _set_keys(record)
        for value in (getattr(record, key),)
    )


def _band_lines(rule: Bands, measure: str) -> tuple[str, ...]:
    spans = (
        span_words(rule.bands, place, lambda end: show_value(end, measure))
        for place in range(len(rule.bands))
    )
    pairs = zip(spans, rule.bands, strict=True)
    return tuple(f"{span}：{_band_points(band)}" for span, band in pairs)


def _band_points(band: Band) -> str:
    if band.to is None:
        return f"{plain(band.points)}分"
    return f"由{plain(band.points)}分直线变化到{plain(band.to)}分"
