"""`gongshi verify`: whether an edition, or a folder, is what its manifest says, byte for byte."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.saying import EXIT_PROBLEMS, say, stop
from builder.commands.shared import Root, faults_told
from builder.editions.edition_log import EditionLogError
from builder.editions.manifest import (
    Deviation,
    Manifest,
    ManifestError,
    compare_manifests,
    manifest_json,
    read_manifest,
)
from builder.formats.git_reading import GitError, find_repository
from builder.output import replace_file
from builder.pipeline import evaluate
from builder.progress import Progress
from builder.project import Project
from builder.publishing.bundle import NotPublishedError
from builder.publishing.case import RefusedError, open_home
from builder.publishing.proof import Proof, prove
from builder.states import checked_out, find_state_commit, take_manifest
from builder.summary import describe_problems

Listed = Annotated[
    str, typer.Argument(help="发布过的版次，例如 2022Q3；或者清单文件（manifest.json）。")
]
At = Annotated[
    str | None, typer.Option("--at", help="核验哪个版次、提交或标签；不写时核验文件夹里现在的。")
]
Write = Annotated[bool, typer.Option("--write", help="不核验，而是写出清单。")]


def verify_command(
    listed: Listed,
    at: At = None,
    root: Root = Path(),
    *,
    write: Write = False,
) -> None:
    """重新核分，看输入、细则、结果和发布的是不是一个字节都不差。（别名：核验）"""
    console = Console()
    project = Project(root, root / "output")
    with faults_told(console):
        if write or at is not None or Path(listed).is_file():
            _verify_list(Path(listed), project, at, console, write=write)
        else:
            _verify_edition(listed, project, console)


def _verify_edition(id_: str, project: Project, console: Console) -> None:
    try:
        proof = prove(open_home(project), id_, Progress(console))
    except NotPublishedError:
        stop(console, f"✘ 没有发布过版次“{id_}”，也没有这个清单文件。")
    except RefusedError as error:
        say(console, describe_problems("核验不了", error.problems))
        raise typer.Exit(EXIT_PROBLEMS) from None
    except (GitError, ManifestError, EditionLogError) as error:
        stop(console, f"✘ 核验不了：{error}。要完整的克隆，带标签和发布分支。")
    say(console, ["", *_describe_proof(proof)])
    if not proof.holds:
        raise typer.Exit(EXIT_PROBLEMS)


def _describe_proof(proof: Proof) -> Iterator[str]:
    edition = proof.edition
    yield f"版次 {edition.id}“{edition.title}”，{edition.published}由{edition.signed_by}签发"
    yield f"  出自提交 {edition.commit[:10]}，签发的结果 {edition.results_sha256[:16]}"
    yield from (f"✘ {doubt}。" for doubt in proof.doubts)
    if proof.deviations or not proof.doubts:
        yield from _describe(proof.manifest, proof.deviations)


def _verify_list(
    path: Path, project: Project, at: str | None, console: Console, *, write: bool
) -> None:
    told = None if write else _read(path, console)
    found = _find(project, at, console)
    if told is None:
        replace_file(path, manifest_json(found))
        say(console, [f"\n✔ 写好了 {path}：{_count(found)}。"])
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
        with checked_out(repository, find_state_commit(repository, at), project) as then:
            return take_manifest(then, evaluate(then, progress))
    except GitError as error:
        stop(console, f"✘ git 里没有“{at}”这个版次、提交或标签：{error}。")


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
