"""Results that need not be come by again: what came in, by its bytes, and what it came to."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from builder.forks import Tally, count_cores, count_jobs, take_turns
from builder.formats.excel_reading.cache import ReadingCache
from builder.formats.excel_reading.reader import Reader
from builder.intake.calendar import CampaignFolder, needs
from builder.pipeline import (
    Evaluation,
    Rules,
    Settings,
    choose_schemas,
    put_together,
    read_campaign,
    read_rules,
    score_one,
    settle,
)
from builder.progress import Progress
from builder.project import Project
from builder.scoring.campaigns import ScoredCampaign
from builder.scoring.results import YearResult
from builder.store import Store, fingerprint_files

_PROGRAM = Path(__file__).parent


def open_store(folder: Path) -> Store:
    """What was made before by this very program, in *folder*. Raises OSError."""
    files = fingerprint_files(_PROGRAM, _PROGRAM.rglob("*.py"))
    told = "\n".join((sys.version, files, *_installed()))
    return Store(folder, sha256(told.encode()).hexdigest())


def _installed() -> Sequence[str]:
    """Every package that is installed, with its version, as the name of its folder tells them.

    To ask `importlib.metadata` would have a hundred files read.
    """
    folders = (Path(folder) for folder in sys.path if Path(folder).is_dir())
    return sorted({one.name for folder in folders for one in folder.glob("*.*-info")})


def fingerprint_templates(project: Project) -> str:
    """The fingerprint of all that pages and papers are made with. Raises OSError."""
    return fingerprint_files(project.templates, _files(project.templates))


def reevaluate(project: Project, store: Store, progress: Progress) -> Evaluation:
    """As `builder.pipeline.evaluate`, but what *store* holds isn't read and scored again."""
    with progress.step("读取评估细则和评估任务"):
        settings = settle(project, _recall_rules(project.rubrics, store))
        prints = _fingerprint_campaigns(settings, project, store)
    work = _Work(settings, prints, store, project.cache, Tally())
    with progress.follow("读取填报表，核分", lambda: work.files.number):
        work.go_ahead()
        evaluation = work.put_together()
    _know_rest(evaluation, project, prints, store)
    return evaluation


@dataclass(frozen=True, slots=True)
class _Work:
    """Everything that reading and scoring goes by, in this process and in its copies."""

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
            self._score(item, before, reader)

    def put_together(self) -> Evaluation:
        """All campaigns, from what is kept; what isn't whole is read and scored now."""
        cache = ReadingCache(self.cache)
        with Reader(cache) as reader:

            def recall(item: CampaignFolder, before: ScoredCampaign | None) -> ScoredCampaign:
                id_ = item.campaign.id
                one = self._find(id_) or self._score(item, before, reader)
                self.store.know(one, self.prints[id_])
                return one

            evaluation = put_together(self.settings, recall)
            cache.trim(sum(len(one.result.returns.inputs) for one in evaluation.scored.values()))
        return evaluation

    def _find(self, campaign: str) -> ScoredCampaign | None:
        found = self.store.find(self.prints[campaign])
        return found if isinstance(found, ScoredCampaign) else None

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


def _recall_rules(folder: Path, store: Store) -> Rules:
    """The rubrics in *folder*; those that something is wrong with are read again each time."""
    print_ = store.fingerprint("细则", folder.name, fingerprint_files(folder, _files(folder)))
    rules = store.find(print_)
    if not isinstance(rules, Rules):
        rules = read_rules(folder)
        if not rules.problems:
            store.keep(print_, rules)
    return rules


def _fingerprint_campaigns(settings: Settings, project: Project, store: Store) -> Mapping[str, str]:
    """What each campaign's results hang on, by its id.

    That is all that lies in its folder, its rubrics, the other schemas, and the campaigns that it
    builds on.
    """
    common = fingerprint_files(project.rubrics, _files(project.rubrics, "*/**/*"))
    prints: dict[str, str] = {}
    for item in settings.calendar:
        campaign = item.campaign
        came = fingerprint_files(item.folder, _files(item.folder))
        rubrics = [settings.library[id_].sha256 for id_ in campaign.instruments]
        before = [prints[name] for name in needs(campaign)]
        basis = (campaign.id, common, came, rubrics, before)
        prints[campaign.id] = store.fingerprint("核分", *basis)
    return prints


def _know_rest(
    evaluation: Evaluation, project: Project, prints: Mapping[str, str], store: Store
) -> None:
    """Makes known what is put together from campaigns, and what else the pages tell."""
    for result in evaluation.results:
        if isinstance(result, YearResult):
            id_ = result.campaign.id
            store.know(result, store.fingerprint("全年", prints[id_], result.rubric.id))
    rubrics = fingerprint_files(project.rubrics, _files(project.rubrics))
    store.know(evaluation.handbook, rubrics)


def _files(folder: Path, pattern: str = "**/*") -> Iterator[Path]:
    return (path for path in folder.glob(pattern) if path.is_file())
