"""The head of a page's Markdown: its description, and what the search is told besides its text.

The site generator cuts Chinese text into short words, so that a word from the middle of a title is
found. A whole name (县民政局) is given apart, as a tag: whoever types it finds that unit first, and
not everything that has a 县 in it.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from html import escape

from builder.formats.jinja_text import without_turns
from builder.pages import addresses
from builder.pages.everyday_words import everyday_words
from builder.pages.overview import Overview
from builder.pages.page import Page

#: Template → how much its pages weigh against those of an indicator in one campaign, which are 1.
_WEIGHTS: Mapping[str, Decimal] = {
    "home.md.j2": Decimal("1.5"),
    "services.md.j2": Decimal("1.6"),
    "catalogue.md.j2": Decimal("1.6"),
    "catalogue_item.md.j2": Decimal("1.5"),
    "downloads.md.j2": Decimal("1.5"),
    "campaign.md.j2": Decimal("1.4"),
    "year.md.j2": Decimal("1.4"),
    "rule_manual.md.j2": Decimal("1.4"),
    "flag_conditions.md.j2": Decimal("1.4"),
    "method.md.j2": Decimal("1.3"),
    "unit.md.j2": Decimal("1.2"),
    "year_unit.md.j2": Decimal("1.2"),
    "compare.md.j2": Decimal("0.7"),
    "dossier.md.j2": Decimal("0.8"),
    "flags.md.j2": Decimal("0.8"),
    "rectification.md.j2": Decimal("0.8"),
}

#: Template → what people call its pages, whatever their titles.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "downloads.md.j2": ("下载数据", "数据下载", "数据字典", "接口", "订阅"),
    "rule_manual.md.j2": ("怎么算", "名次怎么算", "排名", "得分", "算分", "计分办法"),
    "method.md.j2": ("怎么算", "评分标准", "评分办法"),
    "flag_conditions.md.j2": ("红旗", "黄旗", "一票否决"),
    "services.md.j2": ("办事", "怎么办", "带什么", "找谁办"),
    "compare.md.j2": ("比较", "对比"),
}

#: Templates whose pages are looked for by their whole title.
_NAMED = frozenset({"unit.md.j2", "year_unit.md.j2", "catalogue_item.md.j2", "catalogue.md.j2"})

#: The template of a single matter.
_MATTER = "catalogue_item.md.j2"

#: How much more the latest campaign weighs than one before all others.
_LATEST = Decimal("0.3")


def front_matter(page: Page, names: Mapping[str, tuple[str, ...]], ages: Mapping[str, int]) -> str:
    """The head of a page's Markdown; *names* and *ages* are those of its site.

    *names* are further names by address (`list_names`), *ages* campaigns by id, the latest 0
    (`list_ages`).
    """
    own = (page.title,) if page.template in _NAMED else ()
    called = everyday_words(page.title) if page.template == _MATTER else ()
    words = (*own, *called, *names.get(page.address, ()), *_WORDS.get(page.template, ()))
    # The theme shows them as HTML.
    tags = [escape(word, quote=False) for word in dict.fromkeys(words)]
    # The theme places it in the head of the page as it is.
    described = json.dumps(escape(page.summary), ensure_ascii=False)
    lines = ["---", f"description: {described}", "search:", f"  boost: {_weigh(page, ages)}"]
    lines += [f"tags: {json.dumps(tags, ensure_ascii=False)}"] if tags else []
    return without_turns("\n".join((*lines, "---", "")))


def list_ages(site: Overview) -> Mapping[str, int]:
    """Every campaign and year by id, with how many are newer."""
    return {one.campaign.id: age for age, one in enumerate(site.outlines)}


def list_names(site: Overview) -> Mapping[str, tuple[str, ...]]:
    """What units and catalogues are called besides their titles, by the address of their page."""
    return dict(_names(site))


def _names(site: Overview) -> Iterator[tuple[str, tuple[str, ...]]]:
    for rubric in site.rubrics:
        yield addresses.method_page(rubric.id), ("一票否决",) if rubric.vetoes else ()
    for one in (one for one in site.outlines if not one.is_year):
        id_ = one.campaign.id
        for schema in one.schemas:
            choices = (word for column in schema.columns if column.facet for word in column.choices)
            yield addresses.catalogue_index(id_, schema.id), (schema.title, *choices)
        for unit in one.units:
            yield addresses.unit_page(id_, unit.id), tuple(alias.name for alias in unit.aliases)


def _weigh(page: Page, ages: Mapping[str, int]) -> Decimal:
    """The page's weight; of two that are alike, the later campaign's comes first."""
    weight = _WEIGHTS.get(page.template, Decimal(1))
    age = ages.get(page.address.partition("/")[0])
    if age is None:
        return weight
    lasting = 1 - Decimal(age) / len(ages)
    return (weight * (1 + _LATEST * lasting)).quantize(Decimal("0.001"))
