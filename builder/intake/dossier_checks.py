"""The checks of one claim of a 佐证材料汇编 (domain.md A.8), worded for page and office."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from builder.intake.wording import match_key
from builder.model import dossier_problem_kinds as kinds
from builder.model.answers import Answer, show_value
from builder.model.dossiers import Check, Exhibit, Figure
from builder.model.numbers import percent, plain
from builder.model.places import CellPlace
from builder.model.problems import Problem, ProblemKind
from builder.rubric.dossier import Claim

_DOCUMENT_NUMBER = re.compile(r"[^\s\d〔〕()（）\[\]]+〔(?:19|20)\d{2}〕[1-9]\d*号")
_NUMBERED = re.compile(r"〔\d{4}〕\d+号")
_ONE = r"\d{1,2}(?![\d.年月项件个])"
_CITED = re.compile(rf"佐证(?:材料)?第?({_ONE}(?:[、,和及至到~—–-]{_ONE})*)")
_SPAN = re.compile(r"(\d+)(?:[至到~—–-](\d+))?")
_NEEDED = ("number", "title", "issued", "access")


@dataclass(frozen=True, slots=True)
class Evidenced:
    """What one unit returned for one claim, and which files of proofs there are."""

    unit: str
    claim: Claim
    statement: Answer | None
    figures: tuple[Figure, ...]
    exhibits: tuple[Exhibit, ...]
    #: Names of the files in the folder of proofs, for matching.
    files: AbstractSet[str]
    #: The workbook, for what isn't there at all.
    file: CellPlace

    @property
    def text(self) -> str:
        """The statement for matching."""
        return match_key(str(self.statement.value)) if self.statement else ""

    @property
    def place(self) -> CellPlace:
        """Where the statement stands, else the workbook."""
        return (self.statement.place if self.statement else None) or self.file


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was looked at: what it is called, and what is wrong with it, if anything."""

    subject: str
    problem: Problem | None = None


def check_claim(told: Evidenced) -> tuple[tuple[Check, ...], tuple[Problem, ...]]:
    """How each check of the claim went, and the problems for the office.

    What a check says in public names exhibits by their number only, for not all may be shown.
    """
    checks: list[Check] = []
    problems: list[Problem] = []
    for title, look in _CHECKS:
        looks = tuple(look(told))
        wrong = [(one.subject, one.problem) for one in looks if one.problem is not None]
        faults = tuple(f"{subject}：{problem.kind.title}" for subject, problem in wrong)
        checks.append(Check(title, len(looks), faults))
        problems += [problem for _, problem in wrong]
    return tuple(checks), tuple(problems)


def _stated(told: Evidenced) -> Iterator[Look]:
    missing = _at(told, kinds.NO_STATEMENT, told.place, claim=told.claim.id)
    yield Look(f"论点{told.claim.id}", None if told.statement else missing)


def _demanded(told: Evidenced) -> Iterator[Look]:
    for figure in told.figures:
        answer = figure.answer
        place = answer.place or told.place
        problem = None
        if not answer.given:
            tokens = {"claim": told.claim.id, "title": answer.title}
            problem = _at(told, kinds.FIGURE_MISSING, place, **tokens)
        elif told.statement and not _tells(told.text, answer):
            tokens = {"title": answer.title, "shown": answer.shown}
            problem = _at(told, kinds.FIGURE_NOT_TOLD, place, **tokens)
        yield Look(answer.title, problem)


def _cited(told: Evidenced) -> Iterator[Look]:
    listed = {exhibit.number for exhibit in told.exhibits}
    own = tuple(match_key(exhibit.text("document")) for exhibit in told.exhibits)
    for number in cited_numbers(told.text):
        yield _citation(told, f"佐证{number}", known=str(number) in listed)
    for match in _NUMBERED.finditer(told.text):
        known = any(told.text[: match.end()].endswith(text) for text in own if text)
        yield _citation(told, match[0], known=known)


def _citation(told: Evidenced, cited: str, *, known: bool) -> Look:
    missing = _at(told, kinds.NOT_IN_LIST, told.place, cited=cited)
    return Look(cited, None if known else missing)


def _complete(told: Evidenced) -> Iterator[Look]:
    for exhibit in told.exhibits:
        empty = tuple(exhibit.row[key] for key in _NEEDED if not exhibit.row[key].given)
        yield Look(_name(exhibit), _incomplete(told, exhibit.place, empty))
    for figure in told.figures:
        if figure.answer.given:
            place = figure.answer.place or told.place
            empty = () if figure.as_of.given else (figure.as_of,)
            yield Look(figure.answer.title, _incomplete(told, place, empty))


