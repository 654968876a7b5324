"""Git, through its own program: commits, what they hold, and how files came to be.

Nothing here writes to the work tree, the index or the history; `set_local_option` alone writes,
into the repository's own settings.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "git"

#: The mode of a plain file, executable or not; links and modules inside a tree are left out.
_FILES = ("100644", "100755")

#: What would make git read another repository, or speak another language.
_OWN_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


class GitError(RuntimeError):
    """Git isn't installed, the folder is no repository, or what was asked for isn't in it."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit."""

    id: str
    #: When it was made, as ISO 8601 with the committer's own offset.
    time: str
    #: First line of its message.
    subject: str

    @property
    def short(self) -> str:
        """What it is called in tables."""
        return self.id[:10]


@dataclass(frozen=True, slots=True)
class FileVersion:
    """What one commit made of one file."""

    commit: Commit
    #: Path from the repository's root, with forward slashes.
    path: str
    #: Id of its content; None where the commit took the file away.
    blob: str | None


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, by the root of its work tree."""

    root: Path

    def path_of(self, folder: Path) -> str:
        """*folder* as a path from the root, with forward slashes; empty for the root itself.

        Raises ValueError for a folder outside of the repository.
        """
        path = folder.resolve().relative_to(self.root).as_posix()
        return "" if path == "." else path


def find_repository(folder: Path) -> Repository:
    """The repository that *folder* lies in. Raises GitError where there is none."""
    root = run_git(folder, "rev-parse", "--show-toplevel").decode().strip()
    return Repository(Path(root).resolve())


def find_commit(repository: Repository, name: str) -> Commit:
    """The commit that *name* means: an id, a tag, a branch, HEAD~1. Raises GitError."""
    if name.startswith("-"):
        message = f"没有“{name}”这个提交或标签"
        raise GitError(message)
    id_ = run_git(repository.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    shown = run_git(repository.root, "show", "-s", "--format=%H%x00%cI%x00%s", id_.decode().strip())
    return _commit(shown.decode().strip())


def find_ref(repository: Repository, ref: str) -> Commit | None:
    """The commit that *ref* (its full name: refs/heads/main) stands on; None where it isn't there.

    Raises GitError where git itself can't be run.
    """
    return None if read_ref(repository, ref) is None else find_commit(repository, ref)


def branch_at_work(repository: Repository) -> str | None:
    """The branch that is checked out; None where no branch is. Raises GitError."""
    shown = run_git(repository.root, "rev-parse", "--symbolic-full-name", "HEAD").decode().strip()
    return shown.removeprefix("refs/heads/") if shown.startswith("refs/heads/") else None


def read_ref(repository: Repository, ref: str) -> str | None:
    """The id that *ref* itself holds (of an annotated tag: not that of its commit), if it's there.

    Raises GitError where git itself can't be run.
    """
    shape = "%(refname) %(objectname)"
    found = run_git(repository.root, "for-each-ref", f"--format={shape}", ref).decode()
    return dict(line.split(" ") for line in found.splitlines()).get(ref)


def goes_before(repository: Repository, first: str, second: str) -> bool:
    """Whether the commit *first* is *second* or one of those that it follows. Raises GitError."""
    missing = run_git(repository.root, "rev-list", "-n", "1", first, "--not", second)
    return not missing.strip()


def uncommitted_files(repository: Repository, folders: Sequence[str]) -> tuple[str, ...]:
    """Paths at or under *folders* (from the root) that aren't as in the last commit, sorted.

    New and ignored ones are among them. Raises GitError.
    """
    options = ("--porcelain", "-z", "--untracked-files=all", "--ignored=matching", "--no-renames")
    told = run_git(repository.root, "status", *options, "--", *folders).decode()
    return tuple(sorted(entry[3:] for entry in told.split("\0") if entry))


def git_folder(repository: Repository) -> Path:
    """Where git keeps what the repository consists of. Raises GitError."""
    told = run_git(repository.root, "rev-parse", "--git-common-dir").decode().strip()
    return (repository.root / told).resolve()


def list_files(repository: Repository, commit: Commit, paths: Sequence[str]) -> Mapping[str, str]:
    """Path → blob id of every file that *commit* has at or under *paths*. Raises GitError."""
    return dict(_tree(repository, commit, paths))


def folder_id(repository: Repository, commit: str, folder: str) -> str:
    """The id of a *folder* of *commit*: two are the same if every byte in them is.

    Raises GitError where there is none.
    """
    return run_git(repository.root, "rev-parse", "--verify", f"{commit}:{folder}").decode().strip()


def is_shallow(repository: Repository) -> bool:
    """Whether part of the history was left behind when the repository was cloned."""
    return run_git(repository.root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def export_folders(
    repository: Repository, commit: Commit, folders: Sequence[str], target: Path
) -> int:
    """Writes what *commit* holds under *folders* (paths from the root) below *target*.

    Gives the number of files. Raises GitError and OSError.
    """
    blobs = list_files(repository, commit, folders)
    contents = read_blobs(repository, tuple(blobs.values()))
    for path, blob in blobs.items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents[blob])
    return len(blobs)


def read_blobs(repository: Repository, blobs: Sequence[str]) -> Mapping[str, bytes]:
    """Blob id → its bytes. Raises GitError where one isn't there."""
    asked = "".join(f"{blob}\n" for blob in dict.fromkeys(blobs)).encode()
    answer = run_git(repository.root, "cat-file", "--batch", given=asked)
    return dict(_contents(answer))


