"""All results of a site at once: their order, their rubrics, and what holds for every page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from builder.editions.chronicle import NO_CHRONICLE, Chronicle
from builder.intake.campaign import Campaign
from builder.pages import addresses
from builder.pages.outline import Outline, Result, outline
from builder.pages.page import Fact, Link, Notice
from builder.pages.words import DEMO
from builder.rubric.schema import Rubric, Section
from builder.scoring.results import CampaignResult

#: Title of each group of data files, and format and name of each file in it.
FileGroups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that is published together; of its figures only as much as is asked for."""

    #: The latest period first, a year before its rounds.
    outlines: tuple[Outline, ...]
    #: Brings the whole of what an outline is of.
    load: Callable[[Outline], Result]
    #: Its editions; empty where nothing was ever published.
    chronicle: Chronicle = NO_CHRONICLE
    #: The data files of those results, by `Outline.key`, that need not be loaded to tell.
    files: Mapping[str, FileGroups] = field(default_factory=dict)

    @property
    def results(self) -> Iterator[Result]:
        """The whole of each, brought one after the other."""
        return map(self.load, self.outlines)

    def rounds(self, outlines: Iterable[Outline]) -> Iterator[CampaignResult]:
        """The whole of those of *outlines* that are rounds, brought one after the other."""
        return (one for one in map(self.load, outlines) if isinstance(one, CampaignResult))

    @property
    def rubrics(self) -> tuple[Rubric, ...]:
        """Every rubric that something was scored with, by id."""
        used = {rubric.id: rubric for one in self.outlines for rubric in one.rubrics}
        return tuple(rubric for _, rubric in sorted(used.items()))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The banners of pages that belong to no campaign."""
        return (DEMO,) if any(one.campaign.demo for one in self.outlines) else ()

    def guides(self, region: str) -> tuple[Outline, ...]:
        """The rounds of *region* that have catalogues for citizens, the latest first."""
        return tuple(one for one in self.guided if one.campaign.region == region)

    @property
    def guided(self) -> tuple[Outline, ...]:
        """The rounds that have catalogues for citizens, the latest first."""
        return tuple(one for one in self.outlines if one.guided)

    @property
    def authorities(self) -> Fact:
        """Every 主办单位."""
        names = dict.fromkeys(one.campaign.authority for one in self.outlines)
        return Fact("主办单位", "、".join(names) or "未设定")

    @property
    def titles(self) -> Mapping[str, str]:
        """The campaigns' and years' titles for menus, by id."""
        return {one.campaign.id: one.campaign.menu_title for one in self.outlines}

    def has_unit(self, campaign: str, unit: str) -> bool:
        """Whether *unit* has a page in the round *campaign*."""
        return any(
            own.id == unit
            for one in self.outlines
            if one.campaign.id == campaign and not one.is_year
            for own in one.units
        )

    def uses(self, rubric: Rubric) -> tuple[Campaign, ...]:
        """The campaigns and years that *rubric* was used for."""
        return tuple(
            one.campaign
            for one in self.outlines
            if any(used.id == rubric.id for used in one.rubrics)
        )


def survey_site(results: Sequence[Result], chronicle: Chronicle = NO_CHRONICLE) -> Overview:
    """The overview of *results*, whatever their order, and of their editions."""
    outlines = [outline(result) for result in results]
    whole = {one.key: result for one, result in zip(outlines, results, strict=True)}
    return Overview(in_order(outlines), lambda one: whole[one.key], chronicle)


def in_order(outlines: Iterable[Outline]) -> tuple[Outline, ...]:
    """*outlines* in the order of `Overview.outlines`."""
    ordered = sorted(outlines, key=lambda one: one.campaign.id)
    ordered.sort(key=lambda one: not one.is_year)
    ordered.sort(key=lambda one: one.campaign.period.end, reverse=True)
    return tuple(ordered)


def crumbs(start: str, *trail: tuple[str, str]) -> tuple[Link, ...]:
    """The way from the home page to page *start*; *trail* holds titles and addresses."""
    steps = [("首页", addresses.HOME), *trail]
    return tuple(
        Link(title, "" if address == start else addresses.link(start, address))
        for title, address in steps
    )


def anchor_rubric(result: CampaignResult, unit: str, rubric: str) -> str:
    """*rubric* where the page of *unit* shows several instruments, so that anchors must tell."""
    shown = sum(
        any(row.unit.id == unit for row in instrument.standings.rows)
        for instrument in result.instruments
    )
    return rubric if shown > 1 else ""


def section_of(rubric: Rubric, indicator: str) -> Section:
    """The section that *indicator* is a row of. Raises StopIteration for one of another rubric."""
    return next(s for s in rubric.sections if any(row.id == indicator for row in s.indicators))
