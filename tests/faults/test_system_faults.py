"""What the system may refuse: the last good site stays, and the screen says what to do."""

import ast
import ctypes
import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from builder.commands.run_faults import describe_fault
from builder.output import OutputBusyError, replace_folder, sole_run, write_files
from tests.command_app import app
from tests.faults.tiny_project import CAMPAIGN, ROOT, make_project, state_of

if sys.platform != "win32":
    import resource

pytestmark = pytest.mark.usefixtures("copied_generator")
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="limits and users are POSIX's")
#: How Linux takes from root, for good, the right to write what its mode forbids.
_DROP, _OVERRIDE = 24, 1


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The tiny project with a last good site."""
    write_files(tmp_path / "output", {"site/index.html": "上一次", "problems.json": "{}"})
    return make_project(tmp_path)


def run(*arguments: str, before: Callable[[], None] | None = None) -> tuple[int, str]:
    """Status and words of the program, started as the office starts it."""
    done = subprocess.run(
        [sys.executable, "-m", "builder.cli", *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "500", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=before,
    )
    return done.returncode, done.stdout + done.stderr


def build_copy(before: Callable[[], None], project: Path) -> tuple[int, str]:
    """Status and words of a copy of this process that has done *before* and builds *project*."""
    with TemporaryFile("w+", encoding="utf-8") as told:
        pid = os.fork()
        if not pid:
            result = -1
            try:
                os.environ["COLUMNS"] = "500"
                sys.stdout = sys.stderr = told
                before()
                app(["build", "--root", str(project)], prog_name="gongshi")
            except SystemExit as ended:
                result = int(ended.code or 0)
            finally:
                told.flush()
                os._exit(result)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        told.seek(0)
        return status, told.read()


def limit_to(size: int) -> Callable[[], None]:
    """No file may grow over *size* bytes: to a program the same as a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@on_posix
@pytest.mark.parametrize("size", [30_000, 120_000])
def test_a_full_disk_leaves_the_last_site(project: Path, size: int) -> None:
    """First a workbook's temporary file doesn't fit, then what the site generator makes."""
    before = state_of(project / "output")

    status, said = build_copy(limit_to(size), project)

    assert status == 3
    assert "✘ [E902]" in said
    assert "下一步：请清理磁盘" in said
    assert state_of(project / "output") == before
    assert left_behind(project) == []


@on_posix
def test_who_may_not_write_is_told_so(project: Path) -> None:
    before = state_of(project / "output")
    project.chmod(0o555)

    status, said = run("build", "--root", str(project), before=obey_modes)
    project.chmod(0o755)

    assert status == 3
    assert "✘ [E903]" in said
    assert "--output" in said
    assert state_of(project / "output") == before


@on_posix
def test_what_came_in_need_not_be_writable(project: Path) -> None:
    """Nothing is written into the inputs, and marks of open workbooks are no workbooks."""
    (project / "input" / CAMPAIGN / "~$示例一街道.xlsx").write_bytes(b"\x06office")
    for path in (project / "input").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = state_of(project / "input")

    status, said = run("check", "--root", str(project), before=obey_modes)

    told = (project / "output" / "problems.json").read_text("utf-8")
    assert status == 0, said
    assert "~$" not in said + told
    assert state_of(project / "input") == before


def obey_modes() -> None:
    """Even root may then only what the modes of files allow."""
    if os.getuid() == 0:
        assert ctypes.CDLL(None).prctl(_DROP, _OVERRIDE, 0, 0, 0) == 0


def test_the_second_of_two_runs_is_told_and_a_dead_one_holds_up_nobody(project: Path) -> None:
    before = state_of(project / "output")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(project / "output")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"

    status, said = run("build", "--root", str(project))
    holder.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    holder.communicate()
    after, _ = run("check", "--root", str(project))

    assert (status, after) == (3, 0)
    assert "✘ [E901]" in said
    assert "另一个 gongshi 正在写" in said
    assert state_of(project / "output" / "site") == {
        name.removeprefix("site/"): sum_ for name, sum_ in before.items() if "site/" in name
    }
    assert left_behind(project) == []


