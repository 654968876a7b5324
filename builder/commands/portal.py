"""`gongshi portal`: one site over the sites of many counties, each built by itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.saying import EXIT_PROBLEMS, say, stop
from builder.commands.shared import Output, Root, faults_told
from builder.model.problems import Severity
from builder.output import sole_run
from builder.pipeline import SettingsError
from builder.portal.making import COUNTIES, Made, make_portal
from builder.progress import Progress
from builder.project import Project
from builder.summary import describe_problems

Sites = Annotated[
    Path | None,
    typer.Option("--sites", help="各县网站所在的文件夹，一县一个子文件夹；不写时为 counties。"),
]
Whole = Annotated[bool, typer.Option("--strict", help="有没收到的、收不进的县时，以状态1退出。")]


def portal_command(
    root: Root = Path(), sites: Sites = None, output: Output = None, *, strict: Whole = False
) -> None:
    """把各县建好的网站合成一个门户，各县的网页、数据一个字节不改。（别名：门户）"""
    console = Console()
    project = Project(root, output or root / "output")
    with faults_told(console), sole_run(project.output):
        try:
            made = make_portal(project, sites or root / COUNTIES, Progress(console))
        except SettingsError as error:
            say(console, describe_problems("门户的设置", error.problems))
            stop(console, "✘ 门户的设置有错，没有建站。请按上面的提示修改后重试。")
    say(console, _describe(made))
    blocked = any(
        problem.kind.severity is Severity.BLOCKING
        for problems in made.problems.values()
        for problem in problems
    )
    if strict and blocked:
        raise typer.Exit(EXIT_PROBLEMS)


def _describe(made: Made) -> Iterator[str]:
    found = [problem for problems in made.problems.values() for problem in problems]
    yield from describe_problems("各县的网站", found)
    survey = made.survey
    wanted, come = len(survey.portal.counties), len(survey.sites)
    yield f"\n✔ 门户建好了：应有{wanted}个县（市、区），收进{come}个。"
    if survey.absent:
        names = (one.name for one in survey.portal.counties if one.id in survey.absent)
        yield f"  没有收进的：{'、'.join(names)}。"
    yield f"下一步：用浏览器打开 {made.home}；没有收进的，按上面的提示请县里重交，再运行一次。"
