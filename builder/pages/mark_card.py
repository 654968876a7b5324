"""One mark as a card: points, requirement, and 「为什么是这个分」 down to the cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.model.answers import Answer
from builder.model.marks import Mark, MarkState
from builder.model.places import CellPlace
from builder.pages.overview import section_of
from builder.pages.page import Link
from builder.pages.words import State, show_state
from builder.rubric.schema import Exclusion, Rubric, SectionKind, Veto
from builder.scoring.conclusions import tone_of
from builder.wording import show_origin, show_points, veto_name

#: So many cells of one sheet are named; the open data have them all.
_NAMED = 24
#: A step that repeats so many conditions of the one before is told in short.
_LONG = 4
#: The rule that compares with the campaigns before.
_COMPARES = "target"


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps of a calculation, in order, with what they lead to."""

    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceValue:
    """One value that a mark used, with the cell that it stands in."""

    #: Empty where nobody returned it.
    cell: str
    title: str
    #: Empty where the arithmetic says it in the same words.
    shown: str
    #: The assessor's reason, where the value is a finding.
    reason: str


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The values that stand in one sheet, by whom it was filled in."""

    origin: str
    #: File and sheet; empty where nothing was received.
    place: str
    values: tuple[SourceValue, ...]
    #: How many there are in all and where, if they are more than are listed; else empty.
    more: str = ""


@dataclass(frozen=True, slots=True)
class MarkCard:
    """What the template places of one mark."""

    anchor: str
    title: str
    points: str
    #: 「/ 3分」, 「（扣分）」 or nothing.
    scale: str
    state: State
    #: The state in words, where the mark isn't simply given.
    note: str
    #: What the answers come to in a word: 部分达标, 接近目标（黄）; often empty.
    label: str
    #: The style sheet's word for the label.
    tone: str
    #: What is asked; empty where only the indicator's page says it.
    wording: str
    correction: str
    #: The arithmetic.
    steps: tuple[str, ...]
    #: The values used, those of one sheet together.
    sources: tuple[SourceGroup, ...]
    clause: str
    #: Of vetoes alone, since those of an indicator stand on its page.
    defaults: tuple[str, ...]
    figures: tuple[str, ...]
    links: tuple[Link, ...]
    #: Whether it stands open at once: wherever full points, or the best word, were not given.
    opened: bool
    #: In a second round, what the first gave, leading to its page.
    first: Link | None = None
    #: What the row came to in campaigns before, where that was something else; often empty.
    before: str = ""


@dataclass(frozen=True, slots=True)
class WaivedRows:
    """Rows of a section that don't apply to a unit, all for the same reason."""

    title: str
    reason: str
    rows: tuple[MarkCard, ...]


def draw_mark(  # noqa: PLR0913 - a mark, and all that it leads to
    mark: Mark,
    rubric: Rubric,
    titles: Mapping[str, str],
    *,
    anchor: str,
    links: tuple[Link, ...],
    quoted: bool = True,
    inline: bool = False,
    first: Link | None = None,
    before: str = "",
) -> MarkCard:
    """The card of *mark*; *titles* are those of the campaigns, *links* lead on from it.

    *quoted* tells whether it says what is asked, *inline* whether the values that it is compared
    with stand here, because no page before has them; *first* is what the first of two rounds gave,
    *before* what campaigns before came to.
    """
    section = section_of(rubric, mark.indicator)
    row = next(row for row in section.indicators if row.id == mark.indicator)
    concluded = mark.points is None and bool(mark.label)
    return MarkCard(
        anchor=anchor,
        title=f"{row.id} {row.title}",
        points=mark.label if concluded else show_points(mark.points),
        scale=_scale(mark, section.kind),
        state=show_state(mark.state),
        note=_note(mark),
        label="" if concluded else mark.label,
        tone=tone_of(mark.label) if mark.label and _stands_open(mark) else "plain",
        wording=row.wording if quoted else "",
        correction=row.correction,
        steps=tuple(_steps(mark.trace)),
        sources=group_sources(
            _returned(mark) if inline else _own_answers(mark), titles, "；".join(mark.trace)
        ),
        clause=row.clause,
        defaults=(),
        figures=mark.figures,
        links=links,
        opened=_stands_open(mark),
        first=first,
        before=before,
    )


def _steps(trace: Sequence[str]) -> Iterator[str]:
    """The steps, without the long list of conditions that the step before has told already."""
    before: set[str] = set()
    for step in trace:
        parts = step.split("；")
        known = len(parts) >= _LONG and before.issuperset(parts)
        yield f"其中的{len(parts)}项，见上一步" if known else step
        before = set(parts)


