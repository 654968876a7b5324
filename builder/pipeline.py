"""The way up to results: rubrics and campaigns, what came in, and what it came to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.chronicling.keeping import find_keeping
from builder.chronicling.reading import DRAFT, read_chronicle
from builder.disclosure.gate import Allowance, covered
from builder.editions.chronicle import NO_CHRONICLE, Chronicle
from builder.editions.publication_branch import publication_branch
from builder.flags.answers import find_idle_answers
from builder.flags.condition import FlagCondition
from builder.flags.holding import hold_year
from builder.flags.library import read_conditions
from builder.flags.logged_leaks import find_logged_leaks
from builder.flags.public_results import published
from builder.flags.raising import with_flags
from builder.formats.excel_reading.cache import ReadingCache
from builder.formats.excel_reading.reader import Reader
from builder.formats.excel_reading.source import FileReader
from builder.intake.calendar import CampaignFolder, read_calendar
from builder.intake.campaign import Campaign
from builder.intake.collect import collect_returns
from builder.memory import Recall, afresh
from builder.model.editions import Edition
from builder.model.problems import Problem
from builder.model.returns import CampaignReturns
from builder.office.filing_status import old_templates
from builder.pages.handbook import Handbook
from builder.pages.outline import Result
from builder.paperwork import Office
from builder.progress import Progress
from builder.project import Project
from builder.publication import Gate
from builder.rubric.allowances import read_allowances
from builder.rubric.catalogue import CatalogueSchema, read_catalogue_schemas
from builder.rubric.dossier import Dossier, read_dossiers
from builder.rubric.examples import Example, read_examples
from builder.rubric.library import Instrument, read_library
from builder.rubric.manual import write_manual
from builder.rubric.schema import Rubric
from builder.scoring.campaigns import EvidenceByRubric, ScoredCampaign, score_campaign
from builder.scoring.refused import find_refused
from builder.scoring.results import CampaignResult, YearResult
from builder.scoring.rulings import find_idle_rulings
from builder.scoring.unfilled import find_unfilled
from builder.scoring.years import combine_year


def find_problems(result: CampaignResult) -> tuple[Problem, ...]:
    """The problems of what came in for one campaign and of what it came to."""
    found = (*result.returns.problems, *result.held, *find_unfilled(result))
    idle = (*find_idle_answers(result), *find_idle_rulings(result))
    told = (
        *found,
        *find_refused(result),
        *old_templates(result),
        *idle,
        *find_logged_leaks(result),
    )
    return tuple(map(covered, told))


class SettingsError(ValueError):
    """Rubrics or campaign settings that nothing can be built with."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("rubrics or campaign settings are wrong")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything in a folder of rubrics that can be read, and what is wrong with the rest."""

    library: Mapping[str, Instrument]
    dossiers: Mapping[str, Dossier]
    catalogues: Mapping[str, CatalogueSchema]
    examples: Mapping[str, Example]
    conditions: tuple[FlagCondition, ...]
    #: What the disclosure gate lets through all the same.
    allowances: tuple[Allowance, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """The sound rubrics and campaigns of a project."""

    library: Mapping[str, Instrument]
    dossiers: Mapping[str, Dossier]
    catalogues: Mapping[str, CatalogueSchema]
    examples: Mapping[str, Example]
    calendar: tuple[CampaignFolder, ...]
    conditions: tuple[FlagCondition, ...] = ()
    #: What the disclosure gate lets through all the same.
    allowances: tuple[Allowance, ...] = ()


@dataclass(frozen=True, slots=True)
class Schemas:
    """What the workbooks of one campaign are read by."""

    rubrics: Mapping[str, Rubric]
    dossiers: tuple[Dossier, ...]
    catalogues: tuple[CatalogueSchema, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All campaigns, read and scored."""

    scored: Mapping[str, ScoredCampaign]
    #: Rounds and years as they may be published, in the order of the calendar.
    results: tuple[CampaignResult | YearResult, ...]
    handbook: Handbook
    #: The problems of what came in and of what it came to, by campaign id.
    problems: Mapping[str, tuple[Problem, ...]]
    allowances: tuple[Allowance, ...] = ()


def tell_editions(
    project: Project, results: Iterable[Result], progress: Progress, edition: Edition = DRAFT
) -> Chronicle:
    """What the site of *edition* tells of itself and of those before; empty without any.

    The *results* are taken only where there are editions. Raises SettingsError where the branch is
    misnamed; GitError, EditionLogError, ManifestError and DifferencesError where it holds something
    else; OSError.
    """
    branch, problems = publication_branch(project.root)
    if problems:
        raise SettingsError(problems)
    keeping = find_keeping(project.root, project.input, branch)
    if keeping is None or (edition.is_draft and not keeping.has_editions):
        return NO_CHRONICLE
    with progress.step("对照已发布的版次"):
        return read_chronicle(keeping, tuple(results), edition)


def evaluate(project: Project, progress: Progress) -> Evaluation:
    """Reads and scores every campaign, those first that others build on.

    Raises SettingsError for wrong rubrics or campaigns, and OSError for what can't be read.
    """
    with progress.step("读取评估细则和评估任务"):
        settings = read_settings(project)
    returns = read_returns(settings, progress, project.cache)
    with progress.step("核分"):
        return score_all(settings, returns)


def read_settings(project: Project) -> Settings:
    """The project's rubrics and campaigns. Raises SettingsError with every problem in them."""
    return settle(project, read_rules(project.rubrics))


def read_rules(folder: Path) -> Rules:
    """Everything in the *folder* of rubrics. Raises OSError."""
    library, problems = read_library(folder)
    rubrics = {id_: instrument.rubric for id_, instrument in library.items()}
    examples, slips = read_examples(folder / "examples")
    dossiers, flaws = read_dossiers(folder)
    catalogues, misfits = read_catalogue_schemas(folder)
    conditions, errors = read_conditions(folder / "flags", rubrics)
    allowances, doubts = read_allowances(folder)
    wrong = (*problems, *slips, *flaws, *misfits, *errors, *doubts)
    return Rules(library, dossiers, catalogues, examples, conditions, allowances, wrong)


def settle(project: Project, rules: Rules) -> Settings:
    """*rules* and the campaigns of *project*. Raises SettingsError with every problem in them."""
    rubrics = {id_: instrument.rubric for id_, instrument in rules.library.items()}
    calendar, faults = read_calendar(project.input, rubrics, rules.dossiers, rules.catalogues)
    if wrong := (*rules.problems, *faults):
        raise SettingsError(wrong)
    return Settings(
        *(rules.library, rules.dossiers, rules.catalogues, rules.examples),
        *(calendar, rules.conditions, rules.allowances),
    )


def read_returns(
    settings: Settings, progress: Progress, cache: Path | None = None
) -> Mapping[str, CampaignReturns]:
    """What came in for every campaign that has returns of its own. Raises OSError.

    What was read before is taken from the folder *cache*.
    """
    returns = {}
    own = [item for item in settings.calendar if not item.campaign.combines]
    kept = ReadingCache(cache)
    with Reader(kept) as reader:
        for item in own:
            campaign = item.campaign
            with progress.count(f"读取填报表 {campaign.menu_title}") as advance:
                schemas = choose_schemas(settings, campaign)
                returns[campaign.id] = read_campaign(item, schemas, reader, advance)
        kept.trim(sum(len(one.inputs) for one in returns.values()))
    return returns


def choose_schemas(settings: Settings, campaign: Campaign) -> Schemas:
    """All of *settings* that the workbooks of *campaign* are read by."""
    return Schemas(
        {id_: settings.library[id_].rubric for id_ in campaign.instruments},
        tuple(settings.dossiers[id_] for id_ in campaign.dossiers),
        tuple(settings.catalogues[id_] for id_ in campaign.catalogues),
    )


def read_campaign(
    item: CampaignFolder,
    schemas: Schemas,
    reader: FileReader,
    advance: Callable[[str], None] = lambda _: None,
    recall: Recall = afresh,
) -> CampaignReturns:
    """What came in for one campaign; *advance* is told each file's name. Raises OSError."""
    return collect_returns(
        *(item.folder, item.campaign, schemas.rubrics, advance, schemas.dossiers, recall),
        catalogues=schemas.catalogues,
        reader=reader,
    )


def score_all(
    settings: Settings, returns: Mapping[str, CampaignReturns], recall: Recall = afresh
) -> Evaluation:
    """Scores the campaigns, each after the one before it, and their years; pure."""
    scored: dict[str, ScoredCampaign] = {}
    shown: dict[str, CampaignResult] = {}
    results: list[Result] = []
    for item in settings.calendar:
        campaign = item.campaign
        if campaign.combines:
            rounds = [shown[name] for name in campaign.combines]
            results += combine_years(settings, item, rounds)
            continue
        before = scored.get(campaign.previous or "")
        one = score_one(settings, campaign, returns[campaign.id], before, recall)
        scored[campaign.id] = one
        shown[campaign.id] = recall(campaign.id, published, one.result)
        results.append(shown[campaign.id])
    problems = {id_: find_problems(one.result) for id_, one in scored.items()}
    told = make_handbook(settings), problems, settings.allowances
    return Evaluation(scored, tuple(results), *told)


def score_one(
    settings: Settings,
    campaign: Campaign,
    came: CampaignReturns,
    before: ScoredCampaign | None,
    recall: Recall = afresh,
) -> ScoredCampaign:
    """What one campaign came to, whose returns *came* in; *before* is the one before it. Pure."""
    rubrics = tuple(settings.library[id_] for id_ in campaign.instruments)
    guides = choose_schemas(settings, campaign).catalogues
    earlier: EvidenceByRubric = before.evidence if before else {}
    one = recall(campaign.id, score_campaign, campaign, came, rubrics, earlier, guides)
    return recall(campaign.id, with_flags, one, before, settings.conditions)


def make_handbook(settings: Settings) -> Handbook:
    """What the site tells of rules and conditions."""
    return Handbook(write_manual(settings.examples), settings.conditions)


def combine_years(
    settings: Settings, item: CampaignFolder, rounds: Sequence[CampaignResult]
) -> list[YearResult]:
    """The year under each rubric that its rounds were scored with."""
    used = sorted({id_ for round_ in rounds for id_ in round_.campaign.instruments})
    rubrics = (settings.library[id_].rubric for id_ in used)
    return [
        hold_year(combine_year(item.campaign, rubric, rubric.annual, rounds))
        for rubric in rubrics
        if rubric.annual is not None
    ]


def open_gate(evaluation: Evaluation) -> Gate:
    """The door through which everything on *evaluation* has to go that leaves the office."""
    return Gate(evaluation.scored, evaluation.allowances)


def open_office(project: Project, evaluation: Evaluation) -> Office:
    """What the office's papers on *evaluation* are made from."""
    return Office(evaluation.scored, evaluation.problems, project.input, project.templates)
