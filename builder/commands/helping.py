"""Commands whose --help speaks Chinese in every line."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

_HELP = "显示这份说明。"


class HelpedCommand(TyperCommand):
    """A command."""

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own types are private
        """The option --help, in Chinese."""
        return _translated(super().get_help_option(ctx))


class HelpedGroup(TyperGroup):
    """A group of commands."""

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own types are private
        """The option --help, in Chinese."""
        return _translated(super().get_help_option(ctx))


def _translated(option: Any) -> Any:  # noqa: ANN401
    option.help = _HELP
    return option
