"""Git set up so that a person can read what changed: workbooks as cells, bytes left alone."""

import sys
from collections.abc import Sequence
from pathlib import Path

from builder.formats.git_reading import find_repository, has_option, set_local_option
from builder.formats.git_writing import start_repository
from builder.output import replace_file

#: The module that git runs for each version of a workbook.
DRIVER = "builder.commands.show_workbook"

#: Lines for .gitattributes. Bytes of what came in are never changed, or fingerprints would differ.
ATTRIBUTES = (
    *(f"*.{ending} diff=gongshi" for ending in ("xlsx", "xls", "et", "ods", "xlsb", "csv")),
    "input/** -text",
    "rubrics/** -text",
)


#: What never goes into git: everything that can be made again.
IGNORED = ("/output/", "/.output-*", "/.cache/", "~$*", "__pycache__/", "/.venv/")


def start_keeping(folder: Path) -> None:
    """Puts *folder* under git, ready for an office that has never used it.

    Commits are those of the office and nobody's in particular, unless somebody has told git who
    they are. Raises GitError where there is no git, and OSError.
    """
    repository = start_repository(folder)
    for name, value in (("user.name", "评估办公室"), ("user.email", "office@gongshi.invalid")):
        if not has_option(repository, name):
            set_local_option(repository, name, value)
    _add_lines(folder / ".gitignore", IGNORED)


def install_git_reading(folder: Path) -> bool:
    """Sets up the repository that *folder* is in; gives whether .gitattributes was changed.

    What stands in .gitattributes stays; settings of git that name this program are renewed, so it
    may be called again after the program was moved. Raises GitError and OSError.
    """
    repository = find_repository(folder)
    python = Path(sys.executable).as_posix()
    # -P: what lies in the folder that git runs it in is never imported.
    set_local_option(repository, "diff.gongshi.textconv", f'"{python}" -P -m {DRIVER}')
    set_local_option(repository, "diff.gongshi.cachetextconv", "true")
    # Or git writes the Chinese name of a file as a row of numbers.
    set_local_option(repository, "core.quotepath", "false")
    return _add_lines(folder / ".gitattributes", ATTRIBUTES)


def _add_lines(path: Path, lines: Sequence[str]) -> bool:
    """Adds those of *lines* that *path* lacks; gives whether there were any."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    missing = [line for line in lines if line not in text.splitlines()]
    if missing:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        replace_file(path, start + "".join(f"{line}\n" for line in missing))
    return bool(missing)
