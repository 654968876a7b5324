"""What the commands share: options, exit statuses, and how a run that can't go on ends."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from builder.commands.run_faults import describe_fault, errno_told
from builder.disclosure.gate import DisclosureBlockedError, describe_findings
from builder.editions.differences_json import DifferencesError
from builder.editions.edition_log import EditionLogError
from builder.editions.manifest import ManifestError
from builder.formats.git_reading import GitError
from builder.formats.jinja_text import TemplateError
from builder.generator.running_program import SiteBuildError
from builder.pipeline import SettingsError
from builder.progress import screen_text
from builder.summary import describe_problems

EXIT_PROBLEMS = 1
EXIT_BLOCKED = 2
EXIT_SETTINGS = 3

Root = Annotated[
    Path, typer.Option("--root", help="项目文件夹，内有 input、rubrics、site_templates。")
]
Output = Annotated[
    Path | None, typer.Option("--output", help="输出文件夹；不写时为项目文件夹下的 output。")
]
Strict = Annotated[bool, typer.Option("--strict", help="有需要修改的填报时，以状态1退出。")]


@contextmanager
def faults_told(console: Console) -> Iterator[None]:
    """Ends the run with a Chinese reason where nothing could be done: status 3.

    Status 2 where the disclosure gate stopped it.
    """
    try:
        yield
    except SettingsError as error:
        say(console, describe_problems("", error.problems))
        stop(console, "✘ 评估细则或评估任务有错，没有建站。请按上面的提示修改后重试。")
    except DisclosureBlockedError as error:
        say(console, describe_findings(error.findings))
        raise typer.Exit(EXIT_BLOCKED) from None
    except SiteBuildError as error:
        if number := errno_told(str(error)):
            stop(console, fault_line(OSError(number, os.strerror(number))))
        stop(console, f"✘ 建站失败，上一次的结果没有改动：\n{error}")
    except TemplateError as error:
        stop(
            console,
            f"✘ 网页模板有错，上一次的结果没有改动：{error}。请改正 site_templates 里的文件。",
        )
    except (GitError, EditionLogError, ManifestError, DifferencesError) as error:
        stop(console, f"✘ 读不出已经发布的版次：{error}。请核对发布分支上的文件没有被改动。")
    except OSError as error:
        stop(console, fault_line(error))


def fault_line(error: OSError) -> str:
    """What the screen says where the system refused: code, place, what it was and what to do."""
    fault = describe_fault(error)
    place = f"{fault.place}：" if fault.place.file else ""
    return f"✘ [{fault.kind.code}] {place}{fault.wrong}。\n下一步：{fault.remedy}。"


def say(console: Console, lines: Iterable[str]) -> None:
    """Prints *lines* as they are, but for orders to the terminal."""
    for line in lines:
        console.print(screen_text(line), highlight=False, markup=False)


def stop(console: Console, message: str) -> NoReturn:
    """Prints *message* and ends the run with status 3."""
    say(console, [message])
    raise typer.Exit(EXIT_SETTINGS)