def _note(mark: Mark) -> str:
    """Empty where points, a word or the scale say it already."""
    told = {MarkState.SCORED, MarkState.NOT_APPLICABLE}
    return "" if mark.state in told else show_state(mark.state).text


def draw_veto(mark: Mark, rubric: Rubric, titles: Mapping[str, str]) -> MarkCard:
    """The card of a veto that stands against a unit; *titles* are those of the campaigns."""
    rules: tuple[Veto | Exclusion, ...] = (*rubric.vetoes, *rubric.exclusions)
    veto = next(item for item in rules if item.id == mark.indicator)
    return MarkCard(
        anchor=f"v-{veto.id}",
        title=f"{veto.id} {veto.title}",
        points=veto_name(mark),
        scale="",
        state=State("veto", "✕", "取消评优资格"),
        note="✕ 取消评优资格",
        label="",
        tone="plain",
        wording=veto.wording,
        correction="",
        steps=mark.trace,
        sources=group_sources(mark.answers, titles),
        clause=veto.clause,
        defaults=tuple(default.text for default in veto.defaults),
        figures=mark.figures,
        links=(),
        opened=True,
    )


def _stands_open(mark: Mark) -> bool:
    if mark.state is MarkState.NOT_APPLICABLE:
        return False
    if mark.points is None and mark.label:
        return tone_of(mark.label) in {"near", "short"}
    return mark.points is None or mark.points != mark.most


def group_sources(
    answers: Sequence[Answer], titles: Mapping[str, str], told: str = ""
) -> tuple[SourceGroup, ...]:
    """The values that a mark used, with who supplied each and where it stands.

    *titles* are those of the campaigns, by id; *told* is the arithmetic that stands above, whose
    values aren't said again.
    """
    groups: dict[tuple[str, str], list[SourceValue]] = {}
    for answer in answers:
        place = answer.place
        sheet = CellPlace(place.file, place.sheet) if place else ""
        known = any(f"{answer.title}{sign}{answer.shown}" in told for sign in ("", "："))
        shown = "" if known else answer.shown
        value = SourceValue(place.cell if place else "", answer.title, shown, answer.reason)
        groups.setdefault((show_origin(answer, titles), str(sheet)), []).append(value)
    return tuple(_group(*key, values) for key, values in groups.items())


def _group(origin: str, place: str, values: Sequence[SourceValue]) -> SourceGroup:
    more = f"……共{len(values)}处，全部见开放数据" if len(values) > _NAMED else ""
    return SourceGroup(origin, place, tuple(values[:_NAMED]), more)


def tell_apart(
    cards: Sequence[MarkCard],
) -> tuple[tuple[MarkCard, ...], tuple[WaivedRows, ...]]:
    """The cards to be drawn, and those that say the same: rows that don't apply for one reason."""
    reasons: dict[str, list[MarkCard]] = {}
    for card in cards:
        if card.state.key == MarkState.NOT_APPLICABLE.value and not (
            card.sources or card.first or card.before
        ):
            reasons.setdefault("；".join(card.steps), []).append(card)
    waived = {reason: rows for reason, rows in reasons.items() if len(rows) > 1}
    apart = {card.anchor for rows in waived.values() for card in rows}
    groups = (
        WaivedRows(f"不适用的{len(rows)}项", f"{reason}。", tuple(rows))
        for reason, rows in waived.items()
    )
    return tuple(card for card in cards if card.anchor not in apart), tuple(groups)


def compared_campaign(mark: Mark) -> str:
    """The id of the campaign before that *mark* is only compared with; usually empty."""
    older = (answer.carried_from for answer in mark.answers if answer.carried_from)
    return next(older, "") if mark.rule == _COMPARES else ""


def _own_answers(mark: Mark) -> tuple[Answer, ...]:
    """The answers that *mark* rests on: those that it is compared with stand on pages before."""
    if mark.rule != _COMPARES:
        return mark.answers
    fresh = {answer.field for answer in mark.answers if not answer.carried_from}
    return tuple(a for a in mark.answers if not a.carried_from or a.field not in fresh)


def _returned(mark: Mark) -> tuple[Answer, ...]:
    """The answers of *mark* without those that a campaign before should have had, and hadn't."""
    return tuple(a for a in mark.answers if a.place or not a.carried_from)


def _scale(mark: Mark, kind: SectionKind) -> str:
    if kind is SectionKind.PENALTY:
        return "分（从总分中扣除）" if mark.points else "分（没有扣分）"
    if mark.points is None and mark.state is MarkState.NOT_APPLICABLE:
        return "不适用（不计入）"
    if mark.most is None:
        return "（不记分）" if kind is SectionKind.BASE else "分（不设上限）"
    return f"/ {show_points(mark.most)} 分"
