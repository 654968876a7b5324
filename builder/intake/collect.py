"""From a campaign's folder to everything that came in for it, with every fault and its place."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from builder.formats.excel_reading.content import PlainReader
from builder.formats.excel_reading.source import FileReader
from builder.intake.appeals import read_appeals
from builder.intake.assembly import Pile, assemble, sort_statements
from builder.intake.campaign import Campaign
from builder.intake.catalogues import read_catalogues
from builder.intake.dossiers import read_dossiers
from builder.intake.field_index import FieldIndex
from builder.intake.filing_rows import read_filing
from builder.intake.filings import Filing, Refused, campaign_fault, identify, refused_files
from builder.intake.findings import read_findings
from builder.intake.flag_answers import read_flag_answers
from builder.intake.folder import FoundFile, find_files, find_proofs
from builder.intake.inputs import list_inputs, units_of_files, with_units
from builder.intake.personal import find_personal
from builder.intake.proofs import find_missing_proofs
from builder.intake.receipts import Receipts, read_receipts
from builder.intake.recognise import ReadFile, SheetKind, recognise
from builder.intake.rectification import read_rectifications
from builder.intake.resubmissions import find_unchanged
from builder.intake.roster import Roster, read_roster
from builder.intake.setting import Setting
from builder.intake.tables import Table
from builder.intake.versions import Chosen, Key, choose_versions
from builder.memory import Recall, afresh
from builder.model import problem_kinds as kinds
from builder.model.catalogue_problem_kinds import PERSONAL_PHONE
from builder.model.problems import Problem
from builder.model.returns import CampaignReturns
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.dossier import Dossier
from builder.rubric.schema import Rubric

Read = TypeVar("Read")

_PLAIN = PlainReader()


def collect_returns(  # noqa: PLR0913, PLR0917 - each is a part of its own
    folder: Path,
    campaign: Campaign,
    rubrics: Mapping[str, Rubric],
    advance: Callable[[str], None] = lambda _: None,
    dossiers: Sequence[Dossier] = (),
    recall: Recall = afresh,
    catalogues: Sequence[CatalogueSchema] = (),
    reader: FileReader = _PLAIN,
) -> CampaignReturns:
    """All that lies in *folder*, read and sorted by unit and instrument.

    *rubrics* holds at least the campaign's instruments by id, *dossiers* and *catalogues* are the
    schemas of its dossiers and catalogues; *advance* is told each file's name once it is read by
    *reader*.
    Nothing in a file raises; OSError where the folder or a file can't be read.
    """
    told = list[Problem]()
    found = _taken(find_files(folder), told)
    indexes = recall(campaign.id, _index_fields, tuple(rubrics[i] for i in campaign.instruments))
    listed = tuple(catalogues)
    reader.expect(found)

    def read(file: FoundFile) -> ReadFile:
        key = f"{campaign.id}/{file.file}"
        one = _taken(recall(key, _read_file, file, indexes, listed, reader), told)
        advance(file.file)
        return one

    reads = [read(file) for file in found]
    own = [one for one in reads if campaign_fault(one, campaign) is None]
    setting = Setting(campaign, indexes, _read_units(own, campaign, told))
    filings, refused = _identify(reads, setting, told)
    receipts = _read_receipts(own, setting, told)
    units = units_of_files(filings, refused)
    proofs = find_proofs(folder)
    collected = replace(
        _read_registers(_state(filings, refused, own, setting, receipts, told), own, setting, told),
        inputs=list_inputs(reads, units, receipts),
        dossiers=_taken(read_dossiers(own, setting, dossiers, proofs), told),
        catalogues=_taken(read_catalogues(own, setting, listed), told),
    )
    told += find_missing_proofs(collected.returns, setting, proofs)
    personal, slips = find_personal(reads, collected, reader, recall)
    told += _unknown(slips, told)
    ordered = sorted(set(with_units(told, units)), key=lambda problem: problem.order)
    return replace(collected, personal=personal, problems=tuple(ordered))


def _state(  # noqa: PLR0913, PLR0917 - each is read from other tables
    filings: Sequence[Filing],
    refused: Sequence[Refused],
    own: Sequence[ReadFile],
    setting: Setting,
    receipts: Receipts,
    told: list[Problem],
) -> CampaignReturns:
    """What the units state in the versions that count, and the office about them."""
    chosen = _taken(choose_versions(filings, receipts, setting.campaign), told)
    told += find_unchanged(filings, chosen, setting.period)
    pile = _read_tables(own, chosen, setting)
    waiting = refused_files(refused)
    told += [*pile.problems, *_empty_receipts(setting, filings, waiting, receipts)]
    return CampaignReturns(
        units=setting.roster.units,
        returns=_taken(assemble(setting, pile, chosen, waiting), told),
        logs_received=frozenset(pile.logs),
        inputs=(),
        problems=(),
    )


def _read_registers(
    returns: CampaignReturns, own: Sequence[ReadFile], setting: Setting, told: list[Problem]
) -> CampaignReturns:
    """*returns* with what the office's registers of rectification, appeals and flags say."""
    registered, appeals, answered = (
        _tables(own, kind)
        for kind in (SheetKind.RECTIFICATION, SheetKind.APPEALS, SheetKind.FLAG_ANSWERS)
    )
    return replace(
        returns,
        rectifications=_taken(read_rectifications(registered, setting), told),
        appeals=_taken(read_appeals(appeals, setting), told),
        flag_answers=_taken(read_flag_answers(answered, setting), told),
    )


