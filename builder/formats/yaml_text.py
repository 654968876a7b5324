"""YAML in: plain values whose numbers keep their digits, and the line of every key."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

#: Keys and list positions from the top of a document to one value.
KeyPath = tuple[str | int, ...]


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

    Raises YamlFaultError for a syntax error, a key given twice, or bytes that aren't UTF-8;
    OSError where the file can't be read.
    """
    try:
        node = YAML(typ="rt", pure=True).compose(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlFaultError(mark.line + 1 if mark else 0, str(error.problem)) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise YamlFaultError(0, str(error)) from error
    lines: dict[KeyPath, int] = {}
    return YamlDocument(None if node is None else _value(node, (), lines), lines)


def _value(node: Node, path: KeyPath, lines: dict[KeyPath, int]) -> object:
    lines.setdefault(path, node.start_mark.line + 1)
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
