"""`gongshi build`: from everything that came in to the site."""

from pathlib import Path

import typer
from rich.console import Console

from builder.building import build
from builder.commands.shared import EXIT_PROBLEMS, Output, Root, Strict, faults_told, say
from builder.output import sole_run
from builder.pipeline import Project
from builder.progress import Progress
from builder.summary import describe_changes, describe_evaluation


def build_command(root: Root = Path(), output: Output = None, *, strict: Strict = False) -> None:
    """读取、核分、建站，结果在 output/site。（别名：建站）"""
    console = Console()
    project = Project(root, output or root / "output")
    with faults_told(console), sole_run(project.output):
        built = build(project, Progress(console))
    evaluation = built.evaluation
    say(console, describe_evaluation(evaluation.results, evaluation.problems))
    say(console, describe_changes(built.changes))
    say(console, (f"\n⚠ {fault}。" for fault in built.faults))
    home = project.output / "site" / "index.html"
    console.print(f"\n下一步：用浏览器打开 {home}；谁要改、改哪一格，运行 gongshi check 看明细。")
    if strict and evaluation.has_problems:
        raise typer.Exit(EXIT_PROBLEMS)
