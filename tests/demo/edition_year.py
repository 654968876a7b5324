"""A year of 示例区 in a repository: four quarters, and what has to be put right between them.

Every edition is one step: what the office changes, then the form is signed and committed. The
demo's open decisions are decided first, since nothing final is published with one.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import python_calamine
from rich.console import Console

from builder.editions.manifest import results_fingerprint
from builder.formats.git_reading import find_commit
from builder.output import write_files
from builder.pipeline import evaluate
from builder.progress import Progress
from builder.project import Project
from builder.publishing.case import RefusedError, open_case, open_home
from builder.publishing.edition_files import (
    EditionFile,
    EditionFolder,
    SignOff,
    edition_text,
    signoff_text,
)
from builder.publishing.edition_site import draw_edition
from builder.publishing.obstacles import content_obstacles
from builder.publishing.release import release, root_files, show_edition, sign
from builder.publishing.workshop import mend_refs, open_workshop
from builder.states import take_manifest

from .world import ROOT

RUBRIC = "zichuan-2022-townships.yml"
YEAR = "example-district-2022"
POST = "示例区政务服务管理办公室主任"
QUIET = Progress(Console(quiet=True))

#: The late filing of 示例九镇, which the first quarter is published without.
LATE = f"input/{YEAR}q1/微信接收/示例九镇自评表（盖章版）.xlsx"
_FINDINGS = "核定/核定与巡查记录.xlsx"


@dataclass(frozen=True, slots=True)
class Step:
    """One edition, and what the office does to the project before."""

    id: str
    title: str
    day: date
    change: Callable[[Path], None]
    corrects: str | None = None
    notice: str = ""


def _first(root: Path) -> None:
    """示例三镇 loses 2 points in 2.2; 示例九镇 hasn't returned yet."""
    _add_campaign(root, "q1")
    edit(root, f"{YEAR}q1/{_FINDINGS}", "核定记录", {"D64": 2})
    (root / LATE).unlink()


def _second(root: Path) -> None:
    """The second quarter, its three open decisions decided."""
    _add_campaign(root, "q2")
    edit(root, f"{YEAR}q2/{_FINDINGS}", "核定记录", {"D47": 2, "D8": 93.8})
    _give_reason(root / "input" / f"{YEAR}q2" / "核定" / "加减分及通报登记.xls")


def _correct(root: Path) -> None:
    """Corrects the first quarter by all that can happen to it.

    示例一街道 says 5 benchmark stations, no longer 6 (data); 示例一镇 loses 3 points in 2.2, no
    longer 2 (correction); 示例三镇's points are given back (appeal); 示例二街道's 集成服务办件数
    rises from 665 to 800, past 示例一街道's 748 (data, and others); 示例九镇 has returned (late).
    """
    shutil.copy(ROOT / LATE, root / LATE)
    edit(root, f"{YEAR}q1/填报表/示例一街道.xlsx", "填报表", {"D8": 5})
    edit(root, f"{YEAR}q1/{_FINDINGS}", "核定记录", {"D44": 3, "D64": 0})
    edit(root, f"{YEAR}q1/平台数据/政务服务平台导出.xlsx", "平台数据", {"E4": 800})
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位", "指标编号", "意见", "异议理由", "复核结论", "复核理由"])
    sheet.append(["示例三镇", "2.2", "有异议", "制度齐全", "采纳", "查阅台账，情况属实"])
    book.save(root / "input" / f"{YEAR}q1" / "申诉与复核.xlsx")


def _third(root: Path) -> None:
    """The third quarter, and a rubric by which a missing element of 1.3 costs half a point.

    Both open decisions are decided: 示例二镇's deduction in 2.2 gets its reason, and 示例七镇 a
    score in 2.3, the least of all, so that nobody else's rank changes by it.
    """
    _add_campaign(root, "q3")
    reason = "现场核查和查阅资料后核定"
    score = {"A120": "示例七镇", "B120": "2.3", "C120": "帮办代办工作落实评分", "D120": 70}
    cells = {"E48": reason, **score, "E120": reason}
    edit(root, f"{YEAR}q3/{_FINDINGS}", "核定记录", cells)
    path = root / "rubrics" / RUBRIC
    head, rest = path.read_text(encoding="utf-8").split("kind: checklist", 1)
    softer = rest.replace("per: 1", "per: 0.5", 1)
    path.write_text(f"{head}kind: checklist{softer}", encoding="utf-8")


def _fourth(root: Path) -> None:
    """The fourth quarter and the year."""
    _add_campaign(root, "q4")
    _add_campaign(root, "")


STEPS = (
    Step("2022Q1", "2022年第一季度", date(2022, 4, 20), _first),
    Step("2022Q2", "2022年第二季度", date(2022, 7, 20), _second),
    Step(
        *("2022Q2-更正1", "2022年第二季度（更正1）", date(2022, 8, 3), _correct),
        *("2022Q2", "第一季度：示例一街道、示例一镇、示例三镇的得分有误，示例九镇补报。"),
    ),
    Step("2022Q3", "2022年第三季度", date(2022, 10, 20), _third),
    Step("2022Q4", "2022年第四季度和年度", date(2023, 1, 20), _fourth),
)


