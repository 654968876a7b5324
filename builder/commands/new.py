"""`gongshi new`: from an empty folder, or the last round, to the next campaign."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.asking import Asker
from builder.commands.git_settings import install_git_reading, start_keeping
from builder.commands.new_questions import Given, Interview, ask_campaign
from builder.commands.new_units import Units, ask_units
from builder.commands.saying import stop
from builder.commands.screen import install_hook
from builder.commands.shared import Root, faults_told
from builder.formats.git_reading import GitError, find_repository
from builder.intake.calendar import SETTINGS, CampaignFolder, read_calendar
from builder.intake.campaign import Campaign
from builder.model.problems import Problem
from builder.office.newcomer.campaign_file import campaign_text
from builder.office.newcomer.offers import list_offers, without_rubric
from builder.office.newcomer.starter import add_demo, missing_parts, set_up
from builder.office.newcomer.unit_lists import register_book
from builder.output import replace_folder, write_files
from builder.pipeline import SettingsError
from builder.project import Project
from builder.rubric.catalogue import CatalogueSchema, read_catalogue_schemas
from builder.rubric.dossier import Dossier, read_dossiers
from builder.rubric.library import Instrument, read_library

REGISTER = "单位名录.xlsx"

Named = Annotated[str | None, typer.Option("--id", help="标识，也是文件夹名，例如 2026q3。")]
Title = Annotated[str | None, typer.Option("--title", help="标题。")]
Region = Annotated[str | None, typer.Option("--region", help="县（市、区）名。")]
Authority = Annotated[str | None, typer.Option("--authority", help="主办单位。")]
Span = Annotated[
    str | None, typer.Option("--period", help="评估期，例如 2026q3、2026上半年、2026。")
]
Start = Annotated[str | None, typer.Option("--start", help="评估期的第一天，和 --end 一起写。")]
End = Annotated[str | None, typer.Option("--end", help="评估期的最后一天，和 --start 一起写。")]
Deadline = Annotated[str | None, typer.Option("--deadline", help="报送截止。")]
Cutoff = Annotated[str | None, typer.Option("--cutoff", help="冻结时间，以后收到的不参评。")]
Previous = Annotated[str | None, typer.Option("--previous", help="上一期的标识；没有上一期写0。")]
Rubrics = Annotated[
    list[str] | None,
    typer.Option("--rubric", help="评估细则、佐证材料汇编或目录的标识，可以写几次。"),
]
Second = Annotated[
    bool, typer.Option("--rescores", help="是上一期的第二轮，没有重报的项照第一轮计分。")
]
Register = Annotated[str | None, typer.Option("--units", help="单位名录的工作簿。")]
Demo = Annotated[bool, typer.Option("--demo", help="放进两个季度的演示数据，不问问题。")]
Yes = Annotated[bool, typer.Option("--yes", help="没有写的都用默认答案，不问问题。")]


def new_command(  # noqa: PLR0913, PLR0917 - one an answer
    root: Root = Path(),
    id_: Named = None,
    title: Title = None,
    region: Region = None,
    authority: Authority = None,
    period: Span = None,
    start: Start = None,
    end: End = None,
    deadline: Deadline = None,
    cutoff: Cutoff = None,
    previous: Previous = None,
    rubric: Rubrics = None,
    units: Register = None,
    *,
    rescores: Second = False,
    demo: Demo = False,
    yes: Yes = False,
) -> None:
    """新建评估任务：逐项问清楚，写好设置和单位名录；空文件夹里先建好项目。（别名：新建）"""
    console = Console()
    project = Project(root, root / "output")
    span = _span_words(console, period, start, end)
    parts = ",".join(rubric) if rubric else None
    second = "是" if rescores else None
    given = Given(id_, title, region, authority, span, deadline, cutoff, previous, parts, second)
    asker = Asker(console, unasked=yes or demo)
    try:
        with faults_told(console):
            _prepare(project, asker)
            if demo:
                _give_demo(project, asker)
            else:
                _set_up_campaign(project, asker, given, units)
    except typer.Abort:
        stop(console, "\n✘ 没有答完，没有新建评估任务。")


def _span_words(
    console: Console, period: str | None, start: str | None, end: str | None
) -> str | None:
    """The period as one answer, by its two days where they are given; ends the run at one day."""
    if (start is None) != (end is None):
        stop(console, "✘ --start 和 --end 要一起写：评估期的第一天和最后一天。")
    return period if start is None else f"{start}至{end}"


def _prepare(project: Project, asker: Asker) -> None:
    """Makes the folder a project, if it isn't one and that is wanted."""
    missing = missing_parts(project.root)
    if not missing:
        return
    named = "、".join(missing)
    asker.tell([f"文件夹 {project.root.resolve()} 还不是项目文件夹，没有：{named}。"])
    if not asker.confirm("现在把评估细则、网页模板、建站设置放进去吗"):
        stop(asker.console, "✘ 没有改动任何文件。请换到项目文件夹再运行。")
    set_up(project.root)
    asker.tell(["✔ 项目文件夹建好了。", *_keep(project.root)])


def _give_demo(project: Project, asker: Asker) -> None:
    added = add_demo(project.root)
    folders = "、".join(f"input/{name}" for name in added)
    asker.tell(
        [
            f"✔ 放好了演示数据：{folders}" if added else "✔ 演示数据已经在了，没有改动。",
            "下一步：运行 gongshi build 建站；用完删去这些文件夹就行。",
        ]
    )


