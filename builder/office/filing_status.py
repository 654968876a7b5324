"""Who has filed under which rubric: in time, late, not at all, from which template, how well."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from builder.intake.assembly import AFTER_CUTOFF, NOT_FILED, SEVERAL, UNREADABLE
from builder.intake.recognise import SheetKind
from builder.model import problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem, Severity
from builder.model.returns import CampaignReturns, UnitReturns
from builder.model.units import Unit
from builder.scoring.results import CampaignResult, InstrumentResult

#: How grave a problem is in the office's words.
DEGREES: Mapping[Severity, str] = {
    Severity.BLOCKING: "必改",
    Severity.WARNING: "建议",
    Severity.NOTICE: "提示",
}

#: How many characters of a rubric's fingerprint a template carries as its version.
VERSION_LENGTH = 8

_FINGERPRINT = re.compile(rf"[0-9a-f]{{{VERSION_LENGTH}}}")


class FilingState(StrEnum):
    """What became of one unit's filing under one rubric."""

    FILED = "已报"
    LATE = "逾期"
    CARRIED = "沿用上轮"
    AFTER_CUTOFF = "截止后报送"
    NOT_FILED = "未报"
    UNREADABLE = "无法读取"
    SEVERAL = "多份无法确定"

    @property
    def counted(self) -> bool:
        """Whether the unit's filing counts."""
        return self in {FilingState.FILED, FilingState.LATE, FilingState.CARRIED}

    @property
    def owed(self) -> bool:
        """Whether the unit still has to send a filing that can be used."""
        return self in {FilingState.NOT_FILED, FilingState.UNREADABLE, FilingState.SEVERAL}


class TemplateState(StrEnum):
    """What a filing was made from; only an old template is worth a notice."""

    CURRENT = "现行模板"
    OLD = "模板不是最新"
    UNVERSIONED = "模板版本不明"
    FOREIGN = "非下发模板"
    NONE = ""


@dataclass(frozen=True, slots=True)
class FilingStatus:
    """One unit's filing under one rubric, as the office follows it up."""

    unit: Unit
    #: Rubric id and title.
    instrument: str
    title: str
    state: FilingState
    #: How late it came (逾期2天); empty where it came in time or not at all.
    late: str
    #: The file that counts, or that can't be used; empty where none is there.
    file: str
    received: datetime | None
    #: Every file of the unit under the rubric, superseded ones included, by name.
    versions: tuple[str, ...]
    template: TemplateState
    #: What has to be mended in the filing, and what should be looked at.
    must: int
    should: int
    #: Whether it states exactly what another file of the unit does.
    unchanged: bool

    @property
    def shown(self) -> str:
        """The state as a reader sees it: 已报, 逾期2天, 截止后报送."""
        return self.late if self.state is FilingState.LATE else str(self.state)

    @property
    def fine(self) -> bool:
        """Whether there is nothing to say of it."""
        on_time = self.state in {FilingState.FILED, FilingState.CARRIED}
        return on_time and not (self.must or self.should or self.remarks)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What else is worth telling, in a word each."""
        told = [str(self.template)] if self.template is TemplateState.OLD else []
        told += [f"收到{len(self.versions)}份"] if len(self.versions) > 1 else []
        return (*told, *(["重报内容没有变化"] if self.unchanged else []))


def filing_statuses(
    result: CampaignResult, problems: Sequence[Problem]
) -> tuple[FilingStatus, ...]:
    """The status of every unit under every rubric, in the order of the register.

    *problems* are all those of the campaign.
    """
    instruments = {item.rubric.id: item for item in result.instruments}
    by_file = _by_file(problems)
    return tuple(
        _status(record, instruments[record.instrument], by_file)
        for record in result.returns.returns
        if record.instrument in instruments
    )


def old_templates(result: CampaignResult) -> Iterator[Problem]:
    """A notice at each filing that was made from a template of another edition of its rubric."""
    instruments = {item.rubric.id: item for item in result.instruments}
    for record in result.returns.returns:
        instrument = instruments.get(record.instrument)
        if instrument is None or _template(record, instrument) is not TemplateState.OLD:
            continue
        yield kinds.OLD_TEMPLATE.at(
            CellPlace(record.filing or ""),
            unit=record.unit.id,
            version=record.template_version,
            current=instrument.rubric_sha256[:VERSION_LENGTH],
        )


def unit_files(returns: CampaignReturns) -> frozenset[str]:
    """The files that units mend; the faults in all others are the office's own."""
    return frozenset(
        item.file
        for item in returns.inputs
        if item.unit is not None or item.kind.startswith(SheetKind.STATEMENTS.value)
    )


def _by_file(problems: Iterable[Problem]) -> Mapping[str, Sequence[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.place.file, []).append(problem)
    return found


def _status(
    record: UnitReturns,
    instrument: InstrumentResult,
    problems: Mapping[str, Sequence[Problem]],
) -> FilingStatus:
    files = record.versions or record.unusable
    looked_at = (record.filing,) if record.filing else files
    own = [problem for file in looked_at for problem in problems.get(file, ())]
    degrees = [problem.kind.severity for problem in own]
    return FilingStatus(
        unit=record.unit,
        instrument=record.instrument,
        title=instrument.rubric.title,
        state=_state(record, instrument),
        late=record.late or "",
        file=record.filing or next(iter(files), ""),
        received=record.received,
        versions=files,
        template=_template(record, instrument),
        must=degrees.count(Severity.BLOCKING),
        should=degrees.count(Severity.WARNING),
        unchanged=any(problem.kind is kinds.UNCHANGED for problem in own),
    )


def _state(record: UnitReturns, instrument: InstrumentResult) -> FilingState:
    excluded = instrument.standings.cohort.missing.get(record.unit.id)
    match excluded:
        case None if record.filing is None:
            return FilingState.CARRIED
        case None:
            return FilingState.LATE if record.late else FilingState.FILED
        case _:
            return _EXCLUSIONS[excluded]


_EXCLUSIONS = {
    NOT_FILED: FilingState.NOT_FILED,
    AFTER_CUTOFF: FilingState.AFTER_CUTOFF,
    UNREADABLE: FilingState.UNREADABLE,
    SEVERAL: FilingState.SEVERAL,
}


def _template(record: UnitReturns, instrument: InstrumentResult) -> TemplateState:
    version = record.template_version
    if record.filing is None:
        return TemplateState.NONE
    if version is None:
        return TemplateState.FOREIGN
    if _FINGERPRINT.fullmatch(version) is None:
        return TemplateState.UNVERSIONED
    current = instrument.rubric_sha256.startswith(version)
    return TemplateState.CURRENT if current else TemplateState.OLD
