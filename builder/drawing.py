"""The parts that a site and its papers are made in, each with all that it hangs on."""

from collections.abc import Mapping

from builder.editions.chronicle import Chronicle
from builder.formats.jinja_text import TextTemplates
from builder.pages.overview import Overview, Result, survey_site
from builder.pages.search_entry import list_ages
from builder.pages.site import basis_of, common_files, result_files
from builder.paperwork import all_papers
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
    """The pages and data of the whole site, and of each campaign and year, by what they are called.

    Raises OSError where a template can't be read.
    """
    site, text = survey_site(evaluation.results, chronicle), TextTemplates(project.templates)
    looks = fingerprint_templates(project)

    def common() -> Checked:
        return check_pages(common_files(site, text, evaluation.handbook))

    whole = store.fingerprint(COMMON, looks, site.results, evaluation.handbook, chronicle)
    tasks = {COMMON: Task(whole, common)}
    for number, result in enumerate(site.results):
        news = chronicle.news(result.campaign.id)
        basis = (looks, result, basis_of(site, result), site.titles, list_ages(site), news)
        print_ = store.fingerprint("页面", *basis)
        name = f"{result.campaign.menu_title}（{number}）"
        tasks[name] = Task(print_, _Drawing(site, text, result))
    return tasks


class _Drawing:
    """The pages and data of one result."""

    def __init__(self, site: Overview, text: TextTemplates, result: Result) -> None:
        self._drawn = site, text, result

    def __call__(self) -> Checked:
        return check_pages(result_files(*self._drawn))


def paper_tasks(project: Project, evaluation: Evaluation, store: Store) -> Mapping[str, Task]:
    """The office's papers on each campaign, by its id. Raises OSError."""
    office, looks = open_office(project, evaluation), fingerprint_templates(project)

    def task(id_: str) -> Task:
        print_ = store.fingerprint("材料", looks, evaluation.scored[id_])
        return Task(print_, lambda: check_papers(id_, all_papers(office, id_)))

    return {id_: task(id_) for id_ in evaluation.scored}
