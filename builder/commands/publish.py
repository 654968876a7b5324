"""`gongshi publish`: draft, sign-off, publication; and the bundle for a portal."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.saying import EXIT_PROBLEMS, say, stop
from builder.commands.shared import Output, Root, faults_told
from builder.editions.edition_log import EditionLogError
from builder.editions.manifest import ManifestError
from builder.formats.git_reading import GitError
from builder.model.editions import Edition
from builder.output import replace_file, sole_run
from builder.pipeline import open_gate
from builder.progress import Progress
from builder.project import Project
from builder.publishing.bundle import ALL, WHOLE, NotPublishedError, bundle_editions
from builder.publishing.bundle import FOLDER as BUNDLES
from builder.publishing.case import Case, Home, RefusedError, open_case, open_home
from builder.publishing.draft import Draft, draw_rehearsal, make_draft, rehearse
from builder.publishing.edition_files import EditionFolder, valid_id
from builder.publishing.mike_run import DeployError
from builder.publishing.release import OldEditionChangedError, release
from builder.publishing.workshop import BusyError, mend_refs, open_workshop
from builder.summary import describe_problems

Named = Annotated[
    str | None, typer.Argument(help="版次，例如 2022Q3、2022Q3-更正1；打包时可写“全部”或不写。")
]
Check = Annotated[bool, typer.Option("--check", help="只看还差什么，什么也不做。")]
Anew = Annotated[bool, typer.Option("--draft", help="重新做草稿和签发单，签发要重来。")]
Bundled = Annotated[
    bool, typer.Option("--bundle", help="把发布过的版次打成一个压缩包，供县政府网站放为栏目。")
]


def publish_command(  # noqa: PLR0913 - one an option
    edition: Named = None,
    root: Root = Path(),
    output: Output = None,
    *,
    check: Check = False,
    draft: Anew = False,
    bundle: Bundled = False,
) -> None:
    """发布一个版次：先做草稿和签发单，签发、提交以后再运行一次就发布。（别名：发布）"""
    console = Console()
    project = Project(root, output or root / "output")
    with faults_told(console), _refusals_told(console):
        if bundle:
            _bundle(open_home(project), edition or WHOLE, console)
        elif edition is None or not valid_id(edition):
            stop(console, "✘ 请写版次，例如 gongshi publish 2022Q3；只用字母、数字、汉字和“-”。")
        else:
            case = open_case(open_home(project), edition)
            _publish(case, console, check=check, draft=draft)


def _publish(case: Case, console: Console, *, check: bool, draft: bool) -> None:
    progress = Progress(console)
    if check:
        _check(case, progress, console)
    elif draft or not case.folder.signoff.exists():
        if case.is_out:
            raise RefusedError(case.is_out)
        with sole_run(case.home.project.output):
            made = make_draft(case, progress)
        _tell_draft(case.folder, made, console)
    else:
        if problems := case.obstacles:
            raise RefusedError((*problems, *rehearse(case, progress).problems))
        with open_workshop(case.home.repository) as workshop:
            mend_refs(workshop, case.published)
            edition = release(case, workshop, progress)
        _tell_published(edition, case.home.branch, console)


def _check(case: Case, progress: Progress, console: Console) -> None:
    """Everything that stands in the way, the disclosure gate last."""
    rehearsal = rehearse(case, progress)
    problems = (*case.obstacles, *rehearsal.problems)
    say(console, describe_problems(f"发布{case.folder.id}", problems))
    with progress.step("检查是否含个人信息"):
        open_gate(rehearsal.evaluation).passed(draw_rehearsal(case, rehearsal).files)
    if problems:
        say(console, [f"\n还有{len(problems)}处没有办好。下一步：按上面的提示办好，再看一次。"])
        raise typer.Exit(EXIT_PROBLEMS)
    say(console, [f"\n✔ 都办好了。下一步：运行 gongshi publish {case.folder.id} 发布。"])


def _bundle(home: Home, asked: str, console: Console) -> None:
    with Progress(console).step("打包"):
        content = bundle_editions(home.repository, home.branch, asked)
    name = f"{WHOLE}版次.zip" if asked in ALL else f"{asked}.zip"
    target = home.project.output / BUNDLES / name
    with sole_run(home.project.output):
        replace_file(target, content)
    lines = (
        f"\n✔ 打好了 {target}（{len(content) / 1e6:.1f}MB）。",
        "下一步：交给县政府网站的管理员，解压到栏目的文件夹里，不用改动任何文件。",
    )
    say(console, lines)


def _tell_draft(folder: EditionFolder, draft: Draft, console: Console) -> None:
    say(console, [f"\n✔ 做好了草稿，每一页都有“草稿”字样，没有公开：{draft.home}"])
    if draft.problems:
        say(console, describe_problems("发布前还要办的事", draft.problems))
    about, form = folder.name(folder.edition), folder.name(folder.signoff)
    steps = (
        "\n下一步：",
        f"  1. 用浏览器打开草稿，请签发人看；标题、更正说明在 {about} 里改。",
        f"  2. 请签发人填签发单 {form} 的职务和日期（用记事本打开）。",
        f"  3. 运行 git add -A，再运行 git commit -m {folder.id}签发。",
        f"  4. 再运行一次 gongshi publish {folder.id}，就发布了。",
        f"  随时可以运行 gongshi publish {folder.id} --check，看还差什么。",
    )
    say(console, steps)


def _tell_published(edition: Edition, branch: str, console: Console) -> None:
    steps = (
        f"\n✔ 发布了“{edition.title}”（{edition.id}）。",
        f"  签发：{edition.signed_by}，{edition.published}",
        "下一步：",
        f"  放到网上：git push --atomic origin {branch} {edition.tag}",
        "  或者打包给县政府网站：gongshi publish --bundle",
        f"  任何人核验：gongshi verify {edition.id}",
    )
    say(console, steps)


@contextmanager
def _refusals_told(console: Console) -> Iterator[None]:
    """Ends the run with reasons where an edition can't be published."""
    try:
        yield
    except RefusedError as error:
        say(console, describe_problems("没有发布", error.problems))
        say(console, ["\n✘ 没有发布，什么也没有改动。下一步：按上面的提示办好，再运行一次。"])
        raise typer.Exit(EXIT_PROBLEMS) from None
    except NotPublishedError as error:
        stop(console, f"✘ 没有发布过“{error}”。请写发布过的版次，或者“{WHOLE}”。")
    except BusyError:
        stop(console, "✘ 另一个窗口正在发布，请等它结束再运行。")
    except (EditionLogError, ManifestError, OldEditionChangedError) as error:
        stop(console, f"✘ 发布分支上的内容被别的程序改过，没有发布：{error}。")
    except (DeployError, GitError) as error:
        stop(console, f"✘ git没有办成，没有发布：{error}。")
