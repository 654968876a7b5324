"""The parts that a site and its papers are made in, each with all that it hangs on."""

from collections.abc import Callable, Mapping
from functools import partial

from builder.editions.chronicle import Chronicle
from builder.formats.jinja_text import TextTemplates
from builder.office.desk import Desk
from builder.pages.downloads import result_data
from builder.pages.overview import Overview, Result, survey_site
from builder.pages.search_entry import list_ages
from builder.pages.site import Share, basis_of, common_files, page_shares, render_share
from builder.paperwork import paper_parts
from builder.pipeline import Evaluation, open_office
from builder.project import Project
from builder.publication import Checked, check_pages, check_papers
from builder.remembering import fingerprint_templates
from builder.store import Store
from builder.tasks import Task

#: What the pages about the whole site are called among the tasks.
COMMON = "全站"


def site_tasks(
    project: Project, evaluation: Evaluation, chronicle: Chronicle, store: Store
) -> Mapping[str, Task]:
    """What is about the whole site, and pages and data of each campaign and year, by their names.

    Raises OSError where a template can't be read.
    """
    site, text = survey_site(evaluation.results, chronicle), TextTemplates(project.templates)
    looks = fingerprint_templates(project)

    def common() -> Checked:
        return check_pages(common_files(site, text, evaluation.handbook))

    whole = store.fingerprint(COMMON, looks, site.results, evaluation.handbook, chronicle)
    tasks = {COMMON: Task(whole, common)}
    for number, result in enumerate(site.results):
        name = f"{result.campaign.menu_title}（{number}）"
        news = chronicle.news(result.campaign.id)
        basis = (looks, result, basis_of(site, result), site.titles, list_ages(site), news)
        for part, share in enumerate(page_shares(result), start=1):
            print_ = store.fingerprint("页面", part, *basis)
            tasks[f"{name}之{part}"] = Task(print_, partial(_draw, site, text, result, share))
        tasks[f"{name}数据"] = Task(store.fingerprint("数据", result), partial(_tell, result))
    return tasks


def _draw(site: Overview, text: TextTemplates, result: Result, share: Share) -> Checked:
    return check_pages(render_share(site, text, result, share))


def _tell(result: Result) -> Checked:
    return check_pages(result_data(result))


def paper_tasks(project: Project, evaluation: Evaluation, store: Store) -> Mapping[str, Task]:
    """The office's papers on each campaign, in parts. Raises OSError."""
    office, looks = open_office(project, evaluation), fingerprint_templates(project)
    tasks = {}
    for id_, item in evaluation.scored.items():
        for part, make in paper_parts(office, id_).items():
            print_ = store.fingerprint("材料", part, looks, item)
            tasks[f"{id_} {part}"] = Task(print_, partial(_put, id_, make))
    return tasks


def _put(campaign: str, make: Callable[[], Desk]) -> Checked:
    return check_papers(campaign, make())
