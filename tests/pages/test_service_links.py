"""Every link on pages of services and flags leads somewhere; no page has an anchor twice."""

import re
from pathlib import Path

import pytest

from builder.flags.library import read_conditions
from builder.pages.handbook import Handbook
from builder.pages.site import render_site
from builder.scoring.results import CampaignResult
from tests.pages.small_services import with_services
from tests.pages.test_site_links import find_anchors, leads_somewhere

ROOT = Path(__file__).parents[2]
#: What leads out of the site: a page elsewhere, or a telephone.
OUTSIDE = ("https://", "tel:")


@pytest.fixture
def files(small_result: CampaignResult, templates: Path) -> dict[str, str]:
    conditions, _ = read_conditions(ROOT / "rubrics" / "flags", {})
    site = render_site((with_services(small_result),), templates, Handbook((), conditions))
    return {path: text.decode(errors="replace") for path, text in site.items()}


def test_every_link_leads_to_a_file_and_an_anchor(files: dict[str, str]) -> None:
    links = [
        (path, href)
        for path, text in files.items()
        for href in re.findall(r'href="([^"]+)"', text)
        if not href.startswith(OUTSIDE)
    ]

    dead = [(path, href) for path, href in links if not leads_somewhere(files, path, href)]

    assert sum("/services/" in path for path, _ in links) > 100
    assert dead == []


def test_no_page_has_an_anchor_twice(files: dict[str, str]) -> None:
    for path, text in files.items():
        anchors = find_anchors(text)

        assert len(anchors) == len(set(anchors)), path


def test_every_page_of_services_is_reached_from_the_first(files: dict[str, str]) -> None:
    """From the home page by links alone, without the search and without a script."""
    reached, waiting = set(), ["index.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in files:
            continue
        reached.add(path)
        folder = Path("/", path).parent
        for href in re.findall(r'href="([^"#]+)', files[path]):
            target = (folder / href).resolve().relative_to("/").with_suffix(".md")
            waiting.append(target.as_posix())

    served = {path for path in files if "/services/" in path} | {"small-2024/flags.md"}
    assert served - reached == set()


def test_a_condition_names_its_document_and_clause_once(files: dict[str, str]) -> None:
    """RF-01: its file has 「台前县2018年考核评分细则 五（三）」 as `source`."""
    text = files["flags/index.md"]

    assert text.count("五（三）") == 1
