"""The whole way to a portal: bring the counties' sites in, draw what is common, put them beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.disclosure.gate import Allowance, DisclosureBlockedError, judge
from builder.disclosure.published_files import RawFinding
from builder.formats.jinja_text import TextTemplates
from builder.mkdocs_build import SiteGenerator, SiteSettings
from builder.model import portal_problem_kinds as kinds
from builder.model.problems import Problem
from builder.office.problem_list import problems_json
from builder.output import replace_folder, write_files
from builder.pages.search_entry import front_matter
from builder.pipeline import SettingsError
from builder.portal.harvest import Harvest, Rules, harvest_counties
from builder.portal.merged_data import portal_data
from builder.portal.pages import portal_navigation, portal_pages
from builder.portal.search import add_units
from builder.portal.settings import Portal, read_portal
from builder.portal.survey import Survey
from builder.progress import Progress
from builder.project import Project
from builder.publication import check_pages
from builder.remembering import open_store
from builder.rubric.allowances import read_allowances
from builder.site_inspection import NOTHING_CLEAN, Pages, inspect_site
from builder.store import Store

#: Below the project: a county a subfolder; and below its output: the portal.
COUNTIES, FOLDER = "counties", "门户"
_COMING, _SITE, _PAGES = "counties", "site", "pages"


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it."""

    survey: Survey
    problems: Mapping[str, tuple[Problem, ...]]
    #: The entrance.
    home: Path


def make_portal(project: Project, counties: Path, progress: Progress) -> Made:
    """Makes the portal of *project* from the sites in the folder *counties*.

    Raises SettingsError where portal.yml or an exception of the gate is wrong,
    DisclosureBlockedError where the portal's own pages would give something away, SiteBuildError
    and OSError; the last portal then stays.
    """
    portal, allowances = _settle(project)
    store, settings = open_store(project.cache / "portal"), _site_settings(portal)
    target = project.output / FOLDER
    with SiteGenerator(project.mkdocs, settings) as generator, replace_folder(target) as fresh:
        coming, site = fresh / _COMING, fresh / _SITE
        coming.mkdir()
        harvest = _harvest(project, portal, (counties, coming), allowances, store, progress)
        survey = survey_counties(portal, harvest)
        files = draw_portal(survey, project.templates)
        with progress.step("检查是否含个人信息"):
            found = check_pages(files).found
            _judge(found, allowances, survey)
        write_files(fresh / _PAGES, files)
        with progress.step("建站"):
            nav = portal_navigation(survey)
            generator.build(fresh / _PAGES, site, nav, target / _SITE)
            add_units(site, survey)
            pages = Pages(fresh / _PAGES, frozenset(one.path for one in found))
            looked = inspect_site(site, pages, project.templates / "overrides")
            _judge(looked.found, allowances, survey)
        _place(coming, site)
        write_files(fresh, {"problems.json": problems_json(harvest.problems)})
    return Made(survey, harvest.problems, target / _SITE / "index.html")


def _settle(project: Project) -> tuple[Portal, tuple[Allowance, ...]]:
    portal, faults = read_portal(project.root)
    allowances, doubts = read_allowances(project.rubrics)
    if portal is None or doubts:
        raise SettingsError((*faults, *doubts))
    return portal, allowances


def _site_settings(portal: Portal) -> SiteSettings:
    return SiteSettings(extra={"portal": True}, name=portal.title)


def _harvest(  # noqa: PLR0913, PLR0917 - what it takes
    project: Project,
    portal: Portal,
    places: tuple[Path, Path],
    allowances: Sequence[Allowance],
    store: Store,
    progress: Progress,
) -> Harvest:
    """The sites; which files are clean is kept, so that only others are looked at the next time."""
    print_ = store.fingerprint("放行")
    clean = store.find(print_)
    known = clean if isinstance(clean, frozenset) else NOTHING_CLEAN
    rules = Rules(allowances, project.templates / "overrides", known)
    with progress.step("收各县的网站，检查是否含个人信息"):
        harvest = harvest_counties(portal, *places, rules)
    store.keep(print_, harvest.clean)
    store.sweep()
    return harvest


def survey_counties(portal: Portal, harvest: Harvest) -> Survey:
    """What the pages draw on."""
    missing = {one.county.id for one in harvest.sites}
    absent = {
        county.id: _tell_absence(harvest.problems[county.id])
        for county in portal.counties
        if county.id not in missing
    }
    return Survey(portal, {one.county.id: one for one in harvest.sites}, absent)


def _tell_absence(problems: Sequence[Problem]) -> str:
    missing = any(one.kind is kinds.NO_SITE for one in problems)
    return "还没有收到" if missing else "网站有误，等待重新报送"


def draw_portal(survey: Survey, templates: Path) -> Mapping[str, bytes]:
    """Every file of the portal's own source by its path. Raises jinja2.TemplateError."""
    text = TextTemplates(templates)
    pages = {
        page.address: (
            front_matter(page, {}, {})
            + text.render(page.template, {"page": page, "view": page.view})
        ).encode()
        for page in portal_pages(survey)
    }
    return dict(sorted({**pages, **portal_data(survey)}.items()))


def _judge(found: Sequence[RawFinding], allowances: Sequence[Allowance], survey: Survey) -> None:
    days = {id_: site.last_day for id_, site in survey.sites.items()}
    if findings := judge(found, tuple, allowances, days):
        raise DisclosureBlockedError(findings)


def _place(coming: Path, site: Path) -> None:
    """Puts the counties' sites beside the portal's pages. Raises OSError."""
    for folder in sorted(coming.iterdir()):
        folder.rename(site / folder.name)
    coming.rmdir()
