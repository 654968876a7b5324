"""What the portal's search finds besides its own pages: every unit, on its page in its county."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from builder.formats.jinja_text import without_turns
from builder.generator.search_index import INDEX, PROGRAM, as_program, dump_index
from builder.pages import addresses
from builder.portal.county_site import html_page
from builder.portal.survey import Survey

#: Before a page of the portal that has the same words.
_BOOST = 1.5


def add_units(site: Path, survey: Survey) -> None:
    """Adds the units to the index in the folder *site*. Raises OSError."""
    index = json.loads((site / INDEX).read_bytes())
    content = dump_index({**index, "docs": [*index["docs"], *_units(survey)]})
    (site / INDEX).write_bytes(content)
    (site / PROGRAM).write_bytes(as_program(content))


def _units(survey: Survey) -> Iterator[dict[str, object]]:
    """A name is whole, and no words are cut out of it: the page's script looks within names."""
    for county in survey.sites.values():
        where = f"{survey.city_of(county.county).name}{county.county.name}"
        for row, campaign in county.units:
            page = addresses.unit_page(campaign.id, row.unit)
            yield {
                "location": county.address(html_page(page)),
                "title": _plain(f"{row.name}（{county.county.name}）"),
                "text": _plain(where),
                "tags": [_plain(row.name)],
                "boost": _BOOST,
            }


def _plain(text: str) -> str:
    """*text* of a county, which the theme places as HTML."""
    return escape(without_turns(text), quote=False)
