"""The first step: a draft to be looked at, and the form on which a post signs for it."""

from dataclasses import dataclass, replace
from pathlib import Path

from builder.editions.manifest import Manifest, results_fingerprint
from builder.model import edition_problem_kinds as kinds
from builder.model.editions import Edition
from builder.model.problems import Problem
from builder.output import replace_file, replace_folder
from builder.pipeline import Evaluation, evaluate
from builder.progress import Progress
from builder.publishing.case import Case, RefusedError
from builder.publishing.edition_files import (
    EditionFile,
    SignOff,
    edition_text,
    guess_corrected,
    guess_title,
    signoff_text,
)
from builder.publishing.edition_site import DRAFT, SiteParts, draw_edition, make_site
from builder.publishing.obstacles import content_obstacles, read_papers
from builder.states import take_manifest

#: Below the project's output.
FOLDER = "草稿"


@dataclass(frozen=True, slots=True)
class Draft:
    """What making a draft came to."""

    #: Where it is opened.
    home: Path
    #: What in the results still stands in the way of publishing.
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What lies in the project's folder, scored as if it were published."""

    evaluation: Evaluation
    manifest: Manifest
    #: What in the results stands in the way of publishing.
    problems: tuple[Problem, ...]


def rehearse(case: Case, progress: Progress) -> Rehearsal:
    """Scores what lies in the folder. Raises SettingsError and OSError."""
    project = case.home.project
    evaluation = evaluate(project, progress)
    manifest = take_manifest(project, evaluation)
    fingerprint = results_fingerprint(manifest)
    problems = tuple(content_obstacles(evaluation, case.papers, fingerprint))
    return Rehearsal(evaluation, manifest, problems)


def draw_rehearsal(case: Case, rehearsal: Rehearsal) -> SiteParts:
    """The source of the site as it would be. Raises as `draw_edition` does."""
    papers = case.papers
    about = papers.edition.record if papers.edition else new_edition(case.folder.id)
    edition = draft_edition(about, results_fingerprint(rehearsal.manifest))
    parts = (case.home.project, rehearsal.evaluation, edition, rehearsal.manifest)
    return draw_edition(case.home, *parts)


def make_draft(case: Case, progress: Progress) -> Draft:
    """Builds the site as a draft, and writes the edition's files: the sign-off form always anew.

    What the edition is stays as the office wrote it. Raises RefusedError where that can't be
    read, as `builder.pipeline.build` does, and OSError.
    """
    folder = case.folder
    if not folder.edition.exists():
        replace_file(folder.edition, edition_text(new_edition(folder.id)))
    case = replace(case, papers=read_papers(folder))
    if case.papers.edition is None:
        raise RefusedError(case.papers.problems)
    rehearsal = rehearse(case, progress)
    parts = draw_rehearsal(case, rehearsal)
    target = case.home.project.output / FOLDER / folder.id
    with replace_folder(target) as fresh:
        make_site(parts, DRAFT, fresh, progress)
    form = SignOff(edition=folder.id, results_sha256=results_fingerprint(rehearsal.manifest))
    replace_file(folder.signoff, signoff_text(form))
    open_ = (one for one in rehearsal.problems if one.kind is not kinds.OTHER_RESULTS)
    return Draft(target / "site" / "index.html", tuple(open_))


def new_edition(id_: str) -> EditionFile:
    """What an edition is taken for by its name, until the office says otherwise."""
    return EditionFile(id=id_, title=guess_title(id_), corrects=guess_corrected(id_))


def draft_edition(about: EditionFile, fingerprint: str) -> Edition:
    """The edition as it is shown before anybody signed."""
    return Edition(
        id=about.id,
        title=about.title,
        published=None,
        signed_by="",
        corrects=about.corrects,
        notice=about.notice.strip(),
        commit="",
        results_sha256=fingerprint,
    )
