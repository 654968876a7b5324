"""Git read through its program: commits, trees, versions; and workbooks as its differences."""

import io
import os
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt  # type: ignore[import-untyped]  # nobody has typed it

from builder.commands.git_settings import ATTRIBUTES, install_git_reading
from builder.formats.git_reading import (
    GitError,
    Repository,
    export_folders,
    file_versions,
    find_commit,
    find_repository,
    is_shallow,
    read_blobs,
)
from builder.formats.sheets import CellContent, FormulaFault
from builder.formats.workbook_text import cell_text, show_workbook

Value = str | float
Make = Callable[..., bytes]

RETURN = "input/q1/填报表/县民政局.xlsx"
#: Commits of these tests are made by nobody, at a fixed time.
IDENTITY = {
    **{f"GIT_{who}_{what}": "nobody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME",)},
    **{f"GIT_{who}_EMAIL": "nobody@example.invalid" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_DATE": "2024-04-01T09:00:00+08:00" for who in ("AUTHOR", "COMMITTER")},
}


def git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, **IDENTITY, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, env=environment
    )
    return done.stdout.decode()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()


def xlsx(*values: Value) -> bytes:
    """A return: a title in A1, then a value a row in column D from row 2, and a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "指标填报"
    sheet["A1"] = "填报单位：县民政局"
    for number, value in enumerate(values, start=2):
        sheet.cell(number, 4, value)
    hidden = book.create_sheet("_meta")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "template"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls(*values: Value) -> bytes:
    """The same as an .xls file."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("指标填报")
    sheet.write(0, 0, "填报单位：县民政局")
    for number, value in enumerate(values, start=1):
        sheet.write(number, 3, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository without commits."""
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def write(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.mark.parametrize("make", [xlsx, xls], ids=["xlsx", "xls"])
def test_a_workbook_is_a_line_a_visible_cell_in_order(tmp_path: Path, make: Make) -> None:
    write(tmp_path, "book", make(37, "是", 0.5, "两行\n文字"))

    assert show_workbook(tmp_path / "book") == (
        "指标填报 › A1\t填报单位：县民政局\n"
        "指标填报 › D2\t37\n"
        "指标填报 › D3\t是\n"
        "指标填报 › D4\t0.5\n"
        "指标填报 › D5\t两行⏎文字\n"
    )


def test_a_csv_is_shown_like_a_workbook(tmp_path: Path) -> None:
    write(tmp_path, "平台数据.csv", "单位,办件量\n县民政局,37\n".encode("gb18030"))

    shown = show_workbook(tmp_path / "平台数据.csv")

    assert shown.splitlines()[-1] == "平台数据 › B2\t37"


def test_a_file_that_is_no_workbook_says_so_and_raises_nothing(tmp_path: Path) -> None:
    write(tmp_path, "坏.xlsx", b"PK\x03\x04 broken")

    assert show_workbook(tmp_path / "坏.xlsx").startswith("[E")


@pytest.mark.parametrize(("ending", "make"), [("xlsx", xlsx), ("xls", xls)])
def test_git_diff_shows_the_changed_cell_of_a_return_in_under_a_second(
    folder: Path, ending: str, make: Make
) -> None:
    """The second is for git and for two versions being read; the best of three is taken.

    It is what they have of a processor: what else the machine does is left out.
    """
    name = f"input/q1/填报表/县民政局.{ending}"
    install_git_reading(folder)
    write(folder, name, make(37, "是"))
    commit(folder, "一")
    write(folder, name, make(38, "是"))
    times = []
    for _ in range(3):
        before = os.times()
        said = git(folder, "diff")
        after = os.times()
        worked = after.children_user - before.children_user
        times.append(worked + after.children_system - before.children_system)

    changed = [line for line in said.splitlines() if line[:1] in "+-" and "\t" in line]
    assert changed == ["-指标填报 › D2\t37", "+指标填报 › D2\t38"]
    assert f"diff --git a/{name} b/{name}" in said
    assert "Binary" not in said
    assert 0 < min(times) < 1


def test_git_log_shows_changed_cells_of_committed_versions(folder: Path) -> None:
    install_git_reading(folder)
    for value in (37, 38):
        write(folder, RETURN, xlsx(value))
        commit(folder, str(value))

    assert "+指标填报 › D2\t38" in git(folder, "log", "-p", "-1")


def test_reading_git_is_set_up_once_and_leaves_what_was_there(folder: Path) -> None:
    write(folder, ".gitattributes", b"*.cmd text eol=crlf")

    first, second = install_git_reading(folder), install_git_reading(folder)

    lines = (folder / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert (first, second) == (True, False)
    assert lines == ["*.cmd text eol=crlf", *ATTRIBUTES]
    assert git(folder, "config", "--local", "diff.gongshi.cachetextconv").strip() == "true"


def test_a_folder_outside_any_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GitError):
        find_repository(tmp_path)


def test_a_commit_is_found_by_id_tag_and_distance_and_by_nothing_else(folder: Path) -> None:
    write(folder, RETURN, xlsx(37))
    first = commit(folder, "收到县民政局")
    git(folder, "tag", "2024Q1")
    write(folder, RETURN, xlsx(38))
    commit(folder, "二")
    repository = find_repository(folder)

    found = {name: find_commit(repository, name).id for name in (first[:8], "2024Q1", "HEAD~1")}

    assert set(found.values()) == {first}
    assert find_commit(repository, "2024Q1").subject == "收到县民政局"
    assert find_commit(repository, "2024Q1").time == "2024-04-01T09:00:00+08:00"
    for name in ("2025Q1", "--all", "HEAD:input"):
        with pytest.raises(GitError):
            find_commit(repository, name)


def test_an_export_gives_the_bytes_of_the_commit_and_touches_nothing_else(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(folder, RETURN, xlsx(37))
    write(folder, "rubrics/a.yml", b"id: a\r\n")
    write(folder, "output/site.html", b"x")
    first = commit(folder, "一")
    old = (folder / RETURN).read_bytes()
    write(folder, RETURN, xlsx(38))
    before = git(folder, "status", "--porcelain")
    target = tmp_path_factory.mktemp("then")
    repository = find_repository(folder)

    count = export_folders(repository, find_commit(repository, first), ["input", "rubrics"], target)

    found = {p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*.*")}
    assert count == 2
    assert found == {RETURN: old, "rubrics/a.yml": b"id: a\r\n"}
    assert git(folder, "status", "--porcelain") == before


def test_versions_of_a_folder_are_told_oldest_first_with_what_was_taken_away(
    folder: Path,
) -> None:
    repository = Repository(folder)
    assert file_versions(repository, "input/q1") == ()
    write(folder, RETURN, xlsx(37))
    commit(folder, "一")
    write(folder, "elsewhere.txt", b"x")
    commit(folder, "与填报无关")
    (folder / RETURN).unlink()
    write(folder, "input/q1/填报表/新.xlsx", xlsx(38))
    commit(folder, "换了文件")

    found = file_versions(repository, "input/q1")

    told = [(version.commit.subject, version.path, version.blob is None) for version in found]
    assert told == [
        ("一", RETURN, False),
        ("换了文件", RETURN, True),
        ("换了文件", "input/q1/填报表/新.xlsx", False),
    ]
    blobs = [version.blob for version in found if version.blob]
    assert read_blobs(repository, blobs)[blobs[1]] == (folder / found[2].path).read_bytes()


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (True, "TRUE"),
        (False, "FALSE"),
        (FormulaFault("#REF!"), "#REF!"),
        (FormulaFault(None), "（公式没有结果）"),
        (datetime(2022, 3, 5, 18, 30), "2022-03-05 18:30:00"),  # noqa: DTZ001 - a cell has no zone
        (datetime(2022, 3, 5), "2022-03-05"),  # noqa: DTZ001 - the same
        (date(2022, 3, 5), "2022-03-05"),
        (None, ""),
        (" 一\r\n二 ", "一⏎二"),
    ],
)
def test_a_cell_is_shown_as_one_line(content: CellContent, shown: str) -> None:
    assert cell_text(content) == shown


def test_what_is_no_file_is_no_part_of_a_commit(folder: Path, tmp_path: Path) -> None:
    """A link is committed too, and could lead anywhere."""
    write(folder, RETURN, b"1")
    (folder / "input" / "link.xlsx").symlink_to(folder / RETURN)
    here = find_repository(folder)
    commit(folder, "a link")

    export_folders(here, find_commit(here, "HEAD"), ["input"], tmp_path / "out")

    paths = [path for path in (tmp_path / "out").rglob("*") if not path.is_dir()]
    assert tmp_path / "out" / RETURN in paths
    assert not [path for path in paths if path.name == "link.xlsx"]


def test_a_machine_without_git_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.formats.git_reading.PROGRAM", "no-such-program")

    with pytest.raises(GitError, match="没有找到 git 程序"):
        find_repository(folder)


def test_a_blob_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(GitError):
        read_blobs(Repository(folder), ["0" * 39 + "1"])


def test_a_shallow_clone_is_known_and_still_read(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for value in (37, 38):
        write(folder, RETURN, xlsx(value))
        commit(folder, str(value))
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", f"file://{folder}", ".")

    versions = file_versions(find_repository(clone), "input")

    assert (is_shallow(Repository(folder)), is_shallow(Repository(clone))) == (False, True)
    assert [version.commit.subject for version in versions] == ["38"]


def test_a_surrounding_git_does_not_lead_astray(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A hook of another repository sets GIT_DIR for whatever it runs."""
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))

    assert find_repository(folder).root == folder.resolve()
