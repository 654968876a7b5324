"""Git set up so that a person can read what changed: workbooks as cells, bytes left alone."""

import sys
from pathlib import Path

from builder.formats.git_reading import find_repository, set_local_option
from builder.output import replace_file

#: The module that git runs for each version of a workbook.
DRIVER = "builder.commands.show_workbook"

#: Lines for .gitattributes. Bytes of what came in are never changed, or fingerprints would differ.
ATTRIBUTES = (
    *(f"*.{ending} diff=gongshi" for ending in ("xlsx", "xls", "et", "ods", "xlsb", "csv")),
    "input/** -text",
    "rubrics/** -text",
)


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
    return _add_attributes(folder / ".gitattributes")


def _add_attributes(path: Path) -> bool:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    missing = [line for line in ATTRIBUTES if line not in text.splitlines()]
    if missing:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        replace_file(path, start + "".join(f"{line}\n" for line in missing))
    return bool(missing)
