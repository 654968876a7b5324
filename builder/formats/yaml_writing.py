"""YAML out: plain values whose numbers keep their digits, in the style of the project's rubrics."""

import io
import re
from decimal import Decimal

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode, SequenceNode
from ruamel.yaml.representer import SafeRepresenter

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