def _incomplete(told: Evidenced, place: CellPlace, empty: Sequence[Answer]) -> Problem | None:
    heads = "、".join(answer.title for answer in empty)
    return _at(told, kinds.INCOMPLETE_EVIDENCE, place, heads=heads) if empty else None


def _filed(told: Evidenced) -> Iterator[Look]:
    for exhibit in told.exhibits:
        if file := exhibit.text("file"):
            known = match_key(file) in told.files
            place = exhibit.cell("file")
            missing = _at(told, kinds.EXHIBIT_FILE_MISSING, place, file=file)
            yield Look(_name(exhibit), None if known else missing)


def _numbered(told: Evidenced) -> Iterator[Look]:
    for exhibit in told.exhibits:
        if shown := exhibit.text("document"):
            right = _DOCUMENT_NUMBER.fullmatch("".join(shown.split()))
            place = exhibit.cell("document")
            wrong = _at(told, kinds.BAD_DOCUMENT_NUMBER, place, shown=shown)
            yield Look(_name(exhibit), None if right else wrong)


def _dated(told: Evidenced) -> Iterator[Look]:
    for exhibit in told.exhibits:
        if exhibit.issued is not None:
            yield _in_window(told, _name(exhibit), exhibit.issued, exhibit.cell("issued"))
    for figure in told.figures:
        day = figure.as_of.value
        if isinstance(day, date):
            place = figure.as_of.place or told.place
            yield _in_window(told, figure.answer.title, day, place)


def _in_window(told: Evidenced, subject: str, day: date, place: CellPlace) -> Look:
    window = told.claim.window
    if window.holds(day):
        return Look(subject)
    span = f"{show_value(window.start)}起" + (f"至{show_value(window.end)}" if window.end else "")
    return Look(subject, _at(told, kinds.OUTSIDE_WINDOW, place, shown=show_value(day), span=span))


def _paged(told: Evidenced) -> Iterator[Look]:
    spans = [(exhibit.pages, exhibit) for exhibit in told.exhibits if exhibit.pages]
    last = 0
    for (first, end), exhibit in sorted(spans, key=lambda item: item[0]):
        shown = f"{first}-{end}" if end > first else str(first)
        overlap = _at(told, kinds.PAGES_OVERLAP, exhibit.cell("pages"), shown=shown)
        yield Look(_name(exhibit), overlap if first <= last else None)
        last = max(last, end)
    for exhibit in told.exhibits:
        if exhibit.pages is None and (shown := exhibit.text("pages")):
            wrong = _at(told, kinds.NOT_PAGES, exhibit.cell("pages"), shown=shown)
            yield Look(_name(exhibit), wrong)


def cited_numbers(text: str) -> tuple[int, ...]:
    """The exhibits that a statement's *text* (for matching) cites: 佐证1、3-5 → 1, 3, 4, 5."""
    numbers: dict[int, None] = {}
    for match in _CITED.finditer(text):
        for first, last in _SPAN.findall(match[1]):
            numbers.update(dict.fromkeys(range(int(first), int(last or first) + 1)))
    return tuple(numbers)


def _tells(text: str, answer: Answer) -> bool:
    """Whether *text* holds the number of *answer*."""
    value = answer.number
    form = percent(value) if answer.measure == "%" else plain(value)
    return bool(re.search(rf"(?<![\d.]){re.escape(form)}(?![\d]|\.\d)", text.replace(",", "")))


def _name(exhibit: Exhibit) -> str:
    return f"佐证{exhibit.number or '（没有序号）'}"


def _at(told: Evidenced, kind: ProblemKind, place: CellPlace, **tokens: object) -> Problem:
    return kind.at(place, unit=told.unit, **tokens)


#: What each check says of what is in order, and how it is made.
_CHECKS: tuple[tuple[str, Callable[[Evidenced], Iterator[Look]]], ...] = (
    ("有情况说明", _stated),
    ("要求的数据都有，并写进情况说明", _demanded),
    ("情况说明引用的佐证都在目录内", _cited),
    ("目录和数据填写完整", _complete),
    ("目录所列文件都在佐证文件夹", _filed),
    ("文号为“机关代字〔年份〕序号号”", _numbered),
    ("日期在申报要求的期间", _dated),
    ("页码看得懂、不重叠", _paged),
)