def _set_up_campaign(project: Project, asker: Asker, given: Given, units: str | None) -> None:
    library, flaws = read_library(project.rubrics)
    dossiers, misfits = read_dossiers(project.rubrics)
    catalogues, errors = read_catalogue_schemas(project.rubrics)
    calendar, faults = _read_calendar(project, library, dossiers, catalogues)
    if wrong := (*flaws, *misfits, *errors, *faults):
        raise SettingsError(wrong)
    rounds = sorted(
        (item for item in calendar if not item.campaign.combines),
        key=lambda item: (item.campaign.period.end, item.campaign.id),
    )
    offers = list_offers(library, dossiers, catalogues)
    taken = frozenset(path.name for path in project.input.glob("*") if path.is_dir())
    called = frozenset(item.campaign.menu_title for item in calendar)
    today = datetime.now().astimezone().date()
    campaign, before = ask_campaign(Interview(asker, given, offers, rounds, taken, called, today))
    found = ask_units(asker, units, before, campaign.period)
    chosen = [one for one in offers if one.id in campaign.instruments]
    if strays := without_rubric(found, chosen, library):
        named = "、".join(unit.name for unit in strays)
        asker.tell([f"⚠ 选的细则不评这些单位：{named}。不参评的可以从名录里删去。"])
    asker.tell(_name_sources([library[id_] for id_ in campaign.instruments]))
    _write(project, asker, campaign, found)


def _name_sources(instruments: Sequence[Instrument]) -> Sequence[str]:
    """The documents that site and circular will name, which may be another county's."""
    sources = dict.fromkeys(one.rubric.source for one in instruments)
    named = "、".join(f"《{one.document}》{one.number}" for one in sources)
    if not named:
        return ()
    return (f"⚠ 网站、通报会照印细则的来源：{named}。不是本县文件的，正式用之前先改细则。",)


def _write(project: Project, asker: Asker, campaign: Campaign, units: Units) -> None:
    """Shows what will be, asks, writes the folder and tells what comes next."""
    folder = project.input / campaign.id
    asker.tell(["", *_describe(campaign, units, folder)])
    if not asker.confirm("就这样新建吗"):
        stop(asker.console, "✘ 没有新建。再运行一次 gongshi new 重新回答。")
    files = {SETTINGS: campaign_text(campaign).encode()}
    if units:
        files[REGISTER] = register_book(campaign, units)
    if folder.exists():
        stop(asker.console, f"✘ {folder} 已经有了，没有改动。请换一个标识。")
    with replace_folder(folder) as fresh:
        write_files(fresh, files)
    told = _watch_over(project.root)
    asker.tell([f"✔ 建好了 {folder}：{'、'.join(files)}", *told])
    asker.tell(_next_steps(campaign, units, folder))


def _watch_over(root: Path) -> Sequence[str]:
    """Has git show changed cells and screen what is committed, where the folder is under git."""
    if not (root / ".git").is_dir():
        return ()
    install_git_reading(root)
    install_hook(root)
    return ("✔ 这个文件夹用 git 管理：git diff 能看到改了哪一格，提交前会筛查个人信息。",)


def _keep(root: Path) -> Sequence[str]:
    """Puts a new project under git, unless it lies in somebody's repository or there is no git."""
    with suppress(GitError):
        find_repository(root)
        return ()
    try:
        start_keeping(root)
    except GitError as error:
        return (f"⚠ 没有用 git 管理：{error}。要发布版次的，装好 git，在这里运行 git init。",)
    return ("✔ 用 git 管理这个文件夹了，每一次改动都能查到，发布版次也要用它。",)


def _describe(campaign: Campaign, units: Units, folder: Path) -> Sequence[str]:
    period = campaign.period
    listed = (*campaign.instruments, *campaign.dossiers, *campaign.catalogues)
    return (
        f"标题：{campaign.title}",
        f"主办：{campaign.authority}",
        f"评估期：{period.start}至{period.end}{'，第二轮' if campaign.rescores else ''}",
        f"报送截止：{campaign.deadline:%Y-%m-%d %H:%M}；冻结：{campaign.cutoff:%Y-%m-%d %H:%M}",
        f"细则：{'、'.join(listed)}",
        f"单位：{len(units)}个" if units else "单位：名录以后再放",
        f"文件夹：{folder}",
    )


def _next_steps(campaign: Campaign, units: Units, folder: Path) -> Sequence[str]:
    make = f"运行 gongshi templates --campaign {campaign.id}"
    if not units:
        return (f"下一步：{make}，填好其中的“登记表/单位名录.xlsx”，放进 {folder}，再运行一次。",)
    return (
        f"下一步：{make}，把填报表发给各单位；收回后放进 {folder}，运行 gongshi check。",
        "以后要改标题、时间，用记事本打开 campaign.yml，每一行都有说明。",
    )


def _read_calendar(
    project: Project,
    library: Mapping[str, Instrument],
    dossiers: Mapping[str, Dossier],
    catalogues: Mapping[str, CatalogueSchema],
) -> tuple[tuple[CampaignFolder, ...], tuple[Problem, ...]]:
    """The campaigns that there are; that there is none yet is no problem here."""
    if not any(project.input.glob(f"*/{SETTINGS}")):
        return (), ()
    rubrics = {id_: one.rubric for id_, one in library.items()}
    return read_calendar(project.input, rubrics, dossiers, catalogues)
