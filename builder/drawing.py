"""The parts that a site and its papers are made in, each with all that it hangs on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from builder.editions.chronicle import Chronicle
from builder.forks import shares
from builder.formats.excel_writing.consultation_form import Consultation, write_consultation
from builder.formats.jinja_text import CompiledTemplates, TextTemplates
from builder.office.consultation import consultations, consulted
from builder.office.desk import PACKS, Desk
from builder.pages.downloads import common_data, result_data
from builder.pages.overview import Overview, Result, survey_site
from builder.pages.search_entry import list_ages
from builder.pages.site import (
    Draft,
    Share,
    basis_of,
    common_drafts,
    page_shares,
    render,
    share_drafts,
)
from builder.paperwork import Office
from builder.pipeline import Evaluation, open_office
from builder.project import Project
from builder.publication import Checked, check_pages, check_papers, page_check
from builder.remembering import fingerprint_templates
from builder.scoring.campaigns import ScoredCampaign
from builder.store import Store
from builder.tasks import Group, Task

#: So many units' papers are a task: enough that several processes have work for one campaign.
_SHARE = 12
#: What the pages about the whole site are called among the tasks.
COMMON = "全站"


def site_tasks(
    project: Project, evaluation: Evaluation, chronicle: Chronicle, store: Store
) -> Mapping[str, Task | Group]:
    """What is about the whole site, and pages and data of each campaign and year, by their names.

    Raises OSError where a template can't be read.
    """
    site = survey_site(evaluation.results, chronicle)
    text = TextTemplates(project.templates, _compiled(store))
    looks = fingerprint_templates(project)

    def draw(drafts: Iterable[Draft]) -> Iterator[Task]:
        return _page_tasks(store, looks, text, drafts)

    def common() -> Iterator[Task]:
        return draw(common_drafts(site, evaluation.handbook))

    def draw_share(result: Result, share: Share) -> Iterator[Task]:
        return draw(share_drafts(site, result, share))

    whole = store.fingerprint(COMMON, looks, site.results, evaluation.handbook, chronicle)
    figures = store.fingerprint(f"{COMMON}数据", site.results, chronicle)
    tasks: dict[str, Task | Group] = {
        COMMON: Group(whole, common),
        f"{COMMON}数据": Task(figures, partial(_tell_all, site)),
    }
    for number, result in enumerate(site.results):
        name = f"{result.campaign.menu_title}（{number}）"
        news = chronicle.news(result.campaign.id)
        basis = (looks, result, basis_of(site, result), site.titles, list_ages(site), news)
        for part, share in enumerate(page_shares(result), start=1):
            print_ = store.fingerprint("页面", part, *basis)
            tasks[f"{name}之{part}"] = Group(print_, partial(draw_share, result, share))
        tasks[f"{name}数据"] = Task(store.fingerprint("数据", result), partial(_tell, result))
    return tasks


def _compiled(store: Store) -> CompiledTemplates:
    """The templates as they were compiled, kept from build to build."""

    def find(name: str) -> bytes | None:
        kept = store.find(store.fingerprint("模板", name))
        return kept if isinstance(kept, bytes) else None

    return CompiledTemplates(
        find, lambda name, code: store.keep(store.fingerprint("模板", name), code)
    )


def _page_tasks(
    store: Store, looks: str, text: TextTemplates, drafts: Iterable[Draft]
) -> Iterator[Task]:
    """The *drafts*, each kept by what stands on it: most change with no figure of another unit."""
    check = page_check()

    def draw(draft: Draft) -> Checked:
        return check({draft.page.address: render(text, draft)})

    for draft in drafts:
        print_ = store.fingerprint_content("页", looks, draft)
        yield Task(print_, partial(draw, draft))


def _tell_all(site: Overview) -> Checked:
    return check_pages(common_data(site))


def _tell(result: Result) -> Checked:
    return check_pages(result_data(result))


def paper_tasks(
    project: Project, evaluation: Evaluation, store: Store
) -> Mapping[str, Task | Group]:
    """The office's papers on each campaign, in parts. Raises OSError."""
    office = replace(open_office(project, evaluation), recall=store.recall)
    looks = fingerprint_templates(project)
    tasks: dict[str, Task | Group] = {}
    for id_, item in evaluation.scored.items():
        print_ = partial(store.fingerprint, "材料", looks, item)
        for part, make in (("退回和催报", _return), ("结果", _conclude)):
            tasks[f"{id_} {part}"] = Task(print_(part), partial(make, office, id_))
        for number, units in enumerate(shares(consulted(item), _SHARE), start=1):
            part = f"{PACKS}之{number}"
            tasks[f"{id_} {part}"] = Group(print_(part), partial(_consult, store, item, units))
    return tasks


def _return(office: Office, campaign: str) -> Checked:
    return check_papers(campaign, Desk(office.returned(campaign)))


def _conclude(office: Office, campaign: str) -> Checked:
    return check_papers(campaign, office.resulting(campaign))


def _consult(store: Store, item: ScoredCampaign, units: Sequence[str]) -> Iterator[Task]:
    """What *units* are asked; of most, no other unit's figures change anything."""
    id_ = item.result.campaign.id
    for name, one in consultations(item, units).items():
        yield Task(store.fingerprint_content(PACKS, id_, name, one), partial(_ask, id_, name, one))


def _ask(campaign: str, name: str, content: Consultation) -> Checked:
    return check_papers(campaign, Desk({f"{PACKS}/{name}": write_consultation(content)}))