HOLD = """
import sys, time
from pathlib import Path
from builder.output import sole_run
with sole_run(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_run_gives_the_lock_back_also_after_a_fault(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    with pytest.raises(ZeroDivisionError), sole_run(folder):
        _ = 1 // 0

    with sole_run(folder), pytest.raises(OutputBusyError), sole_run(folder):
        pass
    assert left_behind(tmp_path) == []


def test_the_next_run_puts_right_what_a_dead_one_left(tmp_path: Path) -> None:
    """It died between the two renames; one before it while it made the new state."""
    write_files(tmp_path, {".output-old/good.txt": "旧", ".output-new-77/half.txt": "半"})

    with sole_run(tmp_path / "output"):
        assert [path.name for path in tmp_path.rglob("*.txt")] == ["good.txt"]

    assert (tmp_path / "output" / "good.txt").exists()


def test_where_the_new_state_cannot_take_the_place_the_old_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a scanner on Windows does, somebody holds the new folder when it is to be renamed."""
    write_files(tmp_path / "output", {"good.txt": "旧"})
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if "-new" in path.name:
            raise PermissionError(errno.EACCES, "in use", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError), replace_folder(tmp_path / "output") as fresh:
        write_files(fresh, {"new.txt": "新"})

    assert [path.name for path in tmp_path.rglob("*.txt")] == ["good.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


@pytest.mark.parametrize(
    ("mark", "file"),
    [
        ("~$通报.docx", "通报.docx"),
        ("~$核定记录汇总.xlsx", "县区核定记录汇总.xlsx"),
        (".~lock.汇总表.xlsx#", "汇总表.xlsx"),
    ],
)
def test_the_file_that_is_open_is_named(tmp_path: Path, mark: str, file: str) -> None:
    """Excel writes ~$ for the first two signs of a long name, LibreOffice the whole name."""
    write_files(tmp_path / "office" / "town", {mark: "", file: ""})

    fault = describe_fault(PermissionError(errno.EACCES, "denied", str(tmp_path)))

    assert fault.kind.code == "E904"
    assert fault.place.file == str(tmp_path / "office" / "town" / file)


class WindowsSharingError(PermissionError):
    """As Windows raises it; other systems know no number of its own."""

    winerror = 32


def test_windows_says_itself_what_is_open(tmp_path: Path) -> None:
    """Where the program that has the file open sets no mark beside it."""
    path = str(tmp_path / "通报.docx")

    fault = describe_fault(WindowsSharingError(errno.EACCES, "used by another process", path))

    assert (fault.kind.code, fault.place.file) == ("E904", path)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "a"), "E902"),
        (OSError(errno.EROFS, "Read-only file system", "a"), "E903"),
        (PermissionError(errno.EACCES, "Permission denied", "/missing/a"), "E903"),
        (FileNotFoundError(errno.ENOENT, "No such file", "a"), "E905"),
        (OSError(errno.EIO, "Input/output error", "a"), "E906"),
        (shutil.Error([("a", "b", "[Errno 28] No space left on device: 'b'")]), "E902"),
    ],
)
def test_each_fault_has_its_code(error: OSError, code: str) -> None:
    assert describe_fault(error).kind.code == code


#: How what a run leaves that didn't end is called.
LEFT = (".output-new", ".output-old")


def left_behind(project: Path) -> list[str]:
    return [path.name for path in project.iterdir() if path.name.startswith(LEFT)]


#: Calls that write, and who may make them: all others write through builder/output.py.
WRITING = {
    *("write_text", "write_bytes", "mkdir", "rename", "unlink", "rmdir", "touch", "symlink_to"),
    *("copy", "copy2", "copyfile", "copytree", "move", "rmtree", "makedirs", "replace_path"),
}
WRITERS = {
    "builder/output.py": "the one way",
    "builder/mkdocs_build.py": "settings, in a temporary folder",
    "builder/zensical_build.py": "the same site by another generator, in the folder being made",
    "builder/store.py": "takes out what no run has used",
    "builder/shelf.py": "the same, and copies where there are no links, in the folder being made",
    "builder/formats/excel_reading/cache.py": "a database; entries prove that they are whole",
    "builder/formats/jinja_text.py": "compiled templates, which prove that they are whole",
    "builder/formats/git_writing.py": "a bare repository in a temporary folder",
    "builder/publishing/workshop.py": "a folder to work in, cleared by the next run",
    "builder/formats/git_reading.py": "what a commit holds, into a temporary folder",
    "builder/editions/return_owners.py": "versions of a workbook, into a temporary folder",
    "builder/office/newcomer/starter.py": "what a new project lacks, beside its place and moved",
    "builder/generator/kept.py": "pages of the site before, in the folder being made",
    "builder/generator/shards.py": "a split search index, in the folder being made",
    "builder/portal/harvest.py": "copies of the counties' sites, in the folder being made",
    "builder/portal/making.py": "the portal, in the folder being made",
    "builder/portal/search.py": "the portal's search index, in the folder being made",
    "builder/preview/served_site.py": "the preview's temporary folder",
}


def test_everything_is_written_by_write_and_rename() -> None:
    writers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "builder").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
        and not (node.func.attr == "copy" and not node.args)
    }

    assert writers == set(WRITERS)


#: Who asks what time it is, and for what.
CLOCKS = {
    "builder/commands/new.py": "the day that questions of a new campaign begin with",
    "builder/formats/excel_reading/program.py": "whether a file is too fresh to be kept as read",
    "builder/formats/excel_reading/worker.py": "how long a file may take, by the same clock",
    "builder/progress.py": "seconds of a step, by a clock that never jumps",
    "builder/preview/desk.py": "the same",
    "builder/preview/page_queue.py": "the same",
    "builder/preview/watching.py": "the same",
}


def test_no_result_depends_on_the_clock() -> None:
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "builder").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "time", "monotonic", "utcnow", "perf_counter", "time_ns"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date", "time"}
    }

    assert asking <= set(CLOCKS)
