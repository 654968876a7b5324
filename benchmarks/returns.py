"""Reads all returns of a project as `gongshi check` does: `python -m benchmarks.returns FOLDER`.

On all cores, and into a cache that holds nothing: what workbooks come to, but not what it scores.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from builder.pipeline import read_returns, read_settings
from builder.progress import Progress
from builder.project import Project


def main() -> None:
    """Tells each campaign with its seconds."""
    folder = Path(sys.argv[1])
    settings = read_settings(Project(folder, folder / "output"))
    with TemporaryDirectory(prefix="gongshi-") as cache:
        read_returns(settings, Progress(Console()), Path(cache))


if __name__ == "__main__":
    main()
