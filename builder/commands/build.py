"""`gongshi build`: from everything that came in to the site.

The site generator is a program of its own, and its parts take as long to load as ours: it begins
with that at once, so what this module imports is little, and the rest follows meanwhile.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from builder.commands.saying import EXIT_PROBLEMS, say
from builder.commands.shared import Output, Root, Strict, faults_told
from builder.mkdocs_build import SiteGenerator
from builder.output import sole_run
from builder.progress import Progress
from builder.project import Project
from builder.zensical_build import ZensicalGenerator

if TYPE_CHECKING:
    from builder.building import Built


class EngineName(StrEnum):
    """What makes the site of the pages."""

    MKDOCS = "mkdocs"
    ZENSICAL = "zensical"


_ENGINES = {EngineName.MKDOCS: SiteGenerator, EngineName.ZENSICAL: ZensicalGenerator}


def build_command(
    root: Root = Path(),
    output: Output = None,
    *,
    engine: Annotated[
        EngineName,
        typer.Option("--engine", help="用什么建站；zensical 须另行安装，搜索是它自己的。"),
    ] = EngineName.MKDOCS,
    strict: Strict = False,
) -> None:
    """读取、核分、建站，结果在 output/site。（别名：建站）"""
    console = Console()
    project = Project(root, output or root / "output")
    with (
        faults_told(console),
        sole_run(project.output),
        _ENGINES[engine](project.mkdocs) as generator,
    ):
        from builder.building import build  # noqa: PLC0415 - as told above

        built = build(project, Progress(console), generator)
    _tell(console, project, built)
    if strict and built.ledger.has_problems:
        raise typer.Exit(EXIT_PROBLEMS)


def _tell(console: Console, project: Project, built: "Built") -> None:
    from builder.summary import describe_briefs, describe_changes  # noqa: PLC0415 - the same

    say(console, describe_briefs(one.brief for one in built.ledger.gists.values()))
    say(console, describe_changes(built.changes))
    say(console, (f"\n⚠ {fault}。" for fault in built.faults))
    home = project.output / "site" / "index.html"
    say(console, [f"\n下一步：用浏览器打开 {home}；谁要改、改哪一格，运行 gongshi check 看明细。"])
