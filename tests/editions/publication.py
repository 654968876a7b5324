"""Puts editions on a publication branch, as `gongshi publish` leaves them there, without pages."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.console import Console

from builder.chronicling.reading import DRAFT
from builder.editions.edition_log import FILE, log_json, read_log
from builder.editions.manifest import manifest_json
from builder.editions.published import BRANCH, MANIFEST
from builder.model.editions import Edition
from builder.pages.site import render_site
from builder.pipeline import Evaluation, Project, evaluate, tell_editions
from builder.progress import Progress
from builder.states import take_manifest

IDENTITY = {
    **{f"GIT_{who}_NAME": "nobody" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "nobody@example.invalid" for who in ("AUTHOR", "COMMITTER")},
    "GIT_CONFIG_GLOBAL": os.devnull,
}

Files = Mapping[str, bytes]


def git(folder: Path, *arguments: str, day: date | None = None) -> str:
    """What git says in *folder*, on *day*."""
    times = {f"GIT_{who}_DATE": f"{day}T09:05:00+08:00" for who in ("AUTHOR", "COMMITTER") if day}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, **IDENTITY, **times},
    )
    return done.stdout.decode()


def start_repository(root: Path) -> Path:
    """An empty repository in *root*."""
    root.mkdir(exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    return root


def build(project: Project, edition: Edition = DRAFT) -> tuple[Evaluation, Files]:
    """What lies in the *project* now, and the source of its site as that of *edition*."""
    progress = Progress(Console(quiet=True))
    evaluation = evaluate(project, progress)
    chronicle = tell_editions(project, evaluation, progress, edition)
    told = (evaluation.handbook, chronicle)
    return evaluation, render_site(evaluation.results, project.templates, *told)


def publish(project: Project, edition: Edition, shelf: Path) -> Files:
    """Commits what lies in the *project*, and publishes it as *edition*.

    *shelf* is a repository that keeps the branch. Gives the source of the site.
    """
    git(project.root, "add", "-A", "input", "rubrics")
    git(project.root, "commit", "-q", "-m", edition.title, day=edition.published)
    made = replace(edition, commit=git(project.root, "rev-parse", "HEAD").strip())
    evaluation, files = build(project, made)
    kept = {path: content for path, content in files.items() if path.startswith("data/")}
    kept[MANIFEST] = manifest_json(take_manifest(project, evaluation))
    for path, content in kept.items():
        target = shelf / made.id / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    log = shelf / FILE
    before = read_log(log.read_bytes()) if log.exists() else ()
    log.write_bytes(log_json((*before, made)))
    git(shelf, "add", "-A")
    git(shelf, "commit", "-q", "-m", made.title, day=edition.published)
    git(project.root, "fetch", "-q", str(shelf), f"main:{BRANCH}")
    return files
