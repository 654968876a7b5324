"""The last step: an edition that nothing stands in the way of goes to the publication branch."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.editions.edition_log import FILE as LOG
from builder.editions.edition_log import log_json
from builder.editions.manifest import results_fingerprint
from builder.editions.published import branch_ref, find_publication
from builder.formats.git_reading import (
    Commit,
    Repository,
    export_folders,
    find_commit,
    folder_id,
    git_folder,
)
from builder.formats.git_writing import (
    NOTHING,
    RefChange,
    borrow_repository,
    bring_commit,
    commit_tree,
    make_tag,
    signed_as,
)
from builder.model.editions import Edition
from builder.pipeline import evaluate, open_gate
from builder.progress import Progress
from builder.project import Project
from builder.publishing.case import Case, RefusedError
from builder.publishing.edition_site import PUBLISHED, draw_edition, make_site
from builder.publishing.entrance import ENTRANCE, entrance_page
from builder.publishing.mike_run import deploy
from builder.publishing.obstacles import PARTS, Papers, content_obstacles
from builder.publishing.workshop import Workshop, branch_change, publish_refs
from builder.states import take_manifest


class OldEditionChangedError(RuntimeError):
    """An edition that was published before would have come out otherwise; nothing was changed."""


def release(case: Case, workshop: Workshop, progress: Progress) -> Edition:
    """Publishes the edition from the last commit; readers see it all at once.

    Raises RefusedError where results aren't those signed or a decision is open, as
    `builder.pipeline.build` does, DeployError, GitError and OSError; nothing is changed then.
    """
    head = find_commit(workshop.repository, "HEAD")
    source = _take_out(case.home.project, head, workshop)
    evaluation = evaluate(source, progress)
    manifest = take_manifest(source, evaluation)
    fingerprint = results_fingerprint(manifest)
    if problems := tuple(content_obstacles(evaluation, case.papers, fingerprint)):
        raise RefusedError(problems)
    edition = sign(case.papers, head, fingerprint)
    parts = draw_edition(case.home, source, evaluation, edition, manifest)
    root = root_files(case, edition)
    open_gate(evaluation).passed(root)
    site = make_site(parts, PUBLISHED, workshop.folder, progress)
    with progress.step("放到发布分支"):
        show_edition(case, edition, site, root, workshop)
    return edition


def show_edition(
    case: Case, edition: Edition, site: Path, root: Mapping[str, bytes], workshop: Workshop
) -> None:
    """Puts the folder *site*, which passed the disclosure gate, where readers see it.

    *root* are the files beside the editions' folders. Raises DeployError, OldEditionChangedError
    and GitError; readers then see what they saw before.
    """
    commit = _commit(case, edition, site, root, workshop)
    branch = branch_change(workshop.repository, case.home.branch, commit)
    publish_refs(workshop, edition, _tag(workshop.repository, edition), branch)


def _take_out(project: Project, head: Commit, workshop: Workshop) -> Project:
    """What the commit *head* holds of the *project*, as a project in the workshop."""
    inside = workshop.repository.path_of(project.root)
    folders = [f"{inside}/{name}".lstrip("/") for name in PARTS]
    folder = workshop.folder / "project"
    export_folders(workshop.repository, head, folders, folder)
    return Project(folder / inside, workshop.folder / "output")


def root_files(case: Case, edition: Edition) -> Mapping[str, bytes]:
    """What lies beside the editions' folders once *edition* is out; mike adds its own list."""
    return {LOG: log_json((*case.published, edition)), ENTRANCE: entrance_page(edition)}


def sign(papers: Papers, head: Commit, fingerprint: str) -> Edition:
    """The edition of the *papers*, signed for results of this *fingerprint*.

    Raises ValueError where one of the two papers is missing.
    """
    if papers.edition is None or papers.signoff is None:
        message = "an edition without its papers isn't published"
        raise ValueError(message)
    about, signoff = papers.edition.record, papers.signoff.record
    return Edition(
        id=about.id,
        title=about.title,
        published=signoff.day,
        signed_by=signoff.post.strip(),
        corrects=about.corrects,
        notice=about.notice.strip(),
        commit=head.id,
        results_sha256=fingerprint,
    )


def _commit(
    case: Case, edition: Edition, site: Path, root: Mapping[str, bytes], workshop: Workshop
) -> str:
    """The id of the new commit of the publication branch, which no ref shows yet."""
    repository, branch = workshop.repository, case.home.branch
    before = find_publication(repository, branch)
    old = before.id if before else None
    objects, ref = git_folder(repository) / "objects", branch_ref(branch)
    apart = borrow_repository(objects, workshop.folder / "repository", ref, old)
    deploy(apart, branch, edition, site, root, _writer(edition))
    new = commit_tree(apart, ref, old, f"{edition.title}\n", _writer(edition))
    if old is not None:
        _prove_untouched(apart, old, new, case.published)
    bring_commit(repository, apart, new, old)
    return new


def _prove_untouched(
    repository: Repository, old: str, new: str, published: Sequence[Edition]
) -> None:
    """Raises OldEditionChangedError where the folder of a *published* edition isn't the same."""
    for one in published:
        if folder_id(repository, new, one.id) != folder_id(repository, old, one.id):
            raise OldEditionChangedError(one.id)


def _tag(repository: Repository, edition: Edition) -> RefChange:
    text = (edition.title, edition.commit, edition.tag)
    tag = make_tag(repository, text[2], text[1], text[0], _writer(edition))
    return RefChange(f"refs/tags/{edition.tag}", NOTHING, tag)


def _writer(edition: Edition) -> Mapping[str, str]:
    """Under whose name git writes: the post that signed, on the day of the sign-off."""
    if edition.published is None:
        message = "a draft isn't written to the publication branch"
        raise ValueError(message)
    return signed_as(edition.signed_by, edition.published)
