"""All results of a site at once: their order, their rubrics, and what holds for every page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.editions.chronicle import NO_CHRONICLE, Chronicle
from builder.intake.campaign import Campaign
from builder.pages import addresses
from builder.pages.page import Fact, Link, Notice
from builder.pages.words import DEMO
from builder.rubric.schema import Rubric, Section
from builder.scoring.results import CampaignResult, YearResult

Result = CampaignResult | YearResult


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that is published together."""

    #: The latest period first, a year before its rounds.
    results: tuple[Result, ...]
    #: Its editions; empty where nothing was ever published.
    chronicle: Chronicle = NO_CHRONICLE

    @property
    def campaigns(self) -> tuple[CampaignResult, ...]:
        """The rounds, without the years."""
        return tuple(result for result in self.results if isinstance(result, CampaignResult))

    @property
    def years(self) -> tuple[YearResult, ...]:
        """The years."""
        return tuple(result for result in self.results if isinstance(result, YearResult))

    @property
    def rubrics(self) -> tuple[Rubric, ...]:
        """Every rubric that something was scored with, by id."""
        scored = {i.rubric.id: i.rubric for c in self.campaigns for i in c.instruments}
        combined = {year.rubric.id: year.rubric for year in self.years}
        return tuple(rubric for _, rubric in sorted((combined | scored).items()))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The banners of pages that belong to no campaign."""
        return (DEMO,) if any(result.campaign.demo for result in self.results) else ()

    def guides(self, region: str) -> tuple[CampaignResult, ...]:
        """The rounds of *region* that have catalogues for citizens, the latest first."""
        return tuple(result for result in self.guided if result.campaign.region == region)

    @property
    def guided(self) -> tuple[CampaignResult, ...]:
        """The rounds that have catalogues for citizens, the latest first."""
        return tuple(r for r in self.campaigns if r.returns.catalogues.catalogues)

    @property
    def authorities(self) -> Fact:
        """Every 主办单位."""
        names = dict.fromkeys(result.campaign.authority for result in self.results)
        return Fact("主办单位", "、".join(names) or "未设定")

    @property
    def titles(self) -> Mapping[str, str]:
        """The campaigns' and years' titles for menus, by id."""
        return {result.campaign.id: result.campaign.menu_title for result in self.results}

    def has_unit(self, campaign: str, unit: str) -> bool:
        """Whether *unit* has a page in the round *campaign*."""
        return any(
            row.unit.id == unit
            for result in self.campaigns
            if result.campaign.id == campaign
            for instrument in result.instruments
            for row in instrument.standings.rows
        )

    def uses(self, rubric: Rubric) -> tuple[Campaign, ...]:
        """The campaigns and years that *rubric* was used for."""
        return tuple(r.campaign for r in self.results if rubric.id in _rubric_ids(r))


def survey_site(results: Sequence[Result], chronicle: Chronicle = NO_CHRONICLE) -> Overview:
    """The overview of *results*, whatever their order, and of their editions."""
    ordered = sorted(results, key=lambda result: result.campaign.id)
    ordered.sort(key=lambda result: isinstance(result, CampaignResult))
    ordered.sort(key=lambda result: result.campaign.period.end, reverse=True)
    return Overview(tuple(ordered), chronicle)


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


def _rubric_ids(result: Result) -> set[str]:
    if isinstance(result, YearResult):
        return {result.rubric.id}
    return {instrument.rubric.id for instrument in result.instruments}
