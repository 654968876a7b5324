"""Filings that came in anew without a change: other bytes, the same answers."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping

from builder.intake.campaign import Period
from builder.intake.filing_rows import read_filing
from builder.intake.filings import Filing
from builder.intake.statements import OwnStatement, SelfScored
from builder.intake.versions import Chosen, Key
from builder.model import problem_kinds as kinds
from builder.model.answers import Answer
from builder.model.places import CellPlace
from builder.model.problems import Problem


def find_unchanged(
    filings: Iterable[Filing], chosen: Mapping[Key, Chosen], period: Period
) -> Iterator[Problem]:
    """One notice at each filing that states exactly what another of its unit does.

    It stands at the filing that counts; where none is settled, at each after the first by name.
    """
    groups: dict[Key, list[Filing]] = {}
    for one in filings:
        groups.setdefault((one.unit.id, one.index.rubric.id), []).append(one)
    for key, group in groups.items():
        if len(group) > 1:
            yield from _unchanged(group, chosen[key].filing, period)


def _unchanged(
    group: Iterable[Filing], counted: Filing | None, period: Period
) -> Iterator[Problem]:
    seen: list[tuple[Counter[Hashable], Filing]] = []
    for filing in sorted(group, key=lambda one: (one is counted, one.file)):
        stated = Counter(_content(one, filing) for one in read_filing(filing, period, whole=False))
        twin = next((other for content, other in seen if content == stated), None)
        if twin is not None and (counted is None or filing is counted):
            place, unit = CellPlace(filing.file), filing.unit.id
            yield kinds.UNCHANGED.at(place, unit=unit, other=twin.file)
        seen.append((stated, filing))


def _content(statement: OwnStatement, filing: Filing) -> Hashable:
    """What *statement* says, without the place where it says it."""
    if isinstance(statement, Problem):
        # What can't be read is told apart by what is said of it.
        return (statement.kind.code, statement.wrong.replace(filing.file, ""))
    if isinstance(statement, SelfScored):
        return ("", *_answer(statement.score))
    said = statement.said
    if isinstance(said, Answer):
        return _answer(said)
    return (said.log, *(_answer(answer) for answer in said.row.values()))


def _answer(answer: Answer) -> tuple[Hashable, ...]:
    return (answer.field, answer.state, answer.value)