def _taken(read: tuple[Read, Iterable[Problem]], told: list[Problem]) -> Read:
    """What was *read*; the problems with it are added to those *told*."""
    what, problems = read
    told += problems
    return what


def _unknown(slips: Sequence[Problem], told: Sequence[Problem]) -> list[Problem]:
    """*slips*, but for cells whose mobile number is *told* already."""
    known = {problem.place for problem in told if problem.kind is PERSONAL_PHONE}
    return [one for one in slips if one.place not in known]


def _index_fields(rubrics: Sequence[Rubric]) -> Mapping[str, FieldIndex]:
    return {rubric.id: FieldIndex(rubric) for rubric in rubrics}


def _read_file(
    file: FoundFile,
    indexes: Mapping[str, FieldIndex],
    catalogues: Sequence[CatalogueSchema],
    reader: FileReader,
) -> tuple[ReadFile, tuple[Problem, ...]]:
    """The file as far as it can be read, and what is wrong with it."""
    book, problems = reader.read(file)
    if book is None:
        return ReadFile(file, None), tuple(problems)
    read, faults = recognise(file, book, indexes, catalogues)
    return read, (*problems, *faults)


def _read_units(reads: Sequence[ReadFile], campaign: Campaign, told: list[Problem]) -> Roster:
    registers, aliases = _tables(reads, SheetKind.REGISTER), _tables(reads, SheetKind.ALIASES)
    roster, problems = read_roster(registers, aliases, campaign.period)
    told += problems
    return roster


def _read_receipts(reads: Sequence[ReadFile], setting: Setting, told: list[Problem]) -> Receipts:
    receipts, problems = read_receipts(_tables(reads, SheetKind.RECEIPTS), setting.roster)
    told += problems
    return receipts


def _tables(reads: Sequence[ReadFile], kind: SheetKind) -> tuple[Table, ...]:
    return tuple(table for read in reads for table in read.of_kind(kind))


def _identify(
    reads: Sequence[ReadFile], setting: Setting, told: list[Problem]
) -> tuple[list[Filing], list[Refused]]:
    filings: list[Filing] = []
    refused: list[Refused] = []
    for read in reads:
        item, problems = identify(read, setting)
        told += problems
        match item:
            case Filing():
                filings.append(item)
            case Refused():
                refused.append(item)
    return filings, refused


def _read_tables(reads: Sequence[ReadFile], chosen: Mapping[Key, Chosen], setting: Setting) -> Pile:
    """Everything that the chosen filings and the office's tables state."""
    filings = [item.filing for item in chosen.values() if item.filing is not None]
    whole = not setting.campaign.rescores
    stated = [i for filing in filings for i in read_filing(filing, setting.period, whole=whole)]
    found = [item for read in reads for item in read_findings(read, setting)]
    return sort_statements([*stated, *found])


def _empty_receipts(
    setting: Setting, filings: Sequence[Filing], refused: Collection[str], receipts: Receipts
) -> Iterator[Problem]:
    """Units whose return is registered as received, though no file of theirs is there."""
    filed = {filing.unit.id for filing in filings} | set(refused)
    for unit in setting.roster.units:
        receipt = receipts.of_unit(unit.id)
        if receipt is not None and unit.id not in filed:
            place = receipt.place
            yield kinds.RECEIVED_WITHOUT_FILING.at(place, unit=unit.id, name=unit.name)
