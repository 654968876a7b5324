"""The parts that a site and its papers are made in, each with all that it hangs on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from builder.forks import shares
from builder.formats.excel_writing.consultation_form import Consultation, write_consultation
from builder.formats.jinja_text import TextTemplates
from builder.ledger import Ledger
from builder.office.consultation import consultations
from builder.office.desk import PACKS, Desk
from builder.pages.downloads import common_data, result_data
from builder.pages.outline import Outline
from builder.pages.overview import Overview
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
    project: Project, ledger: Ledger, site: Overview, store: Store
) -> Mapping[str, Task | Group]:
    """What is about the whole *site*, and pages and data of each campaign and year, by their names.

    Raises OSError where a template can't be read.
    """
    text = TextTemplates(project.templates)
    looks = fingerprint_templates(project)

    def draw(drafts: Iterable[Draft]) -> Iterator[Task]:
        return _page_tasks(store, looks, text, drafts)

    def common() -> Iterator[Task]:
        return draw(common_drafts(site, ledger.handbook))

    def draw_share(outline: Outline, share: Share) -> Iterator[Task]:
        return draw(share_drafts(site, site.load(outline), share))

    prints, chronicle = ledger.prints, site.chronicle
    every = [prints[one.key] for one in site.outlines]
    whole = store.fingerprint(COMMON, looks, every, ledger.handbook, chronicle)
    figures = store.fingerprint(f"{COMMON}数据", every, chronicle)
    tasks: dict[str, Task | Group] = {
        COMMON: Group(whole, common),
        f"{COMMON}数据": Task(figures, partial(_tell_all, site)),
    }
    for number, one in enumerate(site.outlines):
        name = f"{one.campaign.menu_title}（{number}）"
        news = chronicle.news(one.campaign.id)
        drawn_on = [prints[other.key] for other in basis_of(site, one.campaign)]
        basis = (looks, prints[one.key], drawn_on, site.titles, list_ages(site), news)
        for part, share in enumerate(page_shares(one), start=1):
            print_ = store.fingerprint("页面", part, *basis)
            tasks[f"{name}之{part}"] = Group(print_, partial(draw_share, one, share))
        print_ = store.fingerprint("数据", prints[one.key])
        tasks[f"{name}数据"] = Task(print_, partial(_tell, site, one))
    return tasks


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


def _tell(site: Overview, outline: Outline) -> Checked:
    return check_pages(result_data(site.load(outline)))


def paper_tasks(project: Project, ledger: Ledger, store: Store) -> Mapping[str, Task | Group]:
    """The office's papers on each campaign, in parts. Raises OSError."""
    scored = ledger.scored
    office = Office(scored, ledger.problems, project.input, project.templates, store.recall)
    looks = fingerprint_templates(project)
    tasks: dict[str, Task | Group] = {}
    for id_, told in ledger.gists.items():
        print_ = partial(store.fingerprint, "材料", looks, ledger.prints[id_])
        for part, make in (("退回和催报", _return), ("结果", _conclude)):
            tasks[f"{id_} {part}"] = Task(print_(part), partial(make, office, id_))
        for number, units in enumerate(shares(told.consulted, _SHARE), start=1):
            part = f"{PACKS}之{number}"
            ask = partial(_consult, store, scored, id_, units)
            tasks[f"{id_} {part}"] = Group(print_(part), ask)
    return tasks


def _return(office: Office, campaign: str) -> Checked:
    return check_papers(campaign, Desk(office.returned(campaign)))


def _conclude(office: Office, campaign: str) -> Checked:
    return check_papers(campaign, office.resulting(campaign))


def _consult(
    store: Store, scored: Mapping[str, ScoredCampaign], campaign: str, units: Sequence[str]
) -> Iterator[Task]:
    """What *units* are asked; of most, no other unit's figures change anything."""
    for name, one in consultations(scored[campaign], units).items():
        print_ = store.fingerprint_content(PACKS, campaign, name, one)
        yield Task(print_, partial(_ask, campaign, name, one))


def _ask(campaign: str, name: str, content: Consultation) -> Checked:
    return check_papers(campaign, Desk({f"{PACKS}/{name}": write_consultation(content)}))
