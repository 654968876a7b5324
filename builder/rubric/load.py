"""From what a file holds to a checked record, or to problems that say where the fault stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder.formats.yaml_text import KeyPath, YamlDocument, YamlFaultError, read_yaml
from builder.model import rubric_problem_kinds as kinds
from builder.model.places import Place, TextPlace
from builder.model.problems import Problem, ProblemKind
from builder.rubric.record import NO_KEYS, UNKNOWN_KEY
from builder.rubric.set_words import CHOICE_WORDS

RecordT = TypeVar("RecordT", bound=BaseModel)


class Source(Protocol):
    """What a file holds, as plain values, and where each of them stands."""

    @property
    def value(self) -> object:
        """The lists, mappings and plain values of the whole file."""

    @property
    def misfit(self) -> ProblemKind:
        """The kind of problem of a value that the schema refuses; takes a reason."""

    def place(self, path: KeyPath) -> Place:
        """Where *path* stands, or its nearest ancestor that the file has."""


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A YAML document, with the file's name as printed in problems."""

    document: YamlDocument
    file: str
    misfit: ProblemKind = kinds.SCHEMA

    @property
    def value(self) -> object:
        """The document's plain value."""
        return self.document.value

    def place(self, path: KeyPath) -> TextPlace:
        """The line and the words of *path*."""
        return TextPlace(self.file, self.document.line_of(path), show_path(path))


@dataclass(frozen=True, slots=True)
class Loaded(Generic[RecordT]):
    """A record, with the source for the places of its paths."""

    record: RecordT
    source: Source

    def place(self, path: KeyPath) -> Place:
        """Where *path* stands in the file."""
        return self.source.place(path)


def load_record(
    path: Path, model: type[RecordT], file: str
) -> tuple[Loaded[RecordT] | None, tuple[Problem, ...]]:
    """The *model* record in *path*, or None and the problems that keep it from being one.

    *file* is the name printed in problems. Raises OSError where the file can't be read.
    """
    source, problems = open_yaml(path, file)
    return (None, problems) if source is None else validate(source, model)


def open_yaml(path: Path, file: str) -> tuple[YamlSource | None, tuple[Problem, ...]]:
    """What *path* holds, or None and the problem that keeps it from being YAML.

    *file* is the name printed in problems. Raises OSError where the file can't be read.
    """
    try:
        return YamlSource(read_yaml(path), file), ()
    except YamlFaultError as fault:
        place = TextPlace(file, fault.line)
        return None, (kinds.YAML_SYNTAX.at(place, reason=fault.reason),)


def validate(
    source: Source, model: type[RecordT]
) -> tuple[Loaded[RecordT] | None, tuple[Problem, ...]]:
    """The *model* record that *source* holds, or None and why it isn't one."""
    try:
        record = model.model_validate(source.value)
    except ValidationError as error:
        faults = _without_echoes(error.errors(include_url=False))
        return None, tuple(_problem(fault, source) for fault in faults)
    return Loaded(record, source), ()


def show_path(path: KeyPath) -> str:
    """*path* as a person writes it: ``parts[0].sections[2].title``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def nearest(word: str, known: Sequence[str]) -> str:
    """What to do about an unknown *word*, naming the nearest known one."""
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f"是否想写「{close[0]}」？"
    return f"可用的有：{'、'.join(known)}" if known else "请删去"


def _without_echoes(faults: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """*faults* without lists that are too short only because an entry of theirs is wrong."""
    places = [fault["loc"] for fault in faults]
    return [
        fault
        for fault in faults
        if fault["type"] != "too_short"
        or not any(place[: len(fault["loc"])] == fault["loc"] != place for place in places)
    ]


def _problem(fault: ErrorDetails, source: Source) -> Problem:
    path = _document_path(fault["loc"], source.value, missing=fault["type"] == "missing")
    context = fault.get("ctx", {})
    if fault["type"] == UNKNOWN_KEY:
        key = str(context["key"])
        advice = nearest(key, context["known"])
        return kinds.UNKNOWN_KEY.at(source.place((*path, key)), key=key, advice=advice)
    return source.misfit.at(source.place(path), reason=_reason(fault, path))


def _document_path(location: Sequence[str | int], value: object, *, missing: bool) -> KeyPath:
    """*location* without the union tags that pydantic puts between the document's own keys.

    The last step of a *missing* key stays, although the document doesn't have it.
    """
    path: list[str | int] = []
    for index, step in enumerate(location):
        if isinstance(value, dict) and step in value:
            path.append(step)
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int):
            path.append(step)
            value = value[step] if step < len(value) else None
        elif missing and index == len(location) - 1:
            path.append(step)
    return tuple(path)


#: A word that pydantic allows, in the quotes that it puts around each.
_QUOTED = re.compile(r"'([^']*)'")

#: pydantic's error type → the sentence for whoever writes the file; tokens from the error.
_REASONS = {
    "missing": "缺少必填的键",
    "string_type": '应为文字，像数字、日期的要加引号（如 "1.1"）',
    "decimal_parsing": "应为数字，不带单位，百分数写成小数（60% 写 0.6）",
    "decimal_type": "应为数字",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "tuple_type": "应为列表，只有一个也写成 [甲]",
    NO_KEYS: "应为键值对，可用的键有 {known}",
    "dict_type": "应为键值对",
    "model_type": "应为键值对",
    "model_attributes_type": "应为键值对",
    "enum": "应为{expected}之一",
    "literal_error": "应为{expected}之一",
    "union_tag_invalid": "不认识的种类「{tag}」，可用的有 {expected_tags}",
    "union_tag_not_found": "缺少 {discriminator}，写明用哪一种",
    "string_pattern_mismatch": "不符合格式 {pattern}",
    "too_short": "至少要有 {min_length} 项",
    "string_too_long": "太长，最多 {max_length} 个字",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
    "date_from_datetime_parsing": "应为日期，例如 2018-12-31",
    "datetime_from_date_parsing": "应为时间，例如 2019-01-10 18:00",
}


def _reason(fault: ErrorDetails, path: KeyPath) -> str:
    context = fault.get("ctx", {})
    if fault["type"] == "value_error":
        return str(context["error"])
    allowed: dict[str, object] = {
        name: _in_chinese(_QUOTED.findall(str(context[name])))
        for name in ("expected", "expected_tags")
        if name in context
    }
    words = _REASONS.get(fault["type"], fault["msg"]).format(**(context | allowed))
    key = next((step for step in reversed(path) if isinstance(step, str)), None)
    return f"{words}：{key}" if key else words


def _in_chinese(words: Sequence[str]) -> str:
    """*words* of the schema one after another, each with what an office calls it."""
    meant = next((named for named in CHOICE_WORDS.values() if set(named) == set(words)), {})
    return "、".join(f"{word}（{meant[word]}）" if word in meant else word for word in words)
