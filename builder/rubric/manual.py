"""The manual of the rule kinds, for a page: words, parameters in Chinese, an executed example."""

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import get_args

from builder.formats.yaml_writing import write_yaml
from builder.model.answers import Answer
from builder.model.marks import Outcome
from builder.rubric.document import document_of
from builder.rubric.examples import Example
from builder.rubric.key_words import choice_words, key_word, kind_word
from builder.rubric.record import Record
from builder.rubric.rules import Rule
from builder.rubric.rules.base import BaseRule
from builder.rubric.shapes import Key, Shape, keys_of, kind_of
from builder.rubric.terms import Condition, Measure

#: Every rule kind, in the order of `Rule`.
KINDS: tuple[type[BaseRule], ...] = get_args(get_args(Rule)[0])

#: Records that are explained once for all kinds, and not again under each.
_TERMS: Mapping[type[Record], str] = {Measure: "数值", Condition: "条件"}

#: What a plain value is called.
_PLAIN: Mapping[type, str] = {
    Decimal: "一个数",
    int: "整数",
    bool: "true（是）或false（否）",
    date: "日期",
    str: "文字",
}


@dataclass(frozen=True, slots=True)
class ManualKey:
    """One parameter, as a rubric spells it and as a reader calls it."""

    #: Path from the rule: ``per``, ``bands[].below``.
    path: str
    name: str
    #: How it is filled in; often empty.
    note: str
    required: bool
    #: What stands under it: 一个数, 数值, 条件 and so on; empty where the choices say it.
    takes: str = ""
    #: The words allowed, each with its Chinese; empty where anything fits.
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What a unit of the example answered: a value, or the rows of a log."""

    title: str
    shown: str


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A rule applied to one unit; *outcome* is what the program itself made of it."""

    title: str
    #: The rule as a rubric writes it (YAML).
    rule: str
    #: Full points in words; empty where the row has none.
    points: str
    given: tuple[Given, ...]
    #: Name of each other unit of the cohort, with its answers; empty where none matters.
    others: tuple[tuple[str, tuple[Given, ...]], ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ManualPage:
    """All there is to say of one rule kind."""

    kind: str
    name: str
    #: What it does, in one sentence.
    summary: str
    #: The rest of its manual, a sentence a line, with keys in Chinese.
    sentences: tuple[str, ...]
    keys: tuple[ManualKey, ...]
    example: WorkedExample | None


def write_manual(examples: Mapping[str, Example]) -> tuple[ManualPage, ...]:
    """The manual page of every rule kind; *examples* are by kind."""
    return tuple(_page(kind, examples.get(kind_of(kind))) for kind in KINDS)


def term_keys() -> tuple[tuple[str, tuple[ManualKey, ...]], ...]:
    """The parameters of measures and conditions, which every kind is written in."""
    return (
        ("数值", tuple(_key(key, key.name) for key in keys_of(Measure))),
        ("条件", tuple(_key(key, key.name) for key in keys_of(Condition))),
    )


def _page(kind: type[BaseRule], example: Example | None) -> ManualPage:
    text = re.sub(r"\s*\n\s*", "", inspect.getdoc(kind) or "").partition("：")[2]
    words = {key.path.rpartition(".")[2].removesuffix("[]"): key for key in reversed(_keys(kind))}
    told = re.sub(r" ?`([^`]*)` ?", lambda found: _in_chinese(found[1], words), text)
    summary, *rest = re.findall("[^。]+。", told)
    return ManualPage(
        kind=kind_of(kind),
        name=kind_word(kind),
        summary=summary,
        sentences=tuple(rest),
        keys=_keys(kind),
        example=None if example is None else work_out(example),
    )


def work_out(example: Example) -> WorkedExample:
    """*example* with what the program makes of it."""
    own, *others = example.units
    evidence = {item.unit.name: item for item in example.evidence()}

    def given(name: str) -> tuple[Given, ...]:
        item = evidence[name]
        answers = [Given(answer.title, _told(answer)) for answer in item.answers.values()]
        rows = [
            Given(log.title, _row(event.row)) for log in item.logs.values() for event in log.events
        ]
        return (*answers, *rows)

    return WorkedExample(
        title=example.title,
        rule=write_yaml(document_of(example.rule)),
        points="" if example.points is None else f"{example.points}分",
        given=given(own.name),
        others=tuple((unit.name, given(unit.name)) for unit in others),
        outcome=example.work_out(),
    )


def _told(answer: Answer) -> str:
    return f"{answer.shown}（{answer.reason}）" if answer.reason else answer.shown


def _row(row: Mapping[str, Answer]) -> str:
    return "；".join(f"{cell.title}：{cell.shown}" for cell in row.values() if cell.given)


def _keys(record: type[Record], before: str = "") -> tuple[ManualKey, ...]:
    """The parameters of *record* and of the records within, terms left to `term_keys`."""
    found: list[ManualKey] = []
    for key in keys_of(record):
        if key.name == "kind":
            continue
        shape = key.shape.items or key.shape
        path = f"{before}{key.name}{'[]' if key.shape.items else ''}"
        found.append(_key(key, path))
        for inner in _inner_records(shape):
            found += _keys(inner, f"{path}.")
    return tuple(found)


def _key(key: Key, path: str) -> ManualKey:
    word = key_word(key)
    choices = tuple(choice_words(key).items())
    return ManualKey(path, word.heading, word.note, key.required, _takes(key.shape), choices)


def _takes(shape: Shape) -> str:
    """What stands under a key of *shape*, in words."""
    if shape.items is not None:
        return f"列表，每项{_takes(shape.items) or '为一个词'}"
    if shape.entries is not None:
        return "每个词一个值"
    if shape.records:
        return _TERMS.get(shape.records[0], "下列各键")
    return "、".join(_PLAIN[kind] for kind in shape.plain)


def _inner_records(shape: Shape) -> Iterator[type[Record]]:
    yield from (record for record in shape.records if record not in _TERMS)


def _in_chinese(found: str, words: Mapping[str, ManualKey]) -> str:
    """A key, or a key with its value, as a reader calls it."""
    name, _, value = found.partition(": ")
    key = words[name]
    if not value:
        return f"「{key.name}」"
    return f"「{key.name}」为「{dict(key.choices).get(value, value)}」"
