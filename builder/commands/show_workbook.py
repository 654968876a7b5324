"""`gongshi show-workbook`: a workbook as lines of text, which `git diff` compares.

Git runs it as `python -m builder.commands.show_workbook FILE`, for each version of a file: only
what reads workbooks is imported here, since the whole program takes seconds to load.
"""

import sys
from pathlib import Path

from builder.formats.workbook_text import show_workbook


def show_workbook_command(file: Path) -> None:
    """把工作簿写成一格一行的文字，供 git diff 比较。"""
    sys.stdout.buffer.write(show_workbook(file).encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    show_workbook_command(Path(sys.argv[1]))
