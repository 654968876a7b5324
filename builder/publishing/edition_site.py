"""The site of one edition, a draft or the real one, made and looked at by the disclosure gate."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.chronicling.keeping import Keeping
from builder.chronicling.reading import read_chronicle
from builder.editions.chronicle import Chronicle
from builder.editions.manifest import Manifest, manifest_json
from builder.editions.published import MANIFEST
from builder.mkdocs_build import SiteGenerator, SiteSettings
from builder.model.editions import Edition
from builder.output import write_files
from builder.pages import addresses
from builder.pages.handbook import Handbook
from builder.pages.overview import survey_site
from builder.pages.site import navigation, render_site
from builder.pipeline import Evaluation, open_gate
from builder.progress import Progress
from builder.project import Project
from builder.publishing.case import Home

#: What every page's script reads of the edition: pages that nothing else changes stay the same.
ABOUT = "assets/edition.js"
#: A published edition has the theme's selector; a draft says on every page that it is one.
PUBLISHED = SiteSettings(extra={"version": {"provider": "mike"}}, canonical="latest")
DRAFT = SiteSettings(extra={"draft": True})


@dataclass(frozen=True, slots=True)
class SiteParts:
    """What the site of an edition is made from."""

    project: Project
    evaluation: Evaluation
    handbook: Handbook
    chronicle: Chronicle
    #: The whole source by its path: pages, data, the manifest, and what scripts read.
    files: Mapping[str, bytes]


def draw_edition(
    home: Home, source: Project, evaluation: Evaluation, edition: Edition, manifest: Manifest
) -> SiteParts:
    """The source of the site of *edition*, whose inputs lie in *source*.

    Raises GitError, EditionLogError, ManifestError, DifferencesError and OSError where the
    editions before can't be read.
    """
    inside = home.repository.path_of(home.project.root)
    keeping = Keeping(home.repository, inside, source.input, home.branch)
    chronicle = read_chronicle(keeping, evaluation.results, edition)
    told = (evaluation.handbook, chronicle)
    pages = render_site(evaluation.results, source.templates, *told)
    files = {**pages, MANIFEST: manifest_json(manifest), ABOUT: about_script(edition, chronicle)}
    return SiteParts(source, evaluation, *told, files)


def about_script(edition: Edition, chronicle: Chronicle) -> bytes:
    """What `gongshi.js` reads of the *edition*.

    A script, since a page opened from disk may read no other file.
    """
    titles = {chapter.edition.id: chapter.edition.title for chapter in chronicle.chapters}
    told = {
        "id": edition.id,
        "title": edition.title,
        "corrects": titles.get(edition.corrects or "", edition.corrects),
        "notice": edition.notice,
        "changes": addresses.edition_page(edition.id).replace(".md", ".html"),
    }
    return f"window.gongshiEdition = {json.dumps(told, ensure_ascii=False)};\n".encode()


def make_site(parts: SiteParts, settings: SiteSettings, folder: Path, progress: Progress) -> Path:
    """Builds a site in *folder*, when nothing in it gives anything away; where the site lies.

    Raises DisclosureBlockedError, SiteBuildError and OSError.
    """
    gate, site = open_gate(parts.evaluation), folder / "site"
    project = parts.project
    with SiteGenerator(project.mkdocs, settings) as generator:
        with progress.step("检查是否含个人信息"):
            gate.passed(parts.files)
        write_files(folder / "pages", parts.files)
        with progress.step("建站"):
            overview = survey_site(parts.evaluation.results, parts.chronicle)
            nav = navigation(overview, parts.handbook)
            generator.build(folder / "pages", site, nav)
            gate.pass_site(site, folder / "pages", project.templates / "overrides")
    return site
