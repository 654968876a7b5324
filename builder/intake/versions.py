"""Of several filings of one unit under one instrument, the one that counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from builder.intake.campaign import Campaign
from builder.intake.filings import Filing
from builder.intake.receipts import Receipts, after_cutoff
from builder.model import problem_kinds as kinds
from builder.model import version_problem_kinds as version_kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem

#: Unit id and rubric id.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is settled about one unit's filings under one instrument."""

    #: None where several came in and nothing says which is the newest.
    filing: Filing | None
    received: datetime | None = None
    #: Every filing of the unit under the instrument, by name.
    files: tuple[str, ...] = ()


def choose_versions(
    filings: Iterable[Filing], receipts: Receipts, campaign: Campaign
) -> tuple[Mapping[Key, Chosen], tuple[Problem, ...]]:
    """For each unit and instrument the newest filing by the register of receipts."""
    groups: dict[Key, list[Filing]] = {}
    for one in filings:
        groups.setdefault((one.unit.id, one.index.rubric.id), []).append(one)
    chosen: dict[Key, Chosen] = {}
    problems: list[Problem] = []
    for key, group in groups.items():
        alone = len(group) == 1
        filing = group[0] if alone else _newest(group, receipts, campaign)
        names = filing.read.found.names if filing else ()
        received = receipts.of_file(key[0], names, alone=alone) if filing else None
        chosen[key] = Chosen(filing, received, tuple(sorted(one.file for one in group)))
        problems += _told(group, filing, receipts, campaign)
        if filing is not None and receipts.register and received is None:
            tokens = {"name": filing.unit.name, "file": filing.file}
            problems.append(kinds.NOT_RECEIPTED.at(receipts.register, unit=key[0], **tokens))
    return chosen, tuple(problems)


def _newest(group: Sequence[Filing], receipts: Receipts, campaign: Campaign) -> Filing | None:
    """The filing that came last, of those in time for the cutoff if there are any."""
    times = [(receipts.naming(f.unit.id, f.read.found.names), f) for f in group]
    named = [(moment, filing) for moment, filing in times if moment is not None]
    counted = [item for item in named if not after_cutoff(item[0], campaign)] or named
    last = max((moment for moment, _ in counted), default=None)
    newest = [filing for moment, filing in counted if moment == last]
    return newest[0] if len(newest) == 1 else None


def _told(
    group: Sequence[Filing], chosen: Filing | None, receipts: Receipts, campaign: Campaign
) -> Iterator[Problem]:
    """Why the others of a *group* aren't used, or that none can be."""
    unit = group[0].unit.id
    if chosen is None:
        files = sorted(filing.file for filing in group)
        tokens = {"count": len(files), "files": "、".join(files)}
        for file in files:
            yield kinds.SEVERAL_FILINGS.at(CellPlace(file), unit=unit, **tokens)
        return
    for filing in sorted(group, key=lambda one: one.file):
        if filing is not chosen:
            yield _passed_over(filing, chosen, receipts, campaign)


def _passed_over(filing: Filing, chosen: Filing, receipts: Receipts, campaign: Campaign) -> Problem:
    """Why *filing* isn't used: nobody registered it, it came too late, or there is a newer one."""
    place, unit = CellPlace(filing.file), filing.unit.id
    moment = receipts.naming(unit, filing.read.found.names)
    if moment is None:
        return version_kinds.NOT_REGISTERED.at(place, unit=unit, newest=chosen.file)
    if after_cutoff(moment, campaign):
        tokens = {"received": f"{moment:%Y-%m-%d %H:%M}", "newest": chosen.file}
        return version_kinds.AFTER_CUTOFF.at(place, unit=unit, **tokens)
    return kinds.SUPERSEDED.at(place, unit=unit, newest=chosen.file)
