"""From results to every file below the site generator: Markdown pages and open data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from builder.editions.chronicle import NO_CHRONICLE, CampaignNews, Chronicle
from builder.forks import shares
from builder.formats.jinja_text import TextTemplates, without_turns
from builder.intake.calendar import needs
from builder.intake.campaign import Campaign
from builder.memory import Recall, afresh
from builder.model.units import Unit
from builder.pages import addresses
from builder.pages.accessibility import accessibility_page
from builder.pages.campaign import campaign_page
from builder.pages.compare import compare_page
from builder.pages.dossier import dossier_pages
from builder.pages.downloads import TITLE as DATA
from builder.pages.downloads import common_data, data_page, file_links, result_data
from builder.pages.edition_changes import INDEX_TITLE as EDITIONS
from builder.pages.edition_changes import edition_page
from builder.pages.editions import editions_page
from builder.pages.flag_conditions import TITLE as CONDITIONS
from builder.pages.flag_conditions import flag_conditions_page
from builder.pages.flags import flags_page, public_flags
from builder.pages.handbook import Handbook
from builder.pages.history import find_history
from builder.pages.home import home_page
from builder.pages.indicator import indicator_page
from builder.pages.method import method_page
from builder.pages.method_changes import method_changes_page
from builder.pages.outline import Outline, Result, outline
from builder.pages.overview import Overview, survey_site
from builder.pages.page import Page
from builder.pages.rectification import rectification_page
from builder.pages.rounds import find_first
from builder.pages.rule_manual import TITLE as RULES
from builder.pages.rule_manual import rule_manual_page
from builder.pages.search_entry import front_matter, list_ages, list_names
from builder.pages.service_frame import services_title
from builder.pages.services import service_pages
from builder.pages.sources import sources_page
from builder.pages.standings_pages import standings_pages
from builder.pages.unit import unit_page
from builder.pages.year import year_page, year_unit_page
from builder.rubric.manual import term_keys
from builder.scoring.results import CampaignResult, YearResult

NO_HANDBOOK = Handbook()

#: Units whose pages are drawn together; no unit for whatever is no unit's own page.
Share = tuple[Unit, ...]
REST: Share = ()
#: So many units are a share: enough that several processes have work, even for one campaign.
_SHARE = 12

#: What MkDocs reads as `nav`.
Navigation = list[dict[str, str | list[dict[str, str]]]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A page and the head of its Markdown: all that it is rendered from, but for the templates."""

    page: Page
    head: str


def render_site(
    results: Sequence[Result],
    templates: Path,
    handbook: Handbook = NO_HANDBOOK,
    chronicle: Chronicle = NO_CHRONICLE,
) -> Mapping[str, bytes]:
    """Every file of the site's source by its path, sorted: pages as Markdown, data as it is.

    Pure but for reading *templates*; the order of *results* doesn't matter; *chronicle* tells of
    the site's editions. Raises jinja2.TemplateError for a template that is wrong.
    """
    site, text = survey_site(results, chronicle), TextTemplates(templates)
    files, drafts = {**common_data(site)}, [*common_drafts(site, handbook)]
    for one in site.outlines:
        result = site.load(one)
        files |= result_data(result)
        for share in page_shares(one):
            drafts += share_drafts(site, result, share)
    files |= {draft.page.address: render(text, draft) for draft in drafts}
    return dict(sorted(files.items()))


def render(text: TextTemplates, draft: Draft) -> bytes:
    """The Markdown of a page. Raises jinja2.TemplateError for a template that is wrong."""
    page = draft.page
    return (draft.head + text.render(page.template, {"page": page, "view": page.view})).encode()


def common_drafts(site: Overview, handbook: Handbook) -> Iterator[Draft]:
    """The pages that are about the site as a whole."""
    return _drafts(common_pages(site, handbook), list_names(site), list_ages(site))


def page_shares(outline: Outline) -> tuple[Share, ...]:
    """The shares in which the pages of *outline* are drawn: units, some at a time, and the rest.

    Together they are all of its pages; none hangs on another.
    """
    return (REST, *shares(() if outline.is_year else outline.units, _SHARE))


def share_drafts(site: Overview, result: Result, share: Share) -> Iterator[Draft]:
    """A *share* of the pages of one campaign or year of *site*.

    They hang on nothing but `basis_of` the result, what `list_ages` and the titles tell of the
    others, and what the site's chronicle tells of the campaign.
    """
    names, ages = list_names(survey_site([result])), list_ages(site)
    return _drafts(_share_pages(site, result, share), names, ages)


def basis_of(site: Overview, campaign: Campaign) -> tuple[Outline, ...]:
    """What the pages of *campaign* draw on, the latest first.

    It is itself, the guides of its region, and the campaigns that it builds on.
    """
    campaigns = {other.campaign.id: other.campaign for other in site.outlines}
    chain = [campaign.id]
    for name in chain:
        before = needs(campaigns[name]) if name in campaigns else ()
        chain += [one for one in before if one not in chain]
    guides = {guide.campaign.id for guide in site.guides(campaign.region)}
    return tuple(one for one in site.outlines if one.campaign.id in guides.union(chain))


def render_pages(
    site: Overview, text: TextTemplates, handbook: Handbook, recall: Recall = afresh
) -> Mapping[str, bytes]:
    """Every page of the site as Markdown, by its path. Raises jinja2.TemplateError."""
    names, ages = list_names(site), list_ages(site)
    return {
        draft.page.address: recall(draft.page.address, render, text, draft)
        for draft in _drafts(pages(site, handbook, recall), names, ages)
    }


