"""What all campaigns came to, of which only as much is in memory as is at work."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from builder.disclosure.gate import Allowance
from builder.editions.chronicle import NO_CHRONICLE, Chronicle
from builder.flags.public_results import published
from builder.intake.campaign import Campaign
from builder.model.problems import Problem, Severity
from builder.model.units import Unit
from builder.office.consultation import consulted
from builder.pages.downloads import file_groups
from builder.pages.handbook import Handbook
from builder.pages.outline import Outline, Result, outline
from builder.pages.overview import FileGroups, Overview, in_order
from builder.pipeline import Settings, choose_schemas, find_problems
from builder.scoring.campaigns import ScoredCampaign
from builder.scoring.results import YearResult
from builder.summary import Brief, brief

#: So many campaigns stay in memory: one at work with its guides and a year of those before it.
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Gist:
    """What has to be known of a campaign while its figures stay where they are kept."""

    #: Its settings; a draft's where results that were declared final are held.
    campaign: Campaign
    #: Every unit that has a page in it.
    units: tuple[Unit, ...]
    #: Whether it has catalogues for citizens.
    guided: bool
    #: Its data files.
    files: FileGroups
    #: What is wrong in what came in and in what it came to.
    problems: tuple[Problem, ...]
    brief: Brief
    #: The units that are asked about their points.
    consulted: tuple[str, ...]
    #: How many files came in.
    inputs: int


def gist(item: ScoredCampaign) -> Gist:
    """The gist of what a campaign came to."""
    result = item.result
    problems, drawn = find_problems(result), outline(result)
    return Gist(
        campaign=result.campaign,
        units=drawn.units,
        guided=drawn.guided,
        files=file_groups(result),
        problems=problems,
        brief=brief(result, problems),
        consulted=consulted(item),
        inputs=len(result.returns.inputs),
    )


def recall_outline(settings: Settings, told: Gist) -> Outline:
    """The outline of the campaign, scored under *settings*, of which *told* is known."""
    campaign = told.campaign
    schemas = choose_schemas(settings, campaign)
    rubrics = tuple(schemas.rubrics[id_] for id_ in campaign.instruments)
    return Outline(
        campaign,
        is_year=False,
        rubrics=rubrics,
        units=told.units,
        schemas=schemas.catalogues,
        guided=told.guided,
    )


class Scored(Mapping[str, ScoredCampaign]):
    """What campaigns came to by their ids, brought when it is asked for; the last few stay."""

    def __init__(self, ids: tuple[str, ...], bring: Callable[[str], ScoredCampaign]) -> None:
        self._ids, self._bring = ids, lru_cache(_NEAR)(bring)

    def __getitem__(self, campaign: str) -> ScoredCampaign:
        if campaign not in self._ids:
            raise KeyError(campaign)
        return self._bring(campaign)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All campaigns and years, read, scored, and kept."""

    #: Rounds and years, in the order of the calendar.
    outlines: tuple[Outline, ...]
    #: By campaign id.
    gists: Mapping[str, Gist]
    scored: Scored
    #: By `Outline.key`.
    years: Mapping[str, YearResult]
    #: What every campaign and year is told from all others by, by `Outline.key`.
    prints: Mapping[str, str]
    handbook: Handbook
    allowances: tuple[Allowance, ...] = ()

    @property
    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """What is wrong in what came in and in what it came to, by campaign id."""
        return {id_: one.problems for id_, one in self.gists.items()}

    @property
    def has_problems(self) -> bool:
        """Whether anybody has to mend something; what is only told doesn't count."""
        found = (problem for one in self.gists.values() for problem in one.problems)
        return any(problem.kind.severity is not Severity.NOTICE for problem in found)

    @property
    def results(self) -> Iterator[Result]:
        """Rounds and years as they may be published, in the calendar's order, one at a time."""
        return map(self._load, self.outlines)

    def survey(self, chronicle: Chronicle = NO_CHRONICLE) -> Overview:
        """The overview of them, and of their editions."""
        files = {id_: one.files for id_, one in self.gists.items()}
        return Overview(in_order(self.outlines), self._load, chronicle, files)

    def _load(self, outline: Outline) -> Result:
        year = self.years.get(outline.key)
        return published(self.scored[outline.campaign.id].result) if year is None else year
