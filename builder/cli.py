"""The commands: English names, Chinese aliases and messages, exit statuses of design.md §5."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
import typer.rich_utils
from rich.console import Console

from builder.mkdocs_build import SiteBuildError
from builder.model.problems import Severity
from builder.pipeline import Evaluation, Project, SettingsError, build, evaluate
from builder.progress import Progress
from builder.rubric_commands import rubric_app
from builder.summary import describe_changes, describe_problems, describe_returns

EXIT_PROBLEMS = 1
EXIT_SETTINGS = 3

for panel, title in (
    ("OPTIONS_PANEL_TITLE", "选项"),
    ("COMMANDS_PANEL_TITLE", "命令"),
    ("ARGUMENTS_PANEL_TITLE", "参数"),
    ("ERRORS_PANEL_TITLE", "错误"),
):
    setattr(typer.rich_utils, panel, title)

app = typer.Typer(
    name="gongshi",
    help="政务服务评估公示：把填报表放进 input/，运行 gongshi build，得到可以公开的网站。",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Root = Annotated[
    Path, typer.Option("--root", help="项目文件夹，内有 input、rubrics、site_templates。")
]
Output = Annotated[
    Path | None, typer.Option("--output", help="输出文件夹；不写时为项目文件夹下的 output。")
]
Strict = Annotated[bool, typer.Option("--strict", help="有需要修改的填报时，以状态1退出。")]


def build_command(root: Root = Path(), output: Output = None, *, strict: Strict = False) -> None:
    """读取、核分、建站，结果在 output/site。（别名：建站）"""
    console = Console()
    project = Project(root, output or root / "output")
    with _faults_told(console):
        built = build(project, Progress(console))
    _tell(console, built.evaluation)
    _print(console, describe_changes(built.changes))
    home = project.output / "site" / "index.html"
    console.print(f"\n下一步：用浏览器打开 {home}；问题清单见 {project.output / 'problems.json'}")
    if strict and _has_problems(built.evaluation):
        raise typer.Exit(EXIT_PROBLEMS)


def check_command(root: Root = Path()) -> None:
    """只检查填报表，不建站：谁没交、哪一格要改。（别名：检查）"""
    console = Console()
    with _faults_told(console):
        evaluation = evaluate(Project(root, root / "output"), Progress(console))
    _tell(console, evaluation)
    if _has_problems(evaluation):
        console.print("\n下一步：请有关单位按上面的提示修改后重新报送，再运行 gongshi check。")
        raise typer.Exit(EXIT_PROBLEMS)
    console.print("\n下一步：运行 gongshi build 建站。")


for name, command in (("build", build_command), ("check", check_command)):
    app.command(name)(command)
for alias, command in (("建站", build_command), ("检查", check_command)):
    app.command(alias, hidden=True)(command)


app.add_typer(rubric_app)
app.add_typer(rubric_app, name="细则", hidden=True)


def main() -> None:
    """Runs the command line."""
    app()


@contextmanager
def _faults_told(console: Console) -> Iterator[None]:
    """Ends the run with status 3 and a Chinese reason where nothing could be built."""
    try:
        yield
    except SettingsError as error:
        _print(console, describe_problems("", error.problems))
        _stop(console, "✘ 评估细则或评估任务有错，没有建站。请按上面的提示修改后重试。")
    except SiteBuildError as error:
        _stop(console, f"✘ 建站失败，上一次的结果没有改动：\n{error}")
    except OSError as error:
        _stop(console, f"✘ 无法读写文件：{error}。请关闭正在打开的文件后重试。")


def _tell(console: Console, evaluation: Evaluation) -> None:
    _print(console, describe_returns(evaluation.results))
    for id_, problems in evaluation.problems.items():
        _print(console, describe_problems(id_, problems))


def _print(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        console.print(line, highlight=False, markup=False)


def _has_problems(evaluation: Evaluation) -> bool:
    """Whether anybody has to mend something; what is only told doesn't count."""
    found = (problem for problems in evaluation.problems.values() for problem in problems)
    return any(problem.kind.severity is not Severity.NOTICE for problem in found)


def _stop(console: Console, message: str) -> NoReturn:
    _print(console, [message])
    raise typer.Exit(EXIT_SETTINGS)


if __name__ == "__main__":
    main()
