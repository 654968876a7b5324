"""`gongshi history`: where a unit's figures come from: every version of its returns in git."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.choice import Only
from builder.commands.shared import Output, Root, faults_told, say, stop
from builder.editions.history_list import describe_history, history_json, history_workbook
from builder.editions.provenance import CampaignFiles, History, trace_returns
from builder.editions.return_owners import find_owners
from builder.formats.git_reading import GitError, file_versions, find_repository
from builder.intake.calendar import CampaignFolder
from builder.model.returns import CampaignReturns
from builder.model.units import Unit
from builder.office.file_names import safe_name
from builder.output import replace_file
from builder.pipeline import Project, Settings, choose_schemas, read_campaign, read_settings

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
    with faults_told(console):
        settings = read_settings(project)
        found = [
            (item, returns, one)
            for item in settings.calendar
            if not item.campaign.combines and campaign in {None, item.campaign.id}
            for returns in [_read(settings, item)]
            for one in returns.units
            if unit in {one.id, one.name}
        ]
        if not found:
            stop(console, f"✘ 单位名录里没有“{unit}”。请写单位的全称或者代码。")
        for item, returns, one in found:
            history = _trace(project, settings, item, returns, one, console)
            say(console, ["", *describe_history(history, whole=whole)])
            say(console, _uncommitted(history, returns))
            name = f"{item.campaign.id} {safe_name(one.name)} 数据来历"
            folder = project.output / FOLDER
            replace_file(folder / f"{name}.xlsx", history_workbook(history))
            replace_file(folder / f"{name}.json", history_json(history))
    say(console, [f"\n下一步：完整的清单在 {project.output / FOLDER}。"])


def _read(settings: Settings, item: CampaignFolder) -> CampaignReturns:
    return read_campaign(item, choose_schemas(settings, item.campaign), lambda _: None)


def _trace(  # noqa: PLR0913, PLR0917 - a unit in a campaign in a project
    project: Project,
    settings: Settings,
    item: CampaignFolder,
    returns: CampaignReturns,
    unit: Unit,
    console: Console,
) -> History:
    try:
        repository = find_repository(project.root)
        folder = repository.path_of(item.folder)
        files = CampaignFiles(repository, folder, file_versions(repository, folder))
        rubrics = choose_schemas(settings, item.campaign).rubrics
        contents = files.contents()
        owners = find_owners(contents, item.folder, item.campaign, rubrics, returns)
        return trace_returns(files, unit.id, unit.name, owners)
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
