"""The commands under their English names and Chinese aliases (design.md §5).

Of a command that is called, nothing is loaded but what it needs.
"""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
import typer.rich_utils

from builder.commands.helping import HelpedCommand, HelpedGroup
from builder.garbage import look_seldom

for _panel, _title in (
    ("OPTIONS_PANEL_TITLE", "选项"),
    ("COMMANDS_PANEL_TITLE", "命令"),
    ("ARGUMENTS_PANEL_TITLE", "参数"),
    ("ERRORS_PANEL_TITLE", "错误"),
):
    setattr(typer.rich_utils, _panel, _title)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its English name, and its aliases."""

    name: str
    aliases: tuple[str, ...]
    #: Whether the list of commands leaves it out.
    hidden: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All that it can be called by."""
        return self.name, *self.aliases

    def load(self) -> Any:  # noqa: ANN401 - a function, or a group of commands
        """What carries it out: `publish_command` of `builder.commands.publish`."""
        module = self.name.replace("-", "_")
        return getattr(import_module(f"builder.commands.{module}"), f"{module}_command")


COMMANDS = (
    Command("check", ("检查",)),
    Command("build", ("建站",)),
    Command("serve", ("预览",)),
    Command("new", ("新建",)),
    Command("export", ("导出",)),
    Command("publish", ("发布",)),
    Command("compare", ("比对",)),
    Command("history", ("来历",)),
    Command("verify", ("核验",)),
    Command("portal", ("门户",)),
    Command("templates", ("模板", "生成模板")),
    Command("show-workbook", (), hidden=True),
    Command("screen", ("筛查",), hidden=True),
    Command("rubric", ("细则",)),
)


def command_line(name: str | None = None) -> typer.Typer:
    """The command line: with the command called *name* alone where there is one, else with all."""
    app = typer.Typer(
        name="gongshi",
        cls=HelpedGroup,
        help="政务服务评估公示：把填报表放进 input/，运行 gongshi build，得到可以公开的网站。",
        no_args_is_help=True,
        add_completion=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(_whichever)
    for command in [one for one in COMMANDS if name in one.names] or COMMANDS:
        _add(app, command)
    return app


def _whichever() -> None:
    """So that one command alone is called by its name too."""


def _add(app: typer.Typer, command: Command) -> None:
    called = command.load()
    for name in command.names:
        hidden = command.hidden or name != command.name
        if isinstance(called, typer.Typer):
            app.add_typer(called, name=name, hidden=hidden)
        else:
            app.command(name, cls=HelpedCommand, hidden=hidden)(called)


def main() -> None:
    """Runs the command line, and ends the process with its status.

    All that a command opened is closed by then. To take the rest apart thing by thing, before the
    system takes it back as a whole, would last a tenth of a build in which little changed.
    """
    look_seldom()
    named = sys.argv[1] if len(sys.argv) > 1 else None
    try:
        command_line(named)(prog_name="gongshi")
    except SystemExit as ended:
        with suppress(OSError):  # Whoever read what it says has gone.
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(ended.code if isinstance(ended.code, int) else bool(ended.code))


if __name__ == "__main__":
    main()
