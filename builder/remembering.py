"""Results that need not be come by again: what came in, by its bytes, and what it came to."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from builder.forks import count_cores, spread
from builder.intake.calendar import CampaignFolder, needs
from builder.model.returns import CampaignReturns
from builder.pipeline import (
    Evaluation,
    Rules,
    Settings,
    put_together,
    read_returns,
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
    fresh = [item for item in settings.calendar if not store.holds(prints[item.campaign.id])]
    returns = _read(settings, fresh, project, progress)

    def score(item: CampaignFolder, before: ScoredCampaign | None) -> ScoredCampaign:
        print_ = prints[item.campaign.id]
        one = store.find(print_)
        if not isinstance(one, ScoredCampaign):
            came = returns if item in fresh else _read(settings, [item], project, progress)
            one = score_one(settings, item.campaign, came[item.campaign.id], before)
            store.keep(print_, one)
        store.know(one, print_)
        return one

    with progress.step("核分"):
        _score_ahead(settings, fresh, returns, prints, store)
        evaluation = put_together(settings, score)
    _know_rest(evaluation, project, prints, store)
    return evaluation


def _score_ahead(
    settings: Settings,
    fresh: Sequence[CampaignFolder],
    returns: Mapping[str, CampaignReturns],
    prints: Mapping[str, str],
    store: Store,
) -> None:
    """Has what the campaigns *fresh* came to kept, as several processes score them.

    Campaigns that build on one another are scored by one process, in their order. Where what one
    builds on is kept, but not whole, it is left to whoever finds that out.
    """

    def score(chain: Sequence[CampaignFolder]) -> None:
        for item in chain:
            campaign = item.campaign
            before = store.find(prints[campaign.previous]) if campaign.previous else None
            if campaign.previous and before is None:
                return
            earlier = before if isinstance(before, ScoredCampaign) else None
            one = score_one(settings, campaign, returns[campaign.id], earlier)
            store.keep(prints[campaign.id], one)

    for _ in spread(score, _chains(fresh), count_cores()):
        pass


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


def _read(
    settings: Settings, calendar: Sequence[CampaignFolder], project: Project, progress: Progress
) -> Mapping[str, CampaignReturns]:
    """What came in for the campaigns of *calendar* alone."""
    return read_returns(replace(settings, calendar=tuple(calendar)), progress, project.cache)


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
