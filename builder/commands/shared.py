"""What the commands share: their options, and how they end where nothing could be done."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

Root = Annotated[
    Path, typer.Option("--root", help="项目文件夹，内有 input、rubrics、site_templates。")
]
Output = Annotated[
    Path | None, typer.Option("--output", help="输出文件夹；不写时为项目文件夹下的 output。")
]
Strict = Annotated[bool, typer.Option("--strict", help="有需要修改的填报时，以状态1退出。")]


@contextmanager
def faults_told(console: Console) -> Iterator[None]:
    """Ends the run with a Chinese reason where nothing could be done: status 3.

    Status 2 where the disclosure gate stopped it.
    """
    try:
        yield
    except Exception as error:
        # Loaded in need only: it knows what may go wrong in every part of the program.
        from builder.commands.endings import tell_fault  # noqa: PLC0415

        tell_fault(console, error)
        raise