def make_project(folder: Path) -> Project:
    """A project in a new repository, with the one rubric and no campaign yet."""
    (folder / "rubrics").mkdir(parents=True)
    shutil.copy(ROOT / "rubrics" / RUBRIC, folder / "rubrics")
    shutil.copytree(ROOT / "site_templates", folder / "site_templates")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / ".gitignore").write_text("/output/\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    return Project(folder, folder / "output")


def publish_year(folder: Path, steps: tuple[Step, ...] = STEPS, *, whole: bool = False) -> Project:
    """A new project in *folder* whose *steps* are published, one edition each.

    The editions hold data and manifest alone, which takes a second each; with *whole* they are
    sites as readers see them.
    """
    project = make_project(folder)
    for step in steps:
        prepare(project, step)
        (publish_whole if whole else publish_data)(project, step.id)
    return project


def prepare(project: Project, step: Step) -> None:
    """Does what the office does before it publishes: changes, signs, commits."""
    step.change(project.root)
    sign_step(project, step)
    commit(project.root, step.title, step.day)


def sign_step(project: Project, step: Step) -> None:
    """Writes the two files of an edition, for the results as they are now."""
    evaluation = evaluate(project, QUIET)
    fingerprint = results_fingerprint(take_manifest(project, evaluation))
    about = EditionFile(id=step.id, title=step.title, corrects=step.corrects, notice=step.notice)
    form = SignOff(edition=step.id, results_sha256=fingerprint, post=POST, day=step.day)
    folder = EditionFolder(project.root, step.id)
    folder.edition.parent.mkdir(parents=True)
    folder.edition.write_text(edition_text(about), encoding="utf-8")
    folder.signoff.write_text(signoff_text(form), encoding="utf-8")


def publish_whole(project: Project, id_: str) -> None:
    """Publishes what is committed, as `gongshi publish` does."""
    home = open_home(project)
    case = open_case(home, id_)
    with open_workshop(home.repository) as workshop:
        mend_refs(workshop, case.published)
        release(case, workshop, QUIET)


def publish_data(project: Project, id_: str) -> Mapping[str, bytes]:
    """Publishes the data of what is committed, without pages; gives the source of the whole."""
    evaluation = evaluate(project, QUIET)
    manifest = take_manifest(project, evaluation)
    home = open_home(project)
    case, head = open_case(home, id_), find_commit(home.repository, "HEAD")
    fingerprint = results_fingerprint(manifest)
    if problems := (*case.obstacles, *content_obstacles(evaluation, case.papers, fingerprint)):
        raise RefusedError(problems)
    edition = sign(case.papers, head, fingerprint)
    with open_workshop(home.repository) as workshop, TemporaryDirectory() as folder:
        parts = draw_edition(home, project, evaluation, edition, manifest)
        data = {path: file for path, file in parts.files.items() if not path.endswith(".md")}
        write_files(Path(folder), data)
        show_edition(case, edition, Path(folder), root_files(case, edition), workshop)
    return parts.files


def edit(root: Path, name: str, sheet: str, cells: Mapping[str, object]) -> None:
    """Writes *cells* (address → value) of a workbook below `input/`."""
    path = root / "input" / name
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book[sheet][cell].value = value
    book.save(path)


def commit(root: Path, message: str, day: date) -> None:
    """Commits everything in *root*, as at noon of *day*."""
    git(root, "add", "--all")
    when = f"{day.isoformat()}T12:00:00+0800"
    git(root, "commit", "--quiet", f"--message={message}", when=when)


def git(root: Path, *arguments: str, when: str = "2022-01-01T12:00:00+0800") -> str:
    """What git says in *root*, as somebody without a name."""
    own = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        own |= {f"GIT_{role}_NAME": "nobody", f"GIT_{role}_EMAIL": "nobody@example.invalid"}
    command = ["git", "-c", "core.autocrlf=false", *arguments]
    done = subprocess.run(
        command, cwd=root, check=True, capture_output=True, env={**os.environ, **own}
    )
    return done.stdout.decode()


def _add_campaign(root: Path, quarter: str) -> None:
    """A campaign of the demo, signed off."""
    folder = root / "input" / f"{YEAR}{quarter}"
    shutil.copytree(ROOT / "input" / folder.name, folder)
    settings = folder / "campaign.yml"
    text = settings.read_text(encoding="utf-8").replace("status: draft", "status: final")
    settings.write_text(text, encoding="utf-8")


def _give_reason(register: Path) -> None:
    """Replaces an .xls register by one in .xlsx that gives the reason of a deduction."""
    old, new = python_calamine.CalamineWorkbook.from_path(register), openpyxl.Workbook()
    new.remove(new.worksheets[0])
    for name in old.sheet_names:
        sheet = new.create_sheet(name)
        for row in old.get_sheet_by_name(name).to_python(skip_empty_area=False):
            told = [
                "两次催报后仍未报送" if cell == "" and "T-0510" in row else cell for cell in row
            ]
            sheet.append([cell if cell != "" else None for cell in told])
    new.save(register.with_suffix(".xlsx"))
    register.unlink()
