"""How a run that can't go on ends: what the screen says, and the exit status."""

import os
from typing import NoReturn

import typer
from rich.console import Console

from builder.commands.run_faults import errno_told, fault_line
from builder.commands.saying import EXIT_BLOCKED, say, stop
from builder.disclosure.gate import DisclosureBlockedError, describe_findings
from builder.editions.differences_json import DifferencesError
from builder.editions.edition_log import EditionLogError
from builder.editions.manifest import ManifestError
from builder.formats.git_reading import GitError
from builder.formats.jinja_text import TemplateError
from builder.generator.running_program import SiteBuildError
from builder.pipeline import SettingsError
from builder.summary import describe_problems


def tell_fault(console: Console, error: Exception) -> None:
    """Says what *error* is to whoever runs the program, and ends the run with typer.Exit.

    Comes back where it is no fault that a run may end with, but one of the program.
    """
    match error:
        case SettingsError():
            say(console, describe_problems("", error.problems))
            stop(console, "✘ 评估细则或评估任务有错，没有建站。请按上面的提示修改后重试。")
        case DisclosureBlockedError():
            say(console, describe_findings(error.findings))
            raise typer.Exit(EXIT_BLOCKED) from None
        case SiteBuildError():
            _stop_unbuilt(console, error)
        case TemplateError():
            stop(
                console,
                f"✘ 网页模板有错，上一次的结果没有改动：{error}。请改正 site_templates 里的文件。",
            )
        case GitError() | EditionLogError() | ManifestError() | DifferencesError():
            stop(console, f"✘ 读不出已经发布的版次：{error}。请核对发布分支上的文件没有被改动。")
        case OSError():
            stop(console, fault_line(error))


def _stop_unbuilt(console: Console, error: SiteBuildError) -> NoReturn:
    if number := errno_told(str(error)):
        stop(console, fault_line(OSError(number, os.strerror(number))))
    stop(console, f"✘ 建站失败，上一次的结果没有改动：\n{error}")
