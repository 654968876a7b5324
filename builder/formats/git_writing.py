"""Git, where something is written: commits made elsewhere, brought in, and shown in one step.

The work tree, the index and the working branch are never touched. What takes long is done in a
repository of its own that borrows the objects of the project's; what readers see changes with
`switch_refs` alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.formats.git_reading import Repository, run_git

#: The id of nothing, as git writes it.
NOTHING = "0" * 40
#: The e-mail that commits and tags of the program carry: no person's.
_ADDRESS = "publication@gongshi.invalid"


@dataclass(frozen=True, slots=True)
class RefChange:
    """One ref that moves; *old* or *new* is `NOTHING` where it wasn't or won't be there."""

    #: Full name: refs/heads/publication.
    ref: str
    old: str
    new: str


def start_repository(folder: Path) -> Repository:
    """A new repository in *folder*, with a branch `main`. Raises GitError."""
    run_git(folder, "init", "--quiet", "--initial-branch=main")
    return Repository(folder.resolve())


def signed_as(name: str, day: date) -> Mapping[str, str]:
    """The variables by which git writes *name*, no e-mail of a person's, and *day* as the time."""
    when = f"{day.isoformat()}T00:00:00+0800"
    roles = ("AUTHOR", "COMMITTER")
    return {
        key: value
        for role in roles
        for key, value in (
            (f"GIT_{role}_NAME", name),
            (f"GIT_{role}_EMAIL", _ADDRESS),
            (f"GIT_{role}_DATE", when),
        )
    }


def borrow_repository(objects: Path, folder: Path, ref: str, commit: str | None) -> Repository:
    """A new bare repository in *folder* that reads from the folder *objects* of another.

    Its *ref* stands on *commit*, where one is given. Raises GitError and OSError.
    """
    folder.mkdir(parents=True)
    run_git(folder, "init", "--quiet", "--bare", "--initial-branch=none", ".")
    alternates = folder / "objects" / "info" / "alternates"
    alternates.write_bytes(f"{objects.as_posix()}\n".encode())
    if commit is not None:
        run_git(folder, "update-ref", ref, commit)
    return Repository(folder)


def commit_tree(
    repository: Repository, tree: str, parent: str | None, message: str, who: Mapping[str, str]
) -> str:
    """The id of a new commit of *tree* (or of a commit's) on *parent*. Raises GitError."""
    before = ("-p", parent) if parent else ()
    made = run_git(
        *(repository.root, "commit-tree", f"{tree}^{{tree}}", *before),
        given=message.encode(),
        variables=who,
    )
    return made.decode().strip()


def bring_commit(
    repository: Repository, source: Repository, commit: str, known: str | None
) -> None:
    """Copies *commit* of *source* into *repository*, but for what the commit *known* there holds.

    Packed against that, so that little is added; no ref changes. Raises GitError.
    """
    wanted = f"{commit}\n" + (f"^{known}\n" if known else "")
    options = ("--revs", "--thin", "--stdout", "--quiet")
    pack = run_git(source.root, "pack-objects", *options, given=wanted.encode())
    run_git(repository.root, "index-pack", "--stdin", "--fix-thin", given=pack)


def make_tag(
    repository: Repository, name: str, commit: str, message: str, who: Mapping[str, str]
) -> str:
    """The id of a new annotated tag object; no ref points to it yet. Raises GitError."""
    tagger = run_git(repository.root, "var", "GIT_COMMITTER_IDENT", variables=who).decode().strip()
    text = f"object {commit}\ntype commit\ntag {name}\ntagger {tagger}\n\n{message}\n"
    return run_git(repository.root, "mktag", given=text.encode()).decode().strip()


def switch_refs(repository: Repository, changes: Sequence[RefChange]) -> None:
    """Moves all refs or none, in this order, each only if it still is what it was.

    Raises GitError where one isn't, or is locked by another program.
    """
    lines = (f"update {change.ref}\0{change.new}\0{change.old}\0" for change in changes)
    script = "start\0" + "".join(lines) + "prepare\0commit\0"
    run_git(repository.root, "update-ref", "--stdin", "-z", given=script.encode())
