"""From settings to the ledger: campaigns that aren't kept are read and scored, by all cores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.flags.public_results import published
from builder.forks import Tally, count_cores, count_jobs, take_turns
from builder.formats.excel_reading.cache import ReadingCache
from builder.formats.excel_reading.reader import Reader
from builder.intake.calendar import CampaignFolder
from builder.intake.campaign import Campaign
from builder.ledger import Gist, Ledger, Scored, gist, recall_outline
from builder.pages.handbook import Handbook
from builder.pages.outline import Outline, outline
from builder.pipeline import (
    Settings,
    choose_schemas,
    combine_years,
    read_campaign,
    score_one,
)
from builder.scoring.campaigns import ScoredCampaign
from builder.scoring.results import YearResult
from builder.store import Store


@dataclass(frozen=True, slots=True)
class Bookkeeper:
    """Reads and scores campaigns, here and in copies of this process; keeps what they come to."""

    settings: Settings
    #: What each campaign's results are kept under, by its id.
    prints: Mapping[str, str]
    store: Store
    #: Where it is kept what workbooks hold.
    cache: Path
    #: How many files were read.
    files: Tally

    def go_ahead(self) -> None:
        """Has what the campaigns came to kept where nothing is, by several processes.

        Campaigns that build on one another are read and scored by one process, in their order.
        Raises OSError.
        """
        calendar, prints = self.settings.calendar, self.prints
        chains = _chains([one for one in calendar if not self.store.holds(prints[one.campaign.id])])
        jobs = count_jobs(len(chains))

        def score(chains: Iterator[Sequence[CampaignFolder]]) -> None:
            with Reader(ReadingCache(self.cache), count_cores() // jobs) as reader:
                for chain in chains:
                    self._score_chain(chain, reader)

        take_turns(score, chains, jobs)

    def _score_chain(self, chain: Sequence[CampaignFolder], reader: Reader) -> None:
        """Where what one builds on is kept, but not whole, it is left to whoever finds that out."""
        for item in chain:
            previous = item.campaign.previous
            before = self._find(previous) if previous else None
            if previous and before is None:
                return
            self._keep_gist(item.campaign.id, self._score(item, before, reader))

    def put_together(self, handbook: Handbook) -> Ledger:
        """What is to be known of all campaigns; what isn't kept, or not whole, is made now."""
        calendar = self.settings.calendar
        own = {one.campaign.id: one for one in calendar if not one.campaign.combines}
        scored = Scored(tuple(own), lambda id_: self._bring(own[id_], scored))
        gists = {id_: self._find_gist(id_) or self._keep_gist(id_, scored[id_]) for id_ in own}
        years = {
            one.campaign.id: self._combine(one, scored) for one in calendar if one.campaign.combines
        }
        drawn = tuple(one for item in calendar for one in self._draw(item.campaign, gists, years))
        self._trim(sum(one.inputs for one in gists.values()))
        return Ledger(
            drawn,
            gists,
            scored,
            {outline(year).key: year for some in years.values() for year in some},
            self._prints(drawn),
            handbook,
            self.settings.allowances,
        )

    def _draw(
        self,
        campaign: Campaign,
        gists: Mapping[str, Gist],
        years: Mapping[str, Sequence[YearResult]],
    ) -> Iterable[Outline]:
        if campaign.combines:
            return map(outline, years[campaign.id])
        return (recall_outline(self.settings, gists[campaign.id]),)

    def _trim(self, files: int) -> None:
        cache = ReadingCache(self.cache)
        cache.trim(files)
        cache.close()

    def _combine(self, item: CampaignFolder, scored: Scored) -> Sequence[YearResult]:
        """The year *item*, kept or put together now."""
        print_ = self.store.fingerprint("全年", self.prints[item.campaign.id])
        kept = self.store.find(print_)
        if isinstance(kept, list):
            return kept
        rounds = [published(scored[name].result) for name in item.campaign.combines]
        years = combine_years(self.settings, item, rounds)
        self.store.keep(print_, years)
        return years

    def _prints(self, drawn: Iterable[Outline]) -> Mapping[str, str]:
        """What the whole of each outline is told from all others by, by its key."""
        return {
            one.key: self.store.fingerprint("结果", self.prints[one.campaign.id], one.key)
            for one in drawn
        }

    def _bring(self, item: CampaignFolder, scored: Scored) -> ScoredCampaign:
        """What the campaign came to: as it is kept, or read and scored now."""
        if (one := self._find(item.campaign.id)) is not None:
            return one
        previous = item.campaign.previous
        with Reader(ReadingCache(self.cache)) as reader:
            return self._score(item, scored[previous] if previous else None, reader)

    def _find(self, campaign: str) -> ScoredCampaign | None:
        found = self.store.find(self.prints[campaign])
        return found if isinstance(found, ScoredCampaign) else None

    def _find_gist(self, campaign: str) -> Gist | None:
        """What is known of the campaign, where its figures are kept too."""
        print_ = self.prints[campaign]
        found = self.store.find(self.store.fingerprint("概要", print_))
        return found if isinstance(found, Gist) and self.store.holds(print_) else None

    def _keep_gist(self, campaign: str, item: ScoredCampaign) -> Gist:
        told = gist(item)
        self.store.keep(self.store.fingerprint("概要", self.prints[campaign]), told)
        return told

    def _score(
        self, item: CampaignFolder, before: ScoredCampaign | None, reader: Reader
    ) -> ScoredCampaign:
        """What the campaign came to, read and scored now; it is kept."""
        schemas = choose_schemas(self.settings, item.campaign)
        came = read_campaign(item, schemas, reader, self._count)
        one = score_one(self.settings, item.campaign, came, before)
        self.store.keep(self.prints[item.campaign.id], one)
        return one

    def _count(self, _: str) -> None:
        self.files.add()


def _chains(fresh: Sequence[CampaignFolder]) -> Sequence[Sequence[CampaignFolder]]:
    """Those of *fresh* that have returns of their own; each behind the one that it builds on."""
    chains: dict[str, list[CampaignFolder]] = {}
    for item in fresh:
        if not item.campaign.combines:
            chain = chains.get(item.campaign.previous or "", [])
            chain.append(item)
            chains[item.campaign.id] = chain
    return list({id(chain): chain for chain in chains.values()}.values())
