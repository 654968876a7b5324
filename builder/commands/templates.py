"""`gongshi templates`: the workbooks that units and the office fill in, made from the rubrics."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.saying import say, stop
from builder.commands.shared import Output, Root, faults_told
from builder.intake.calendar import CampaignFolder
from builder.model.returns import CampaignReturns
from builder.office.templates.findings import Desk
from builder.office.templates.package import Material, make_templates, zip_files
from builder.output import replace_folder, sole_run, write_files
from builder.pipeline import Settings, read_returns, read_settings, score_all
from builder.progress import Progress
from builder.project import Project
from builder.scoring.campaigns import EvidenceByRubric

FOLDER = "templates"

Chosen = Annotated[
    list[str] | None,
    typer.Option("--campaign", help="评估任务的标识，可以写几次；不写时全部生成。"),
]


def templates_command(campaign: Chosen = None, root: Root = Path(), output: Output = None) -> None:
    """生成下发的填报表和办公室用的登记表，结果在 output/templates。（别名：模板、生成模板）"""
    console = Console()
    project = Project(root, output or root / "output")
    progress = Progress(console)
    with faults_told(console), sole_run(project.output):
        with progress.step("读取评估细则和评估任务"):
            settings = read_settings(project)
        chosen = _choose(settings.calendar, campaign or (), console)
        materials = gather(settings, chosen, progress)
        files: dict[str, bytes] = {}
        for item, material in zip(chosen, materials, strict=True):
            with progress.count(f"生成模板 {item.campaign.menu_title}") as advance:
                made = make_templates(material, advance)
            files |= {f"{item.campaign.id}/{name}": content for name, content in made.items()}
            files[f"{item.campaign.id}.zip"] = zip_files(made)
        folder = project.output / FOLDER
        with replace_folder(folder, keep=_others(folder, chosen, campaign or ())) as fresh:
            write_files(fresh, files)
    say(console, _advice(folder, chosen, materials))


def gather(
    settings: Settings, chosen: Sequence[CampaignFolder], progress: Progress
) -> tuple[Material, ...]:
    """What the templates of each of the *chosen* campaigns are made from.

    The campaigns before them are scored, for what is known already. Raises OSError.
    """
    calendar = {item.campaign.id: item for item in settings.calendar}
    before = {id_ for item in chosen for id_ in _chain(item, calendar)}
    own = {item.campaign.id for item in chosen}
    returns = read_returns(_only(settings, own | before), progress)
    scored = score_all(_only(settings, before), returns).scored if before else {}
    evidence = {id_: item.evidence for id_, item in scored.items()}
    return tuple(_material(settings, item, returns, evidence) for item in chosen)


def _material(
    settings: Settings,
    item: CampaignFolder,
    returns: Mapping[str, CampaignReturns],
    evidence: Mapping[str, EvidenceByRubric],
) -> Material:
    campaign = item.campaign
    received = returns[campaign.id]
    instruments = tuple(settings.library[id_] for id_ in campaign.instruments)
    return Material(
        desk=Desk(campaign, instruments, received.units),
        dossiers=tuple(settings.dossiers[id_] for id_ in campaign.dossiers),
        catalogues=tuple(settings.catalogues[id_] for id_ in campaign.catalogues),
        returns={(one.unit.id, one.instrument): one for one in received.returns},
        earlier=evidence.get(campaign.previous or "", {}),
    )


def _choose(
    calendar: Sequence[CampaignFolder], ids: Sequence[str], console: Console
) -> tuple[CampaignFolder, ...]:
    """The campaigns called *ids*, or all that have filings of their own; ends the run at others."""
    known = {item.campaign.id: item for item in calendar if not item.campaign.combines}
    for id_ in ids:
        if id_ not in known:
            listed = "、".join(known) or "（没有）"
            stop(console, f"✘ 没有可以生成模板的评估任务“{id_}”。请改成下面的一个：{listed}")
    return tuple(item for id_, item in known.items() if not ids or id_ in ids)


def _chain(item: CampaignFolder, calendar: Mapping[str, CampaignFolder]) -> Iterator[str]:
    """The campaigns before *item*, the nearest first."""
    previous = item.campaign.previous
    while previous is not None:
        yield previous
        previous = calendar[previous].campaign.previous


def _only(settings: Settings, ids: Iterable[str]) -> Settings:
    """*settings* with no other campaigns than *ids*."""
    wanted = frozenset(ids)
    kept = tuple(item for item in settings.calendar if item.campaign.id in wanted)
    return replace(settings, calendar=kept)


def _others(folder: Path, chosen: Sequence[CampaignFolder], ids: Sequence[str]) -> tuple[str, ...]:
    """What in *folder* is of campaigns that weren't asked for; nothing where all were."""
    own = {name for item in chosen for name in (item.campaign.id, f"{item.campaign.id}.zip")}
    if not ids or not folder.exists():
        return ()
    return tuple(sorted(path.name for path in folder.iterdir() if path.name not in own))


def _advice(
    folder: Path, chosen: Sequence[CampaignFolder], materials: Sequence[Material]
) -> Iterator[str]:
    """What to do next, the campaigns without units first."""
    for item, material in zip(chosen, materials, strict=True):
        if not material.desk.units:
            register = folder / item.campaign.id / "登记表" / "单位名录.xlsx"
            yield (
                f"⚠ {item.campaign.menu_title}还没有单位名录，没有生成填报表："
                f"请填好 {register}，放进 {item.folder}，再运行一次。"
            )
    yield (
        f"\n下一步：把 {folder} 里的“填报表”按单位发下去（每个任务有一个 zip）；"
        "收回后放进 input 下该任务的文件夹，运行 gongshi check。"
    )
