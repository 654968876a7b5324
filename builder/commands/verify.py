"""`gongshi verify`: whether the files and results are those of a manifest, byte for byte."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.shared import EXIT_PROBLEMS, Root, faults_told, say, stop
from builder.editions.manifest import (
    Deviation,
    Manifest,
    ManifestError,
    compare_manifests,
    manifest_json,
    read_manifest,
)
from builder.formats.git_reading import GitError, find_commit, find_repository
from builder.output import replace_file
from builder.pipeline import Project, evaluate
from builder.progress import Progress
from builder.states import checked_out, take_manifest

Listed = Annotated[Path, typer.Argument(help="清单文件（manifest.json）。")]
At = Annotated[
    str | None, typer.Option("--at", help="核验哪次提交或标签；不写时核验文件夹里现在的。")
]
Write = Annotated[bool, typer.Option("--write", help="不核验，而是写出清单。")]


def verify_command(
    manifest: Listed,
    at: At = None,
    root: Root = Path(),
    *,
    write: Write = False,
) -> None:
    """重新核分，看输入、细则、结果和清单是不是一个字节都不差。（别名：核验）"""
    console = Console()
    project = Project(root, root / "output")
    with faults_told(console):
        told = None if write else _read(manifest, console)
        found = _find(project, at, console)
        if told is None:
            replace_file(manifest, manifest_json(found))
            say(console, [f"\n✔ 写好了 {manifest}：{_count(found)}。"])
            return
    deviations = compare_manifests(told, found)
    say(console, ["", *_describe(told, deviations)])
    if deviations:
        raise typer.Exit(EXIT_PROBLEMS)


def _read(path: Path, console: Console) -> Manifest:
    try:
        return read_manifest(path.read_bytes())
    except ManifestError as error:
        stop(console, f"✘ {path}：{error}。")


def _find(project: Project, at: str | None, console: Console) -> Manifest:
    """What there is now, or at a commit; ends the run where there is no such commit."""
    progress = Progress(console)
    if at is None:
        return take_manifest(project, evaluate(project, progress))
    try:
        repository = find_repository(project.root)
        with checked_out(repository, find_commit(repository, at), project) as then:
            return take_manifest(then, evaluate(then, progress))
    except GitError as error:
        stop(console, f"✘ git 里没有“{at}”这个提交或标签：{error}。")


def _describe(told: Manifest, deviations: Sequence[Deviation]) -> Iterator[str]:
    if not deviations:
        yield f"✔ 核验通过：{_count(told)}，逐字节相同。"
        return
    yield f"✘ 核验不通过，{len(deviations)}个文件与清单不同："
    for deviation in deviations:
        what = "结果" if deviation.result else "来源"
        yield f"  {what} {deviation.path}：{deviation.deviance}"
    if not any(deviation.result for deviation in deviations):
        yield "  结果仍与清单逐字节相同。"
    elif all(deviation.result for deviation in deviations):
        yield "  来源都与清单相同：清单是用另一版程序写的。"
    yield "下一步：找出上面的来源文件原来的样子；用 gongshi compare 看结果变了什么、为什么。"


def _count(manifest: Manifest) -> str:
    sizes = (len(manifest.inputs), len(manifest.rubrics), len(manifest.results))
    return "输入{}个文件、细则{}个文件、结果{}份".format(*sizes)
