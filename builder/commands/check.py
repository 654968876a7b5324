"""`gongshi check`: who hasn't returned, and which cell is wrong."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.choice import Only, choose
from builder.commands.saying import EXIT_PROBLEMS, say
from builder.commands.shared import Output, Root, faults_told
from builder.intake.calendar import SETTINGS
from builder.intake.personal_settings import find_in_settings
from builder.model.edition_problem_kinds import UNDECIDED
from builder.model.problems import Problem, Severity
from builder.office.problem_list import problems_json
from builder.output import replace_file, sole_run
from builder.paperwork import write_return_papers
from builder.pipeline import evaluate, open_office
from builder.progress import Progress
from builder.project import Project
from builder.summary import current, describe_campaign, describe_problems, describe_results

Whole = Annotated[
    bool, typer.Option("--all", help="列出所有评估任务的每一处问题和提示，不只列几处。")
]


def check_command(
    root: Root = Path(), output: Output = None, campaign: Only = None, *, whole: Whole = False
) -> None:
    """只检查填报表，不建站：谁没交、哪一格要改。（别名：检查）"""
    console = Console()
    project = Project(root, output or root / "output")
    with faults_told(console):
        evaluation = evaluate(project, Progress(console))
        personal = tuple(find_in_settings(_settings(project), project.root))
    problems = {**evaluation.problems, **({"": personal} if personal else {})}
    chosen = choose(console, evaluation, campaign)
    if campaign is None:
        say(console, describe_results(evaluation.results, problems))
    told = chosen if campaign or whole else current(chosen)
    for result in told:
        say(console, describe_campaign(result, problems[result.campaign.id], whole=whole))
    say(console, describe_problems("", personal))
    listed = project.output / "problems.json"
    with faults_told(console), sole_run(project.output):
        replace_file(listed, problems_json(problems))
        ids = [result.campaign.id for result in told]
        write_return_papers(open_office(project, evaluation), ids, project.output / "office")
    console.print()
    seen = {result.campaign.id for result in told}
    if untold := [result.campaign.id for result in chosen if result.campaign.id not in seen]:
        say(console, [f"看别的评估任务：gongshi check --campaign {untold[-1]}；全部：--all"])
    office = project.output / "office"
    say(console, [f"退回修改、催报名单、问题清单：{office}；全部问题：{listed}"])
    found = (problem for result in chosen for problem in problems[result.campaign.id])
    _close(console, [*personal, *found])


def _settings(project: Project) -> Iterator[Path]:
    """The files that somebody writes words into which are published."""
    yield from sorted(project.input.glob(f"*/{SETTINGS}"))
    for folder in (project.rubrics, project.root / "editions"):
        yield from sorted(folder.rglob("*.yml"))
    yield from (path for path in (project.mkdocs,) if path.exists())


def _close(console: Console, problems: Sequence[Problem]) -> None:
    """Says what comes next; ends the run with status 1 where somebody has to mend something."""
    found = {problem.kind for problem in problems if problem.kind.severity is not Severity.NOTICE}
    if found:
        own = "下一步：按上面的提示补齐记录、作出决定，再运行 gongshi check。"
        asked = "下一步：请有关单位按上面的提示修改后重新报送，再运行 gongshi check。"
        say(console, [own if found == {UNDECIDED} else asked])
        raise typer.Exit(EXIT_PROBLEMS)
    say(console, ["下一步：运行 gongshi build 建站。"])
