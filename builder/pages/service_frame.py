"""What all pages of a campaign's services share: their title, banner, facts, and links to items."""

from builder.pages import addresses
from builder.pages.outline import Outline
from builder.pages.page import Fact, Notice
from builder.pages.words import campaign_notices
from builder.rubric.catalogue import CatalogueSchema
from builder.scoring.results import CampaignResult
from builder.wording import show_day


def services_title(round_: CampaignResult | Outline) -> str:
    """What a campaign's catalogues are called together."""
    return f"{round_.campaign.region}办事服务"


def service_notices(result: CampaignResult) -> tuple[Notice, ...]:
    """That it is a demo; a draft of an evaluation says nothing of how things are done."""
    return campaign_notices(result)[:1] if result.campaign.demo else ()


def service_facts(result: CampaignResult) -> tuple[Fact, ...]:
    """Who keeps the catalogues, and up to which day they hold."""
    campaign = result.campaign
    return (
        Fact("维护单位", campaign.authority),
        Fact("数据截止", show_day(campaign.last_day)),
    )


def has_pages(schema: CatalogueSchema) -> bool:
    """Whether there is more to say of an item than the list of all items says."""
    said = {column.id for column in schema.listed}
    more = [column for column in schema.public_columns if column.id not in said]
    return bool(schema.tables) or len(more) >= len(said)


def item_link(start: str, result: CampaignResult, where: tuple[str, str]) -> str:
    """The page of *where* (catalogue id, item id) seen from *start*; its list, if it has none."""
    (catalogue, item), campaign = where, result.campaign.id
    if has_pages(result.schema(catalogue)):
        return addresses.link(start, addresses.catalogue_item(campaign, catalogue, item))
    return addresses.link(start, addresses.catalogue_index(campaign, catalogue))


def department_link(start: str, result: CampaignResult, name: str) -> str:
    """Where the one department that *name* means stands, seen from *start*; else empty."""
    found = result.returns.catalogues.departments_in(name)
    if len(found) != 1:
        return ""
    page = addresses.departments_page(result.campaign.id)
    return addresses.link(start, page, addresses.department_anchor(found[0].id))
