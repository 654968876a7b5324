"""YAML in: plain values whose numbers keep their digits, with the line of every key; and out."""

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.representer import SafeRepresenter

#: Keys and list positions from the top of a document to one value.
KeyPath = tuple[str | int, ...]
#: Far beyond any rubric; a few lines of references that hold references come to millions.
_MOST_VALUES = 100_000


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

    Raises YamlFaultError for a syntax error, a key given twice, bytes that aren't UTF-8, or values
    that hold one another without end; OSError where the file can't be read.
    """
    try:
        return _compose(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlFaultError(mark.line + 1 if mark else 0, str(error.problem)) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise YamlFaultError(0, str(error)) from error
    except RecursionError as error:
        raise YamlFaultError(0, "层级太深，或一处引用了自己") from error


def _compose(text: str) -> YamlDocument:
    node = YAML(typ="safe", pure=True).compose(text)
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


#: Columns after which a text stands on lines of its own.
_LONG = 60
#: Text that some reader of YAML takes for yes or no, nothing, a number, a date or a time.
_LOOKS_TYPED = re.compile(
    r"(?i)(y|n|yes|no|on|off|true|false|null|nil|~|[-+.]?[0-9][0-9A-Fa-f.,:_xXoO+/-]*|[-+]?\.(inf|nan))"
)


def write_yaml(value: object) -> str:
    """*value* in block style: text, numbers, yes or no, nothing, lists and mappings of them.

    Short lists of words stand on one line.

    Raises ruamel's RepresenterError for a value of any other type.
    """
    writer = YAML(typ="safe", pure=True)
    writer.Representer = _Representer
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # typed as None
    writer.width = 100
    writer.indent(mapping=2, sequence=4, offset=2)
    text = io.StringIO()
    writer.dump(value, text)
    return text.getvalue()


class _Representer(SafeRepresenter):
    """Represents numbers with all their digits, and text so that it stays text."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - nothing is written as an alias
        return True


def _show_number(representer: SafeRepresenter, number: Decimal) -> ScalarNode:
    text = format(number, "f")
    tag = "tag:yaml.org,2002:float" if "." in text else "tag:yaml.org,2002:int"
    return representer.represent_scalar(tag, text)


def _show_text(representer: SafeRepresenter, text: str) -> ScalarNode:
    return representer.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _show_list(representer: SafeRepresenter, items: list[object]) -> SequenceNode:
    short = bool(items) and all(isinstance(item, str) for item in items)
    beside = short and sum(len(str(item)) + 2 for item in items) <= _LONG
    tag = "tag:yaml.org,2002:seq"
    return representer.represent_sequence(tag, items, flow_style=beside)


def _style(text: str) -> str | None:
    if _LOOKS_TYPED.fullmatch(text) or not text.replace("\n", "").isprintable():
        return '"'
    if len(text) > _LONG and text == " ".join(text.split()):
        return ">"
    return None


_Representer.add_representer(Decimal, _show_number)
_Representer.add_representer(str, _show_text)
_Representer.add_representer(list, _show_list)
