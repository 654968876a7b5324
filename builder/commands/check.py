"""`gongshi check`: who hasn't returned, and which cell is wrong."""

from pathlib import Path

import typer
from rich.console import Console

from builder.commands.shared import EXIT_PROBLEMS, Root, faults_told, say
from builder.pipeline import Project, evaluate
from builder.progress import Progress
from builder.summary import describe_evaluation


def check_command(root: Root = Path()) -> None:
    """只检查填报表，不建站：谁没交、哪一格要改。（别名：检查）"""
    console = Console()
    with faults_told(console):
        evaluation = evaluate(Project(root, root / "output"), Progress(console))
    say(console, describe_evaluation(evaluation.results, evaluation.problems))
    if evaluation.has_problems:
        console.print("\n下一步：请有关单位按上面的提示修改后重新报送，再运行 gongshi check。")
        raise typer.Exit(EXIT_PROBLEMS)
    console.print("\n下一步：运行 gongshi build 建站。")
