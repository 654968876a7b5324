"""Code in a catalogue or a flag comes out as words, on every page and in every list."""

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from builder.mkdocs_build import SiteGenerator
from builder.model.answers import Answer
from builder.model.catalogues import BusinessItem, CatalogueItem, CatalogueRow, Catalogues
from builder.model.flags import Flag
from builder.pages.overview import survey_site
from builder.pages.site import navigation, render_site
from builder.rubric.catalogue_columns import Role
from builder.scoring.results import CampaignResult
from tests.pages.small_services import CATALOGUES, FLAGS, SCHEMAS, with_services
from tests.pages.test_hostile_text import NAME, Elements

pytestmark = pytest.mark.usefixtures("copied_generator")

ROOT = Path(__file__).parents[2]
#: An address that a browser would run.
RUNNING = "javascript:alert(3)"


def poison_values(values: dict[str, Answer], kept: frozenset[str]) -> dict[str, Answer]:
    """Every word that stood there replaced; addresses by one that runs."""
    return {
        column: replace(answer, value=RUNNING if "url" in column else NAME)
        if isinstance(answer.value, str) and column not in kept
        else answer
        for column, answer in values.items()
    }


def poison_row(row: CatalogueRow) -> CatalogueRow:
    return replace(row, values=poison_values(dict(row.values), frozenset()))


def poison_item(item: CatalogueItem) -> CatalogueItem:
    schema = next(one for one in SCHEMAS if one.id == item.catalogue)
    roles = (Role.ID, Role.DEPARTMENT, Role.STATUS)
    kept = frozenset(c.id for c in schema.columns if c.role in roles)
    tables = {id_: tuple(map(poison_row, rows)) for id_, rows in item.tables.items()}
    values = poison_values(dict(item.values), kept)
    return replace(item, name=NAME, values=values, tables=tables)


def poison_business(item: BusinessItem) -> BusinessItem:
    department = replace(item.department, name=NAME) if item.department else None
    return replace(item, name=NAME, department=department)


def poison_catalogues(found: Catalogues) -> Catalogues:
    departments = tuple(replace(one, name=NAME) for one in found.departments)
    names = {name: replace(one, name=NAME) for name, one in (found.department_names or {}).items()}
    return replace(
        found,
        catalogues=tuple(
            replace(one, items=tuple(map(poison_item, one.items))) for one in found.catalogues
        ),
        departments=departments,
        business_items=tuple(map(poison_business, found.business_items)),
        department_names=names,
    )


def poison_flag(flag: Flag) -> Flag:
    answer = flag.answer and replace(flag.answer, text=replace(flag.answer.text, value=NAME))
    return replace(flag, title=NAME, subject=NAME, reason=NAME, clause=NAME, answer=answer)


def poison(result: CampaignResult) -> CampaignResult:
    served = with_services(result)
    returns = replace(served.returns, catalogues=poison_catalogues(CATALOGUES))
    return replace(served, returns=returns, flags=tuple(map(poison_flag, FLAGS)))


def test_hostile_catalogues_and_flags_are_shown_and_never_run(
    small_result: CampaignResult, templates: Path, tmp_path: Path
) -> None:
    results = (poison(small_result),)
    for path, content in render_site(results, templates).items():
        target = tmp_path / "pages" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    site = tmp_path / "site"
    with SiteGenerator(ROOT / "mkdocs.yml") as generator:
        generator.build(tmp_path / "pages", site, navigation(survey_site(results)))

    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        elements = Elements()
        elements.feed(text)
        assert elements.suspects == [], page.name
        assert 'href="javascript:' not in text, page.name
    shown = ("flags.html", "services/things/T-1.html", "services/items.html")
    for name in (*shown, "services/departments.html", "services/policies/index.html"):
        text = (site / "small-2024" / name).read_text(encoding="utf-8")
        assert NAME in unescape(text), name
