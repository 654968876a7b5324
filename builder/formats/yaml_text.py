"""YAML in: plain values whose numbers keep their digits, with the line of every key.

It is YAML 1.2, so that a word such as no is text, and a time such as 12:30 no number.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, SequenceNode, YAMLError
from yaml.composer import Composer
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.resolver import BaseResolver

from builder.formats.yaml_reasons import tell_syntax

#: Keys and list positions from the top of a document to one value.
KeyPath = tuple[str | int, ...]
#: Far beyond any rubric; a few lines of references that hold references come to millions.
_MOST_VALUES = 100_000


#: What plain scalars are by the core schema of YAML 1.2 (chapter 10.3.2), and by which first signs
#: they are told; digits may be grouped by `_`.
_TYPES = (
    ("null", r"~|null|Null|NULL|", ("~", "n", "N", "")),
    ("bool", r"true|True|TRUE|false|False|FALSE", tuple("tTfF")),
    ("int", r"[-+]?[0-9_]+", tuple("-+0123456789")),
    ("float", r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?", tuple("-+0123456789")),
    ("float", r"[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+", tuple("-+0123456789")),
    ("float", r"[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?", tuple("-+.")),
)


#: With what anything but a text begins.
_SIGNS = frozenset(sign for _, _, signs in _TYPES for sign in signs)
_TEXT = "tag:yaml.org,2002:str"


class _Loader(Composer, CParser, BaseResolver):
    """Reads in C; composes in Python, which bears what is nested too deep."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        BaseResolver.__init__(self)

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The type of a node; most are texts that begin as nothing else does."""
        if kind is ScalarNode and implicit[0] and value[:1] not in _SIGNS:
            return _TEXT
        told = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]
        return str(told)


for _name, _form, _signs in _TYPES:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"(?:{_form})$"), _signs)


class YamlFaultError(ValueError):
    """A document that can't be read as YAML, with the *line* where that showed."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A document's plain value and the line on which each path begins."""

    value: object
    lines: Mapping[KeyPath, int]

    def line_of(self, path: KeyPath) -> int:
        """The line of *path*, or of its nearest ancestor that the document has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(path: Path) -> YamlDocument:
    """The document in *path* (UTF-8).

    Raises YamlFaultError for a syntax error, a key given twice, bytes or escapes that are no text,
    or values that hold one another without end; OSError where the file can't be read.
    """
    try:
        return _compose(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        raise YamlFaultError(*tell_syntax(error)) from error
    except UnicodeDecodeError as error:
        raise YamlFaultError(0, "不是UTF-8编码，请用记事本另存为，编码选UTF-8") from error
    except YAMLError as error:
        raise YamlFaultError(0, "有看不见的控制字符，多半是从别处复制来的，请重新键入") from error
    except RecursionError as error:
        raise YamlFaultError(0, "层级太深，或一处引用了自己") from error


def _compose(text: str) -> YamlDocument:
    node = _Loader(text).get_single_node()
    lines: dict[KeyPath, int] = {}
    return YamlDocument(None if node is None else _value(node, (), lines), lines)


def _value(node: Node, path: KeyPath, lines: dict[KeyPath, int]) -> object:
    lines.setdefault(path, node.start_mark.line + 1)
    if len(lines) > _MOST_VALUES:
        raise YamlFaultError(node.start_mark.line + 1, f"引用展开后超过{_MOST_VALUES}处")
    if isinstance(node, MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, SequenceNode):
        return [_value(item, (*path, index), lines) for index, item in enumerate(node.value)]
    return _scalar(str(node.tag), str(node.value))


def _mapping(node: MappingNode, path: KeyPath, lines: dict[KeyPath, int]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in result:
            raise YamlFaultError(line, f"同一个键写了两次：{key}")
        lines[(*path, key)] = line
        result[key] = _value(value_node, (*path, key), lines)
    return result


def _scalar(tag: str, text: str) -> object:
    """*text* as what YAML takes it for; what is no number after all (.inf, 0x1F) stays text."""
    with suppress(ValueError, InvalidOperation):
        return _typed(tag, text)
    return text


def _typed(tag: str, text: str) -> object:
    match tag.rsplit(":", 1)[-1]:
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
        case "int":
            return int(text.replace("_", ""))
        case "float":
            return Decimal(text.replace("_", ""))
        case _:
            return text
