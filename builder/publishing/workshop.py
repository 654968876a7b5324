"""Where an edition is made: a folder inside of git's own, one run at a time, nothing left behind.

What readers see changes in one step at the end; a run that was killed before has changed nothing.
What it leaves (a folder, a lock on a ref, a tag without its edition) the next run takes away.
**The publication branch alone says what is published**: of its two refs, git moves the tag first.
"""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from builder.editions.published import branch_ref
from builder.formats.git_reading import Repository, git_folder, read_ref
from builder.formats.git_writing import NOTHING, RefChange, switch_refs
from builder.model.editions import Edition
from builder.output import OutputBusyError, held, replace_file

#: Inside of git's own folder, where no commit ever reaches.
FOLDER = "gongshi-publishing"
_LOCK, _JOURNAL = "lock", "journal.json"


class BusyError(RuntimeError):
    """Another run is publishing from this repository."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """A repository in which nobody else publishes now, with an empty folder to work in."""

    repository: Repository
    home: Path
    folder: Path


@contextmanager
def open_workshop(repository: Repository) -> Iterator[Workshop]:
    """The only one of *repository*; cleared of what a killed run left, and cleared at the end.

    Raises BusyError where another run is at it; GitError and OSError.
    """
    home = git_folder(repository) / FOLDER
    home.mkdir(exist_ok=True)
    try:
        with held(home / _LOCK, home):
            _sweep(home)
            try:
                yield Workshop(repository, home, Path(mkdtemp(dir=home)))
            finally:
                _sweep(home)
    except OutputBusyError as error:
        message = "另一个发布正在进行"
        raise BusyError(message) from error


def publish_refs(workshop: Workshop, edition: Edition, tag: RefChange, branch: RefChange) -> None:
    """Shows *edition* to readers: its *tag* and the *branch* move together, or neither does.

    What is about to be done is noted first, for the run after one that is killed here. Raises
    GitError.
    """
    note = {"edition": edition.id, "tag": tag.ref, "id": tag.new, "branch": branch.ref}
    replace_file(workshop.home / _JOURNAL, json.dumps(note))
    switch_refs(workshop.repository, (tag, branch))
    (workshop.home / _JOURNAL).unlink()


def mend_refs(workshop: Workshop, published: Sequence[Edition]) -> None:
    """Brings the tag in line with the branch, where a run was killed between the two.

    *published* are the editions on the branch. Raises GitError and OSError.
    """
    journal = workshop.home / _JOURNAL
    if not journal.exists():
        return
    note: Mapping[str, str] = json.loads(journal.read_text(encoding="utf-8"))
    _unlock(workshop.repository, (note["tag"], note["branch"]))
    found = read_ref(workshop.repository, note["tag"])
    if note["edition"] in {edition.id for edition in published}:
        if found is None:
            switch_refs(workshop.repository, [RefChange(note["tag"], NOTHING, note["id"])])
    elif found == note["id"]:
        switch_refs(workshop.repository, [RefChange(note["tag"], found, NOTHING)])
    journal.unlink()


def branch_change(repository: Repository, branch: str, new: str) -> RefChange:
    """The change that puts the publication *branch* on the commit *new*."""
    ref = branch_ref(branch)
    return RefChange(ref, read_ref(repository, ref) or NOTHING, new)


def _sweep(home: Path) -> None:
    """Removes the folders of runs that ended; one that is still being written to goes next time."""
    for left in home.iterdir():
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)


def _unlock(repository: Repository, refs: Sequence[str]) -> None:
    """Removes the locks on *refs* that a killed git left; no other program moves them."""
    home = git_folder(repository)
    for ref in refs:
        (home / f"{ref}.lock").unlink(missing_ok=True)
