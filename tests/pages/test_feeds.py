"""The feed is Atom: what the standard demands is there, and nothing hangs on clock or address."""

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from builder.pages.feeds import RESULTS_FEED, FeedEntry, feed_files, write_feed
from builder.pages.overview import survey_site
from builder.pages.site import render_site
from builder.scoring.results import CampaignResult, YearResult

ATOM = "{http://www.w3.org/2005/Atom}"
#: RFC 3339, with a time zone, as RFC 4287 asks.
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
#: RFC 4151: tag, authority and date, and what is named.
TAG = re.compile(r"tag:[a-z.]+,\d{4}:[\w.%/-]+")

Site = tuple[CampaignResult, YearResult]


def read(site: tuple[CampaignResult | YearResult, ...]) -> ET.Element:
    return ET.fromstring(feed_files(survey_site(site))[RESULTS_FEED])  # noqa: S314 - our own


def texts(parent: ET.Element, name: str) -> list[str]:
    return [found.text or "" for found in parent.iter(f"{ATOM}{name}")]


def test_a_feed_has_what_rfc_4287_demands(small_site: Site) -> None:
    """Feed and entries each have exactly one id, title and updated; an entry has an author."""
    feed = read(small_site)
    parts = [feed, *feed.findall(f"{ATOM}entry")]

    assert feed.tag == f"{ATOM}feed"
    assert len(parts) == 3
    for part in parts:
        counts = [len(part.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")]
        assert counts == [1, 1, 1]
    assert len(feed.findall(f"{ATOM}entry/{ATOM}author/{ATOM}name")) == 2
    assert all(INSTANT.fullmatch(text) for text in texts(feed, "updated"))
    assert len(set(texts(feed, "id"))) == 3
    assert all(TAG.fullmatch(text) for text in texts(feed, "id"))


def test_the_latest_comes_first_and_dates_the_feed(small_site: Site) -> None:
    """The campaign's cutoff is 2025-01-20 18:00; a year without one counts from its last day."""
    feed = read(small_site)

    assert [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")] == [
        "2025-01-20T18:00:00+08:00",
        "2024-12-31T00:00:00+08:00",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2025-01-20T18:00:00+08:00"


def test_links_are_relative_and_lead_to_pages(small_site: Site, templates: Path) -> None:
    files = render_site(small_site, templates)
    links = [link.get("href", "") for link in read(small_site).iter(f"{ATOM}link")]

    assert links == [
        *("results.xml", "../index.html"),
        *("../small-2024/index.html", "../small-year/index.html"),
    ]
    assert {"index.md", "small-2024/index.md", "small-year/index.md", RESULTS_FEED} <= set(files)


def test_an_id_stays_when_the_title_changes(small_result: CampaignResult) -> None:
    campaign = small_result.campaign.model_copy(update={"title": "改了名称", "status": "final"})
    before, after = (
        read((result,)) for result in (small_result, replace(small_result, campaign=campaign))
    )

    assert texts(before, "id") == texts(after, "id")
    assert texts(before, "title") != texts(after, "title")


def test_a_site_without_results_has_no_feed() -> None:
    assert feed_files(survey_site(())) == {}


def test_text_is_escaped() -> None:
    zone = timezone(timedelta(hours=8))
    entry = FeedEntry("k", "<b>&", "1 < 2", "甲&乙", datetime(2024, 1, 1, tzinfo=zone), "index.md")

    written = write_feed("feeds/x.xml", "试", (entry,))

    assert b"<title>&lt;b&gt;&amp;</title>" in written
    with pytest.raises(ValueError, match="empty"):
        write_feed("feeds/x.xml", "试", ())
