"""Atom feeds: whoever follows the site hears of new results without looking.

A site doesn't know its own address, so that links are relative and ids are made from names: the
same campaign has the same id for ever, wherever the site lies and however often it is built.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from posixpath import basename
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.editions.chronicle import Chapter
from builder.intake.campaign import Campaign
from builder.pages import addresses
from builder.pages.edition_words import count_changes, edition_title
from builder.pages.outline import Outline
from builder.pages.overview import Overview
from builder.wording import STATUS_NAMES, show_period

RESULTS_FEED = "feeds/results.xml"
FEED_TITLE = "政务服务评估公示：评估结果"
CORRECTIONS_FEED = "feeds/corrections.xml"
CORRECTIONS_TITLE = "政务服务评估公示：更正"

_ATOM = "http://www.w3.org/2005/Atom"
#: Times in settings are local ones.
_LOCAL = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One piece of news."""

    #: What never changes about it, such as a campaign's region and id.
    key: str
    title: str
    summary: str
    author: str
    #: When it became so, with its time zone.
    updated: datetime
    #: The page that it is about.
    page: str


def feed_files(site: Overview) -> Mapping[str, bytes]:
    """The feeds of *site* by their paths; none where there is nothing to tell."""
    entries = tuple(_result_entry(one) for one in site.outlines)
    files = {RESULTS_FEED: write_feed(RESULTS_FEED, FEED_TITLE, entries)} if entries else {}
    if corrected := correction_entries(site):
        files[CORRECTIONS_FEED] = write_feed(CORRECTIONS_FEED, CORRECTIONS_TITLE, corrected)
    return files


def correction_entries(site: Overview) -> tuple[FeedEntry, ...]:
    """The published editions that changed something of what had been published before."""
    chapters = site.chronicle.chapters
    found = (_correction(chapter, site.authorities.text) for chapter in chapters)
    return tuple(entry for entry in found if entry is not None)


def write_feed(address: str, title: str, entries: Sequence[FeedEntry]) -> bytes:
    """An Atom document at *address*, the latest of *entries* first; the feed is as old as that.

    Raises ValueError without entries, since a feed must say when it last changed.
    """
    latest = max(entry.updated for entry in entries)
    ordered = sorted(entries, key=lambda entry: entry.updated, reverse=True)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    home = addresses.link(address, addresses.HOME)
    _texts(feed, id=_id(address, *(entry.key for entry in ordered[-1:])), title=title)
    _texts(feed, updated=latest.isoformat())
    SubElement(feed, "link", {"rel": "self", "href": basename(address)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": home})
    for entry in ordered:
        feed.append(_entry(address, entry))
    indent(feed)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _result_entry(outline: Outline) -> FeedEntry:
    campaign = outline.campaign
    kind = "全年结果" if outline.is_year else "评估结果"
    demo = "（演示数据）" if campaign.demo else ""
    status = STATUS_NAMES[campaign.status]
    return FeedEntry(
        key=f"{campaign.region}/{campaign.id}",
        title=f"{campaign.title}{demo}",
        summary=f"{kind}（{status}）；评估期间{show_period(campaign)}。",
        author=campaign.authority,
        updated=_settled(campaign),
        page=addresses.campaign_index(campaign.id),
    )


def _correction(chapter: Chapter, authority: str) -> FeedEntry | None:
    edition = chapter.edition
    if edition.published is None or not (edition.corrects or chapter.changes):
        return None
    told = count_changes(chapter.changes)
    page = addresses.edition_page(edition.id) if chapter.compared else addresses.EDITIONS
    changed = f"{told}。" if told else ""
    return FeedEntry(
        key=f"editions/{edition.id}",
        title=f"{'更正' if edition.corrects else '变动'}：{edition_title(edition)}",
        summary=f"{edition.notice}{changed}",
        author=authority,
        updated=datetime.combine(edition.published, time(), _LOCAL),
        page=page,
    )


def _settled(campaign: Campaign) -> datetime:
    """When the results stood: the cutoff, else the end of the period; never the clock's time."""
    local = campaign.cutoff or datetime.combine(campaign.period.end, time())
    return local.replace(tzinfo=_LOCAL)


def _entry(address: str, entry: FeedEntry) -> Element:
    told = Element("entry")
    _texts(told, id=_id(entry.key), title=entry.title, updated=entry.updated.isoformat())
    _texts(SubElement(told, "author"), name=entry.author)
    link = addresses.link(address, entry.page)
    SubElement(told, "link", {"rel": "alternate", "type": "text/html", "href": link})
    _texts(told, summary=entry.summary)
    return told


def _texts(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _id(*names: str) -> str:
    """An id (RFC 4151) that hangs on *names* alone.

    No domain is ours; this one is kept free for ever (RFC 2606). No hash, since the digits of one
    may look like a telephone number to the gate.
    """
    return f"tag:gongshi.invalid,2026:{quote('/'.join(names))}"