def pages(site: Overview, handbook: Handbook, recall: Recall = afresh) -> Iterator[Page]:
    """Every page of the site."""
    yield from common_pages(site, handbook)
    for result in site.results:
        yield from result_pages(site, result, recall)


def common_pages(site: Overview, handbook: Handbook) -> Iterator[Page]:
    """The pages about the site as a whole."""
    yield home_page(site)
    yield data_page(site)
    yield accessibility_page(site)
    if handbook.rules:
        yield rule_manual_page(site, handbook.rules, term_keys())
    if handbook.conditions:
        yield flag_conditions_page(site, handbook.conditions)
    yield from (method_page(site, rubric) for rubric in site.rubrics)
    if site.chronicle:
        yield from _edition_pages(site)


def result_pages(site: Overview, result: Result, recall: Recall = afresh) -> Iterator[Page]:
    """The pages of one campaign or year of *site*."""
    if isinstance(result, YearResult):
        yield from _year_pages(site, result)
    else:
        around = _find_around(site, result)
        yield from recall(result.campaign.id, _campaign_pages, result, around)


def _share_pages(site: Overview, result: Result, share: Share) -> Iterator[Page]:
    if isinstance(result, YearResult):
        return _year_pages(site, result)
    around = _find_around(site, result)
    return _draw_units(result, around, share) if share else _draw_rest(result, around)


def navigation(site: Overview, handbook: Handbook = NO_HANDBOOK) -> Navigation:
    """The site generator's `nav`: index pages only, since listing every page makes it quadratic."""
    campaigns = [
        {_named(r.campaign.menu_title): addresses.campaign_index(r.campaign.id)}
        for r in site.outlines
    ]
    methods = [{_named(rubric.title): addresses.method_page(rubric.id)} for rubric in site.rubrics]
    services = [
        {_named(services_title(r)): addresses.services_index(r.campaign.id)} for r in site.guided
    ]
    listed: Navigation = [{"首页": addresses.HOME}]
    listed += [{"办事服务": services}] if services else []
    listed += [{"评估结果": campaigns}] if campaigns else []
    listed += [{"评分办法": methods}] if methods else []
    listed += [{CONDITIONS: addresses.FLAG_CONDITIONS}] if handbook.conditions else []
    listed += [{RULES: addresses.RULE_MANUAL}] if handbook.rules else []
    listed += [{EDITIONS: addresses.EDITIONS}] if site.chronicle else []
    return [*listed, {DATA: addresses.DATA_INDEX}]


def _drafts(
    drawn: Iterable[Page], names: Mapping[str, tuple[str, ...]], ages: Mapping[str, int]
) -> Iterator[Draft]:
    return (Draft(page, front_matter(page, names, ages)) for page in drawn)


def _named(title: str) -> str:
    """*title* for the menu, which the theme places as it is."""
    return escape(without_turns(title))


@dataclass(frozen=True, slots=True)
class _Around:
    """What a campaign's pages draw on besides its own result."""

    #: Campaign id → title.
    titles: Mapping[str, str]
    first: CampaignResult | None
    guides: Sequence[CampaignResult]
    history: Sequence[CampaignResult]
    #: What editions changed; None where nothing was ever published.
    news: CampaignNews | None


def _find_around(site: Overview, result: CampaignResult) -> _Around:
    rounds = tuple(site.rounds(basis_of(site, result.campaign)))
    guides = {one.campaign.id for one in site.guides(result.campaign.region)}
    return _Around(
        site.titles,
        find_first(result, rounds),
        tuple(one for one in rounds if one.campaign.id in guides),
        find_history(result, rounds),
        site.chronicle.news(result.campaign.id),
    )


def _campaign_pages(result: CampaignResult, around: _Around) -> tuple[Page, ...]:
    """They rest on nothing but the arguments, so that they can be kept."""
    return (*_draw_rest(result, around), *_draw_units(result, around, outline(result).units))


def _draw_units(result: CampaignResult, around: _Around, units: Share) -> Iterator[Page]:
    """The pages of *units*, and where their figures come from."""
    news = around.news
    drawn = (around.titles, around.first, around.guides, around.history, news)
    for unit in units:
        yield unit_page(result, unit, *drawn)
        sources = news.sources.get(unit.id) if news is not None else None
        if sources is not None:
            yield sources_page(result, unit, sources)


def _draw_rest(result: CampaignResult, around: _Around) -> Iterator[Page]:
    """Every page of a campaign that isn't a unit's own."""
    news = around.news
    start = addresses.campaign_index(result.campaign.id)
    yield campaign_page(result, file_links(start, result), news)
    yield from dossier_pages(result)
    yield from service_pages(result)
    if result.returns.rectifications:
        yield rectification_page(result)
    if public_flags(result):
        yield flags_page(result)
    for instrument in result.instruments:
        yield from standings_pages(result, instrument)
        compared = compare_page(result, instrument)
        yield from (compared,) if compared else ()
        for row in instrument.rubric.indicators:
            yield indicator_page(result, instrument, row, around.history if news else ())


def _edition_pages(site: Overview) -> Iterator[Page]:
    yield editions_page(site)
    pages = (edition_page(site, chapter) for chapter in site.chronicle.chapters)
    yield from (page for page in pages if page is not None)
    changed = (method_changes_page(site, rubric) for rubric in site.rubrics)
    yield from (page for page in changed if page is not None)


def _year_pages(site: Overview, result: YearResult) -> Iterator[Page]:
    start = addresses.campaign_index(result.campaign.id)
    yield year_page(site, result, file_links(start, result))
    yield from (year_unit_page(site, result, row) for row in result.rows)
