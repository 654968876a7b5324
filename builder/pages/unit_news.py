"""What editions changed for one unit, and the way to where its figures come from."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.editions.change import Cause, Change
from builder.editions.chronicle import CampaignNews
from builder.pages import addresses
from builder.pages.change_words import tell_reasons
from builder.pages.edition_changes import TITLE as CHANGES
from builder.pages.edition_words import row_title
from builder.pages.page import Link
from builder.pages.sources import TITLE as SOURCES
from builder.rubric.schema import Rubric

#: More changes are only counted; the page of the edition lists all.
_LISTED = 12


@dataclass(frozen=True, slots=True)
class UnitNews:
    """What a unit's page tells of editions."""

    #: Against which edition; empty where there is none before.
    against: str
    #: A sentence a change, the total first.
    changes: tuple[str, ...]
    #: How many more there are, in words.
    more: str
    #: The rows that only others moved, in few words; empty for none.
    moved: str
    links: tuple[Link, ...]


def unit_news(
    start: str, campaign: str, unit: str, rubrics: Mapping[str, Rubric], news: CampaignNews | None
) -> UnitNews | None:
    """What page *start*, that of *unit*, tells; None where nothing was ever published."""
    if news is None:
        return None
    compared, own = news.chapter.compared, news.of_unit(unit)
    lines = sorted((one for one in own if not _passive(one)), key=lambda one: bool(one.indicator))
    links = []
    if own:
        page = addresses.edition_page(news.chapter.edition.id)
        links.append(Link(CHANGES, addresses.link(start, page)))
    if unit in news.sources:
        page = addresses.sources_page(campaign, unit)
        links.append(Link(SOURCES, addresses.link(start, page)))
    more = len(lines) - _LISTED
    return UnitNews(
        compared.old if compared is not None else "",
        tuple(_tell(change, rubrics, news) for change in lines[:_LISTED]),
        f"另有{more}处" if more > 0 else "",
        "、".join(f"{c.indicator}（{c.before} → {c.after}）" for c in own if _passive(c)),
        tuple(links),
    )


def _passive(change: Change) -> bool:
    """Whether only other units moved a row."""
    return bool(change.indicator) and [r.cause for r in change.reasons] == [Cause.OTHERS]


def _tell(change: Change, rubrics: Mapping[str, Rubric], news: CampaignNews) -> str:
    what = row_title(change, rubrics.get(change.instrument)) if change.indicator else "总分和名次"
    why = tell_reasons(change, news.chapter.methods)
    cause = f"{change.cause}：" if len(change.reasons) == 1 else ""
    return f"{what}：{change.before} → {change.after}。{cause}{why}"
