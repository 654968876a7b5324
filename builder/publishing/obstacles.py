"""Everything that stands in the way of publishing an edition, each with what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.disclosure.detecting import find_leaks
from builder.editions.publication_branch import FILE as SETTINGS
from builder.editions.published import publication_refs
from builder.formats.git_reading import (
    GitError,
    Repository,
    branch_at_work,
    find_commit,
    find_ref,
    find_repository,
    goes_before,
    uncommitted_files,
)
from builder.model import edition_problem_kinds as kinds
from builder.model.editions import Edition
from builder.model.places import Place, TextPlace
from builder.model.problems import Problem
from builder.pipeline import Evaluation
from builder.publishing.decisions import open_decisions, unfinished_campaigns, years_of_drafts
from builder.publishing.edition_files import (
    EDITION,
    FOLDER,
    SIGNOFF,
    EditionFile,
    EditionFolder,
    SignOff,
    next_correction,
)
from builder.rubric.load import Loaded

#: What an edition is made from, below the project's folder.
PARTS = ("input", "rubrics", "site_templates", "mkdocs.yml")


@dataclass(frozen=True, slots=True)
class Papers:
    """The two files of an edition, as far as they can be read, and what is wrong with them."""

    folder: EditionFolder
    edition: Loaded[EditionFile] | None
    signoff: Loaded[SignOff] | None
    problems: tuple[Problem, ...]


def find_home(root: Path) -> tuple[Repository | None, tuple[Problem, ...]]:
    """The repository of the project in *root*, or why there is none that keeps editions."""
    place = TextPlace(str(root.resolve()))
    try:
        repository = find_repository(root)
    except GitError:
        return None, (kinds.NO_GIT.at(place),)
    try:
        find_commit(repository, "HEAD")
    except GitError:
        return None, (kinds.NO_COMMIT.at(place),)
    return repository, ()


def branch_obstacles(repository: Repository, root: Path, branch: str) -> Iterator[Problem]:
    """Why the publication *branch* can't be added to here. Raises GitError."""
    place = TextPlace(str(root.resolve()))
    if branch_at_work(repository) == branch:
        yield kinds.ON_PUBLICATION.at(place, branch=branch)
    if _is_behind(repository, branch):
        yield kinds.BEHIND.at(place, branch=branch)


def _is_behind(repository: Repository, branch: str) -> bool:
    """Whether `origin` has editions that the *branch* here hasn't, as far as was fetched."""
    ours, theirs = (find_ref(repository, ref) for ref in publication_refs(branch))
    if ours is None or theirs is None:
        return False
    return not goes_before(repository, theirs.id, ours.id)


def read_papers(folder: EditionFolder) -> Papers:
    """The files of the edition in *folder*. Raises OSError where one can't be read."""
    edition, faults = folder.read_edition() if folder.edition.exists() else (None, ())
    signoff, errors = folder.read_signoff() if folder.signoff.exists() else (None, ())
    return Papers(folder, edition, signoff, (*faults, *errors))


def paper_obstacles(papers: Papers, published: Sequence[Edition]) -> Iterator[Problem]:
    """What the *papers* lack, beside the editions that are *published* already."""
    yield from papers.problems
    folder, place = papers.folder, TextPlace(f"{FOLDER}/{papers.folder.id}")
    for path, what in ((folder.edition, "说明"), (folder.signoff, "签发单")):
        if not path.exists():
            name = EDITION if path == folder.edition else SIGNOFF
            yield kinds.NO_SIGNOFF.at(place, what=f"{what}（{name}）", edition=folder.id)
    if papers.edition is not None:
        yield from _edition_obstacles(papers.edition, folder.id, published)
    if papers.signoff is not None:
        yield from _signoff_obstacles(papers.signoff, folder.id, published)


def content_obstacles(
    evaluation: Evaluation, papers: Papers, fingerprint: str
) -> Iterator[Problem]:
    """What in the results isn't decided, finished, or as it was signed."""
    yield from open_decisions(evaluation)
    yield from years_of_drafts(evaluation.results)
    if papers.edition is not None:
        name = papers.folder.name(papers.folder.edition)
        yield from unfinished_campaigns(evaluation, papers.edition, name)
    signoff = papers.signoff
    if signoff is not None and signoff.record.results_sha256 != fingerprint:
        signed, found = signoff.record.results_sha256[:16], fingerprint[:16]
        place = signoff.place(("results_sha256",))
        yield kinds.OTHER_RESULTS.at(place, edition=papers.folder.id, signed=signed, found=found)


def published_already(edition: Edition, published: Sequence[Edition], place: Place) -> Problem:
    """That *edition* is out, and what the one that corrects it would be called."""
    ids = [one.id for one in published]
    correction, day = next_correction(ids[-1], ids), edition.published
    return kinds.PUBLISHED_ALREADY.at(place, edition=edition.id, day=day, next=correction)


def find_uncommitted(repository: Repository, folder: EditionFolder) -> Iterator[Problem]:
    """The files that an edition is made from and that aren't in the last commit."""
    inside = repository.path_of(folder.root)
    parts = (*PARTS, f"{FOLDER}/{folder.id}", SETTINGS)
    asked = [f"{inside}/{part}".lstrip("/") for part in parts]
    for path in uncommitted_files(repository, asked):
        if not any(part.startswith((".", "~$")) for part in Path(path).parts):
            place = TextPlace(path.removeprefix(f"{inside}/").rstrip("/"))
            yield kinds.UNCOMMITTED.at(place, edition=folder.id)


def _edition_obstacles(
    edition: Loaded[EditionFile], id_: str, published: Sequence[Edition]
) -> Iterator[Problem]:
    record, known = edition.record, {one.id: one for one in published}
    if record.id != id_:
        yield kinds.OTHER_EDITION.at(edition.place(("id",)), found=record.id, edition=id_)
    if id_ in known:
        yield published_already(known[id_], published, edition.place(("id",)))
    if record.corrects is None:
        return
    if record.corrects not in known:
        there = "、".join(known) or "（还没有）"
        place = edition.place(("corrects",))
        yield kinds.NOTHING_TO_CORRECT.at(place, name=record.corrects, known=there)
    elif record.corrects != published[-1].id:
        place, latest = edition.place(("corrects",)), published[-1].id
        following = next_correction(latest, tuple(known))
        yield kinds.NOT_THE_LATEST.at(place, latest=latest, name=record.corrects, next=following)
    if not record.notice.strip():
        yield kinds.NO_NOTICE.at(edition.place(("notice",)), name=record.corrects)


def _signoff_obstacles(
    signoff: Loaded[SignOff], id_: str, published: Sequence[Edition]
) -> Iterator[Problem]:
    record = signoff.record
    if record.edition != id_:
        place = signoff.place(("edition",))
        yield kinds.OTHER_EDITION.at(place, found=record.edition, edition=id_)
    empty = (("post", "职务", record.post.strip()), ("day", "日期", record.day))
    for key, title, value in empty:
        if not value:
            yield kinds.UNSIGNED.at(signoff.place((key,)), missing=title)
    if find_leaks(f"姓名：{record.post}"):
        yield kinds.SIGNED_BY_NAME.at(signoff.place(("post",)))
    last = published[-1] if published else None
    if last is not None and record.day and last.published and record.day < last.published:
        place, days = signoff.place(("day",)), (record.day, last.published)
        yield kinds.LATE_SIGNATURE.at(place, day=days[0], before=last.id, earlier=days[1])
