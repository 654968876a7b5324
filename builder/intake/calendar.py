"""The campaigns of an input folder, in the order in which they build on one another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from builder.intake.campaign import Campaign
from builder.model import rubric_problem_kinds as kinds
from builder.model.places import TextPlace
from builder.model.problems import Problem
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.dossier import Dossier
from builder.rubric.load import Loaded, load_record, nearest
from builder.rubric.schema import Rubric

SETTINGS = "campaign.yml"


@dataclass(frozen=True, slots=True)
class CampaignFolder:
    """A campaign and the folder that its workbooks lie in."""

    campaign: Campaign
    folder: Path


def read_calendar(
    folder: Path,
    rubrics: Mapping[str, Rubric],
    dossiers: Mapping[str, Dossier],
    catalogues: Mapping[str, CatalogueSchema] | None = None,
) -> tuple[tuple[CampaignFolder, ...], tuple[Problem, ...]]:
    """The campaigns under *folder*, each after those it draws on; none where there is a problem.

    Raises OSError where a file can't be read.
    """
    loaded, problems = _load_all(folder)
    if not loaded and not problems:
        problems = [kinds.NO_CAMPAIGN.at(TextPlace(folder.name))]
    for name, item in loaded.items():
        problems += _check_names(name, item, rubrics, loaded)
        problems += _check_dossiers(item, dossiers)
        problems += _check_catalogues(item, catalogues or {})
    if problems:
        return (), tuple(problems)
    try:
        before = {name: needs(item.record) for name, item in loaded.items()}
        order = tuple(TopologicalSorter(before).static_order())
    except CycleError as circle:
        place = TextPlace(f"{folder.name}/{circle.args[1][0]}/{SETTINGS}")
        return (), (kinds.CIRCLE.at(place, chain=" → ".join(circle.args[1])),)
    return tuple(CampaignFolder(loaded[name].record, folder / name) for name in order), ()


def _load_all(folder: Path) -> tuple[dict[str, Loaded[Campaign]], list[Problem]]:
    loaded: dict[str, Loaded[Campaign]] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob(f"*/{SETTINGS}")):
        name = path.parent.name
        item, faults = load_record(path, Campaign, f"{folder.name}/{name}/{SETTINGS}")
        problems += faults
        if item is not None:
            loaded[name] = item
    return loaded, problems


def needs(campaign: Campaign) -> tuple[str, ...]:
    """Ids of the campaigns that *campaign* builds on."""
    return (*campaign.combines, *((campaign.previous,) if campaign.previous else ()))


def _check_names(
    name: str,
    item: Loaded[Campaign],
    rubrics: Mapping[str, Rubric],
    campaigns: Mapping[str, Loaded[Campaign]],
) -> Iterator[Problem]:
    campaign = item.record
    if campaign.id != name:
        yield kinds.FOLDER_NAME.at(item.place(("id",)), id=campaign.id, folder=name)
    for rubric in campaign.instruments:
        if rubric not in rubrics:
            advice = nearest(rubric, sorted(rubrics))
            place = item.place(("instruments",))
            yield kinds.UNKNOWN_NAME.at(place, what="评估细则", name=rubric, advice=advice)
    for other in needs(campaign):
        if other not in campaigns:
            advice = nearest(other, sorted(campaigns))
            place = item.place(("combines",) if campaign.combines else ("previous",))
            yield kinds.UNKNOWN_NAME.at(place, what="评估任务", name=other, advice=advice)
    if campaign.combines:
        yield from _check_rounds(item, rubrics, campaigns)
    first = campaigns.get(campaign.previous or "")
    if campaign.rescores and first is not None:
        yield from _check_first_round(item, first.record)


def _check_first_round(item: Loaded[Campaign], first: Campaign) -> Iterator[Problem]:
    """A second round goes by the rubrics of the first, which is no second one itself."""
    others = set(item.record.instruments) - set(first.instruments)
    if first.rescores or others:
        yield kinds.NO_FIRST_ROUND.at(item.place(("rescores",)), previous=first.id)


def _check_dossiers(item: Loaded[Campaign], dossiers: Mapping[str, Dossier]) -> Iterator[Problem]:
    """Unknown schemas, and claims of one number in several, which no sheet could tell apart."""
    place = item.place(("dossiers",))
    seen: set[str] = set()
    for name in item.record.dossiers:
        if name not in dossiers:
            advice = nearest(name, sorted(dossiers))
            yield kinds.UNKNOWN_NAME.at(place, what="佐证材料汇编", name=name, advice=advice)
            continue
        claims = {claim.id for claim in dossiers[name].claims}
        for twice in sorted(claims & seen):
            yield kinds.DUPLICATE_ID.at(place, what="论点编号", id=twice)
        seen |= claims


def _check_catalogues(
    item: Loaded[Campaign], catalogues: Mapping[str, CatalogueSchema]
) -> Iterator[Problem]:
    """Schemas that there are not, and schemas named twice."""
    place = item.place(("catalogues",))
    named = item.record.catalogues
    for name in dict.fromkeys(named):
        if name not in catalogues:
            advice = nearest(name, sorted(catalogues))
            yield kinds.UNKNOWN_NAME.at(place, what="目录", name=name, advice=advice)
        if named.count(name) > 1:
            yield kinds.DUPLICATE_ID.at(place, what="目录", id=name)


def _check_rounds(
    item: Loaded[Campaign],
    rubrics: Mapping[str, Rubric],
    campaigns: Mapping[str, Loaded[Campaign]],
) -> Iterator[Problem]:
    rounds = [campaigns[name].record for name in item.record.combines if name in campaigns]
    used = sorted({rubric for round_ in rounds for rubric in round_.instruments})
    for rubric in used:
        if rubric in rubrics and rubrics[rubric].annual is None:
            yield kinds.NO_ANNUAL.at(item.place(("combines",)), rubric=rubric)
