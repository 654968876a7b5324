"""Links are written as HTML, so no site generator checks them: every one leads somewhere."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath

from builder.pages.site import render_site
from builder.scoring.results import CampaignResult, YearResult


def test_every_link_leads_to_a_file_and_an_anchor(
    small_site: tuple[CampaignResult, YearResult], templates: Path
) -> None:
    rendered = render_site(small_site, templates)
    files = {path: text.decode(errors="replace") for path, text in rendered.items()}
    links = [
        (path, href) for path, text in files.items() for href in re.findall(r'href="([^"]+)"', text)
    ]

    dead = [(path, href) for path, href in links if not leads_somewhere(files, path, href)]

    assert len(links) > 100
    assert dead == []


def test_no_page_has_an_anchor_twice(
    small_site: tuple[CampaignResult, YearResult], templates: Path
) -> None:
    files = render_site(small_site, templates)
    for path, text in files.items():
        anchors = find_anchors(text.decode(errors="replace"))

        assert len(anchors) == len(set(anchors)), path


def leads_somewhere(files: dict[str, str], path: str, href: str) -> bool:
    address, _, anchor = href.partition("#")
    target = normpath(join(dirname(path), address)) if address else path
    source = re.sub(r"\.html$", ".md", target)
    return source in files and (not anchor or anchor in find_anchors(files[source]))


def find_anchors(text: str) -> list[str]:
    return re.findall(r"\{: #(\S+)", text) + re.findall(r' id="([^"]+)"', text)
