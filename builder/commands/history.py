"""`gongshi history`: where a unit's figures come from: every version of its returns in git."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.choice import Only
from builder.commands.saying import say, stop
from builder.commands.shared import Output, Root, faults_told
from builder.editions.history_list import describe_history, history_json, history_workbook
from builder.editions.provenance import CampaignFiles, History, trace_returns
from builder.editions.return_owners import find_owners
from builder.formats.excel_reading.cache import ReadingCache
from builder.formats.excel_reading.reader import Reader
from builder.formats.git_reading import GitError, file_versions, find_repository
from builder.intake.calendar import CampaignFolder
from builder.intake.campaign import Campaign
from builder.model.returns import CampaignReturns
from builder.model.units import Unit
from builder.office.file_names import safe_name
from builder.output import replace_file, sole_run
from builder.pipeline import Schemas, choose_schemas, read_campaign, read_settings
from builder.project import Project

FOLDER = "比对"

Named = Annotated[str, typer.Argument(help="单位的代码或名称。")]
Whole = Annotated[bool, typer.Option("--all", help="列出改动的每一格，不只列几格。")]


def history_command(
    unit: Named,
    campaign: Only = None,
    root: Root = Path(),
    output: Output = None,
    *,
    whole: Whole = False,
) -> None:
    """一个单位的数据来历：填报表的每一版何时提交，改了哪些格。（别名：来历）"""
    console = Console()
    project = Project(root, output or root / "output")
    folder = project.output / FOLDER
    with faults_told(console):
        found = _find(project, unit, campaign)
        if not found:
            stop(console, f"✘ 单位名录里没有“{unit}”。请写单位的全称或者代码。")
        for one in found:
            history = _trace(project, one, console)
            say(console, ["", *describe_history(history, whole=whole)])
            say(console, _uncommitted(history, one.returns))
            name = f"{one.item.campaign.id} {safe_name(one.unit.name)} 数据来历"
            with sole_run(project.output):
                replace_file(folder / f"{name}.xlsx", history_workbook(history))
                replace_file(folder / f"{name}.json", history_json(history))
    say(console, [f"\n下一步：完整的清单在 {folder}。"])


@dataclass(frozen=True, slots=True)
class _Listed:
    """A unit in one campaign, with what came in for that."""

    unit: Unit
    item: CampaignFolder
    schemas: Schemas
    returns: CampaignReturns


def _find(project: Project, unit: str, campaign: str | None) -> list[_Listed]:
    """The *unit*, by id or name, in the *campaign* or in all. Raises SettingsError and OSError."""
    settings = read_settings(project)
    found = []
    with Reader(ReadingCache(project.cache)) as reader:
        for item in settings.calendar:
            if item.campaign.combines or not _named(item.campaign, campaign):
                continue
            schemas = choose_schemas(settings, item.campaign)
            returns = read_campaign(item, schemas, reader)
            own = (one for one in returns.units if unit in {one.id, one.name})
            found += [_Listed(one, item, schemas, returns) for one in own]
    return found


def _named(campaign: Campaign, words: str | None) -> bool:
    """Whether *words* are the campaign's id or part of its title; none are any campaign's."""
    return words in {None, campaign.id} or str(words) in f"{campaign.title}\n{campaign.short_title}"


def _trace(project: Project, one: _Listed, console: Console) -> History:
    """What git knows of the unit; ends the run where it knows nothing at all."""
    item = one.item
    try:
        repository = find_repository(project.root)
        folder = repository.path_of(item.folder)
        files = CampaignFiles(repository, folder, file_versions(repository, folder))
        owners = find_owners(
            *(files.contents(), item.folder, item.campaign), one.schemas.rubrics, one.returns
        )
        return trace_returns(files, one.unit.id, one.unit.name, owners)
    except (GitError, ValueError) as error:
        stop(console, f"✘ 读不出 git 里的历史：{error}。项目文件夹要在 git 仓库里，而且提交过。")


def _uncommitted(history: History, returns: CampaignReturns) -> list[str]:
    """The unit's files that lie in the folder otherwise than in the last commit."""
    known = {version.file: version.sha256 for version in history.versions}
    return [
        f"⚠ {item.file} 还没有提交（文件夹里的和最后一次提交的不一样）。"
        for item in returns.inputs
        if item.unit == history.unit and known.get(item.file) != item.sha256
    ]