def file_versions(repository: Repository, folder: str) -> tuple[FileVersion, ...]:
    """What every commit changed under *folder* (a path from the root), the oldest first.

    A file that was moved is one taken away and one added. Of a merge only what it changed itself
    is told. Raises GitError; a repository without commits has no versions.
    """
    if not run_git(repository.root, "rev-list", "-n", "1", "--all").strip():
        return ()
    shape = ("--reverse", "--no-renames", "--raw", "--no-abbrev", "-z", "--topo-order")
    log = run_git(
        *(repository.root, "log", *shape, "--format=%x01%H%x02%cI%x02%s%x02"), "--", folder or "."
    )
    return tuple(_versions(log.decode()))


def has_option(repository: Repository, name: str) -> bool:
    """Whether *name* is set anywhere: for the repository, the user or the machine."""
    try:
        run_git(repository.root, "config", "--get", name)
    except GitError:
        return False
    return True


def set_local_option(repository: Repository, name: str, value: str) -> None:
    """Sets *name* in the settings of this one repository. Raises GitError."""
    run_git(repository.root, "config", "--local", name, value)


def _tree(
    repository: Repository, commit: Commit, folders: Sequence[str]
) -> Iterator[tuple[str, str]]:
    listed = run_git(repository.root, "ls-tree", "-r", "-z", commit.id, "--", *folders)
    for entry in filter(None, listed.decode().split("\0")):
        described, _, path = entry.partition("\t")
        mode, _, blob = described.split(" ")
        if mode in _FILES:
            yield path, blob


def _contents(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """What `cat-file --batch` says: a line with id, kind and size, then the bytes."""
    position = 0
    while position < len(answer):
        end = answer.index(b"\n", position)
        head = answer[position:end].decode().split(" ")
        if head[1] == "missing":
            message = f"仓库里缺少内容 {head[0]}"
            raise GitError(message)
        start = end + 1
        position = start + int(head[2])
        yield head[0], answer[start:position]
        position += 1


def _versions(log: str) -> Iterator[FileVersion]:
    for record in log.split("\x01")[1:]:
        id_, time, subject, changed = record.split("\x02", 3)
        commit = Commit(id_, time, subject)
        parts = [part for part in changed.strip("\n").split("\0") if part]
        for described, path in zip(parts[::2], parts[1::2], strict=True):
            blob = described.split(" ")[3]
            yield FileVersion(commit, path, blob if blob.strip("0") else None)


def _commit(shown: str) -> Commit:
    id_, time, subject = shown.split("\0")
    return Commit(id_, time, subject)


def run_git(
    folder: Path,
    *arguments: str,
    given: bytes | None = None,
    variables: Mapping[str, str] | None = None,
) -> bytes:
    """What git says in *folder*, with *variables* added to its environment.

    Raises GitError with its own words where it refuses.
    """
    kept = {key: item for key, item in os.environ.items() if key not in _OWN_VARIABLES}
    environment = {**kept, **(variables or {})}
    command = [PROGRAM, "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - git itself, with arguments that are ours or checked
            command, cwd=folder, input=given, capture_output=True, check=False, env=environment
        )
    except FileNotFoundError as error:
        message = "没有找到 git 程序"
        raise GitError(message) from error
    if done.returncode:
        raise GitError(done.stderr.decode(errors="replace").strip() or "git 没有找到要的内容")
    return done.stdout
