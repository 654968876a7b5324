"""Starts the program that has mike commit an edition."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from builder.formats.git_reading import Repository
from builder.model.editions import Edition

PROGRAM = "builder.publishing.mike_program"


class DeployError(RuntimeError):
    """Mike refused; the message is what it said."""


def deploy(  # noqa: PLR0913, PLR0917 - what is deployed, where, and by whom
    repository: Repository,
    branch: str,
    edition: Edition,
    site: Path,
    root: Mapping[str, bytes],
    who: Mapping[str, str],
) -> None:
    """Commits *site* as the folder of *edition* and as `latest` to *branch* of *repository*.

    *root* are the files beside the editions' folders. Raises DeployError.
    """
    asked = {
        "site": str(site.resolve()),
        "id": edition.id,
        "title": edition.title,
        "branch": branch,
        "message": edition.title,
        "root": {name: content.decode() for name, content in root.items()},
    }
    # A fixed seed: mike writes a set of aliases in the order of their hashes.
    settings = {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "GIT_DIR": str(repository.root)}
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-P", "-m", PROGRAM],
        cwd=repository.root,
        input=json.dumps(asked),
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **settings, **who},
    )
    if done.returncode:
        raise DeployError(done.stderr.strip())
