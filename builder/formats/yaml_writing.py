"""YAML out: plain values whose numbers keep their digits, in the style of the project's rubrics."""

import re
from decimal import Decimal

from yaml import ScalarNode, SequenceNode, dump
from yaml.dumper import SafeDumper
from yaml.representer import SafeRepresenter

#: Columns after which a text stands on lines of its own.
_LONG = 60
#: Text that some reader of YAML takes for yes or no, nothing, a number, a date or a time.
_LOOKS_TYPED = re.compile(
    r"(?i)(y|n|yes|no|on|off|true|false|null|nil|~|[-+.]?[0-9][0-9A-Fa-f.,:_xXoO+/-]*|[-+]?\.(inf|nan))"
)


def write_yaml(value: object) -> str:
    """*value* in block style: text, numbers, yes or no, nothing, lists and mappings of them.

    Short lists of words stand on one line.

    Raises PyYAML's RepresenterError for a value of any other type.
    """
    return dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


class _Dumper(SafeDumper):
    """Writes numbers with all their digits, text so that it stays text, and lists set in."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - nothing is written as an alias
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as PyYAML has it
        super().increase_indent(flow)


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


_Dumper.add_representer(Decimal, _show_number)
_Dumper.add_representer(str, _show_text)
_Dumper.add_representer(list, _show_list)
