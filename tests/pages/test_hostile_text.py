"""A name that is code comes out as a name, through templates, Markdown and the site generator."""

import json
import re
import unicodedata
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder.mkdocs_build import SiteGenerator
from builder.model.answers import Answer
from builder.model.marks import Mark
from builder.model.standings import PartTally, Scorecard, Standing
from builder.pages.overview import survey_site
from builder.pages.site import navigation, render_site
from builder.scoring.results import CampaignResult
from tests.hostile.attacks import ATTACKS
from tests.pages.hostile_chronicle import hostile_chronicle

pytestmark = pytest.mark.usefixtures("copied_generator")

ALIEN = {"img", "em", "iframe", "object", "embed", "base", "math", "textarea", "del", "mark"}
NAME = "<script>alert(1)</script>|*x*{{y}}</title><img src=x onerror=alert(2)>"


class Elements(HTMLParser):
    """Every element of a page that a name could have made."""

    def __init__(self) -> None:
        super().__init__()
        self.suspects: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes images, inline handlers, emphasised names, and what no template makes."""
        if tag in ALIEN or any(name.startswith("on") for name, _ in attrs):
            self.suspects.append(self.get_starttag_text() or tag)
        if any("invalid" in str(value) for name, value in attrs if name in {"href", "src"}):
            self.suspects.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        """Notes a script that holds the name's code."""
        if self.cdata_elem == "script" and "alert(" in data:
            self.suspects.append(data)


def poison(result: CampaignResult) -> CampaignResult:
    """*result* with the hostile name as a unit, a value, a step, a reason and a campaign title."""
    instrument = result.instruments[0]
    rows = tuple(poison_standing(row) for row in instrument.standings.rows)
    standings = replace(instrument.standings, rows=rows)
    return replace(
        result,
        campaign=result.campaign.model_copy(update={"title": NAME}),
        instruments=(replace(instrument, standings=standings),),
    )


def poison_standing(row: Standing) -> Standing:
    unit = replace(row.unit, name=f"{NAME}{row.unit.id}")
    reason = NAME if row.unranked_reason else None
    card = poison_card(row.scorecard) if row.scorecard else None
    return replace(row, unit=unit, scorecard=card, unranked_reason=reason)


def poison_card(card: Scorecard) -> Scorecard:
    return replace(card, parts=tuple(poison_part(part) for part in card.parts))


def poison_part(part: PartTally) -> PartTally:
    sections = tuple(
        replace(section, marks=tuple(poison_mark(mark) for mark in section.marks))
        for section in part.sections
    )
    return replace(part, sections=sections)


def poison_mark(mark: Mark) -> Mark:
    answers = tuple(poison_answer(answer) for answer in mark.answers)
    return replace(mark, trace=(NAME,), answers=answers)


def poison_answer(answer: Answer) -> Answer:
    return replace(answer, title=NAME, reason=NAME)


@pytest.fixture(scope="module")
def root() -> Path:
    return Path(__file__).parent.parent.parent


def test_a_hostile_name_is_shown_and_never_run(
    small_result: CampaignResult, templates: Path, tmp_path: Path, root: Path
) -> None:
    results, chronicle = (poison(small_result),), hostile_chronicle((NAME, *ATTACKS))
    for path, content in render_site(results, templates, chronicle=chronicle).items():
        target = tmp_path / "pages" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    site = tmp_path / "site"
    with SiteGenerator(root / "mkdocs.yml") as generator:
        generator.build(tmp_path / "pages", site, navigation(survey_site(results, chronicle)))

    for page in sorted(site.rglob("*.html")):
        elements = Elements()
        elements.feed(page.read_text(encoding="utf-8"))
        assert elements.suspects == [], page.name
    unit = (site / "small-2024" / "units" / "jia.html").read_text(encoding="utf-8")
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", unit, re.DOTALL)
    assert heading is not None
    assert unescape(heading[1]) == f"{NAME}jia"
    assert_index_is_escaped(site)
    assert_editions_tell_attacks_in_words(site)


def assert_editions_tell_attacks_in_words(site: Path) -> None:
    """On the page of an edition, of a method's changes, and of where a unit's figures come from."""
    for name in ("editions/2024-correction", "methods/changes/small", "small-2024/sources/jia"):
        page = (site / f"{name}.html").read_text(encoding="utf-8")
        said = as_read(unescape(re.sub(r"<[^>]*>", "", page)))
        assert [attack for attack in ATTACKS if as_read(attack) not in said] == [], name


def as_read(text: str) -> str:
    """*text* as its reader sees it: in one line, without signs that have no ink."""
    inked = (c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf"})
    return " ".join("".join(inked).split())


def assert_index_is_escaped(site: Path) -> None:
    """The search shows titles and texts as HTML, so the index has to hold them escaped."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    shown = [entry["title"] + entry["text"] for entry in index["docs"]]

    assert any("alert" in text for text in shown)
    assert [text for text in shown if "<img" in text or "<script" in text] == []
