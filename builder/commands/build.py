"""`gongshi build`: from everything that came in to the site."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.building import build
from builder.commands.shared import EXIT_PROBLEMS, Output, Root, Strict, faults_told, say
from builder.mkdocs_build import SiteGenerator
from builder.output import sole_run
from builder.pipeline import Project
from builder.progress import Progress
from builder.summary import describe_changes, describe_evaluation
from builder.zensical_build import ZensicalGenerator


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
    with faults_told(console), sole_run(project.output):
        built = build(project, Progress(console), _ENGINES[engine])
    evaluation = built.evaluation
    say(console, describe_evaluation(evaluation.results, evaluation.problems))
    say(console, describe_changes(built.changes))
    say(console, (f"\n⚠ {fault}。" for fault in built.faults))
    home = project.output / "site" / "index.html"
    say(console, [f"\n下一步：用浏览器打开 {home}；谁要改、改哪一格，运行 gongshi check 看明细。"])
    if strict and evaluation.has_problems:
        raise typer.Exit(EXIT_PROBLEMS)
