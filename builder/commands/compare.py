"""`gongshi compare`: two states of the results against one another: what changed, and why."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.saying import say, stop
from builder.commands.shared import Output, Root, faults_told
from builder.editions.change_list import change_workbook
from builder.editions.difference_table import describe_differences
from builder.editions.differences import compare_snapshots
from builder.editions.differences_json import Compared, differences_json
from builder.formats.git_reading import GitError, find_repository
from builder.output import replace_file, sole_run
from builder.progress import Progress
from builder.project import Project
from builder.states import State, committed_state, current_state, published_state

NOW = ("现在", "now")
FOLDER = "比对"

Old = Annotated[
    str, typer.Argument(help="原来的：版次、提交或标签，或者结果文件夹（output、site、data）。")
]
New = Annotated[str, typer.Argument(help="后来的，写法相同；写“现在”是文件夹里现在的填报表。")]
To = Annotated[
    Path | None, typer.Option("--to", help="写到哪个文件夹；不写时为输出文件夹下的 比对。")
]
Whole = Annotated[bool, typer.Option("--all", help="在屏幕上列出每一处，不只列几处。")]


def compare_command(  # noqa: PLR0913 - two states, and how they are told
    old: Old = "HEAD",
    new: New = NOW[0],
    root: Root = Path(),
    output: Output = None,
    to: To = None,
    *,
    whole: Whole = False,
) -> None:
    """两次结果哪里不一样、为什么；不写时，上次提交与现在相比。（别名：比对）"""
    console = Console()
    project, progress = Project(root, output or root / "output"), Progress(console)
    folder = to or project.output / FOLDER
    with faults_told(console):
        compared = compare(*(find_state(name, project, progress, console) for name in (old, new)))
        with sole_run(to or project.output):
            for name, content in difference_files(compared).items():
                replace_file(folder / name, content)
    say(console, ["", *describe_differences(compared, whole=whole)])
    say(console, [f"\n下一步：打开 {folder / '比对.xlsx'}，逐条核对原因；给程序读的是 比对.json。"])


def compare(old: State, new: State) -> Compared:
    """What differs between two states, and what has to be said of how they were come by."""
    before, after = old.snapshots, new.snapshots
    return Compared(
        old.name,
        new.name,
        compare_snapshots(before, after),
        added=tuple(id_ for id_ in sorted(after) if id_ not in before),
        removed=tuple(id_ for id_ in sorted(before) if id_ not in after),
        notes=tuple(state.note for state in (old, new) if state.note),
    )


def difference_files(compared: Compared) -> dict[str, str | bytes]:
    """The differences as a workbook and as JSON."""
    return {
        "比对.xlsx": change_workbook(compared.changes, "比对"),
        "比对.json": differences_json(compared),
    }


def find_state(name: str, project: Project, progress: Progress, console: Console) -> State:
    """The state that *name* means: now, a folder of results, an edition or a commit.

    Ends the run at others.

    Raises as `evaluate` does.
    """
    if name in NOW:
        return current_state(project, progress)
    if Path(name).is_dir():
        found = published_state(Path(name))
        return found or stop(console, f"✘ {name} 里没有结果（data/<评估任务>/results.json）。")
    try:
        return committed_state(find_repository(project.root), name, project, progress)
    except GitError as error:
        reason = f"✘ “{name}”不是结果文件夹，也不是版次、git 里的提交或标签：{error}。"
        stop(console, f"{reason}用 git tag 看有哪些版次，用 git log 看有哪些提交。")
