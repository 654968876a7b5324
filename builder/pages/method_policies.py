"""The policies of a whole rubric in Chinese: how a total comes about, and who wins what."""

from collections.abc import Iterator

from builder.model.numbers import plain
from builder.pages.rule_words import choice_name
from builder.rubric.ratings import Comparability, Rating
from builder.rubric.schema import Exclusion, Grade, Part, Rubric, Section, SectionKind, TieKey
from builder.rubric.spans import span_words
from builder.scoring.conclusions import only_concludes

_TIE_WORDS = {
    "competition": "总分相同的名次相同，其后的名次顺延（1、2、2、4）。",
    "dense": "总分相同的名次相同，其后的名次不顺延（1、2、2、3）。",
}

_METHOD_WORDS = {"sum": "之和", "mean": "的加权平均"}


def composition_words(rubric: Rubric) -> tuple[str, ...]:
    """From the rows to the total, a sentence a part and a section that is out of the ordinary."""
    return () if only_concludes(rubric) else tuple(_compose(rubric))


def ranking_words(rubric: Rubric) -> tuple[str, ...]:
    """Rounding, order and ties."""
    rounding = rubric.rounding
    if only_concludes(rubric):
        return ("不计分，不排名，只列各项的数值和达标情况。",)
    places = f"各项得分四舍五入保留{rounding.rows}位小数，总分保留{rounding.totals}位小数。"
    leagues = f"{choice_name(Rubric, 'leagues', rubric.leagues)}。"
    apart = (leagues,) if rubric.leagues != "one" else ()
    order = "板块得分按各项印出的得分计算，名次按印出的总分排定。"
    note = (rubric.total_note,) if rubric.total_note else ()
    compared = _comparability(rubric.comparability) if rubric.comparability else ()
    return (places, order, _TIE_WORDS[rubric.ties], *apart, *note, *compared)


def grade_words(rubric: Rubric) -> tuple[str, ...]:
    """Titles, labels by bands, and who is kept from them."""
    return (
        *(_grade(grade, rubric) for grade in rubric.grades),
        *(_rating(rating) for rating in rubric.ratings),
        *(_exclusion(item, rubric) for item in rubric.exclusions),
    )


def _compose(rubric: Rubric) -> Iterator[str]:
    for part in rubric.parts:
        yield _part(part, rubric)
        yield from (words for section in part.sections for words in _section(section))


def _part(part: Part, rubric: Rubric) -> str:
    if len(rubric.parts) == 1:
        share = f"即{rubric.total_title}"
    elif rubric.composition == "sum":
        share = "与其他部分相加为总分"
    else:
        share = f"占总分的{plain(part.weight * 100)}%"
    floor = f"，最低{plain(part.floor)}分" if part.floor is not None else ""
    ceiling = f"，最高{plain(part.ceiling)}分" if part.ceiling is not None else ""
    kinds = {section.kind for section in part.sections}
    words = f"基础分（各板块{_METHOD_WORDS[part.method]}，满分{plain(part.points)}分）"
    words += " + 加分" if SectionKind.BONUS in kinds else ""
    words += " − 扣分" if SectionKind.PENALTY in kinds else ""
    return f"{part.title}：{words}{floor}{ceiling}，{share}。"


def _section(section: Section) -> Iterator[str]:
    if section.method == "mean":
        yield f"{section.title}：各项得分的加权平均。"
    if section.gate is not None:
        least = plain(section.gate.base_at_least)
        yield f"{section.title}：基础分达到{least}分的，加分才计入。"


def _grade(grade: Grade, rubric: Rubric) -> str:
    among = f"从获得「{grade.among}」的单位中" if grade.among else "从列入排名的单位中"
    least = f"总分不低于{plain(grade.at_least)}分" if grade.at_least is not None else ""
    below = f"总分低于{plain(grade.below)}分" if grade.below is not None else ""
    top = f"取前{grade.top}名" if grade.top is not None else ""
    chosen = "，".join(words for words in (least, below, top) if words)
    honour = "有一票否决的单位不参评。" if grade.honour else ""
    return f"「{grade.title}」：{among}，{chosen}。{_tie(grade, rubric)}{honour}"


def _tie(grade: Grade, rubric: Rubric) -> str:
    if grade.top is None:
        return ""
    chain = "；再".join(_step(step, rubric) for step in grade.tie_chain)
    if not chain:
        return "末位总分相同的，需人工裁定。"
    return f"末位总分相同的，{chain}；仍相同的，需人工裁定。"


def _step(step: TieKey, rubric: Rubric) -> str:
    order = "高者在前" if step.better == "more" else "少者在前"
    match step.by:
        case "part":
            subject = next(part.title for part in rubric.parts if part.id == step.id)
        case "indicator":
            row = next(row for row in rubric.indicators if row.id == step.id)
            subject = f"{row.id} {row.title}"
        case "penalty":
            subject = "扣分"
    return f"比较「{subject}」，{order}"


def _rating(rating: Rating) -> str:
    spans = (span_words(rating.bands, place, plain) for place in range(len(rating.bands)))
    pairs = zip(spans, rating.bands, strict=True)
    return f"{rating.title}：{'；'.join(f'{span}为{band.label}' for span, band in pairs)}。"


def _comparability(found: Comparability) -> tuple[str, ...]:
    reason = f"：{found.reason}" if found.reason else ""
    return (f"{'可以' if found.comparable else '不能'}与上一版（{found.before}）比较{reason}。",)


def _exclusion(item: Exclusion, rubric: Rubric) -> str:
    row = next(row for row in rubric.indicators if row.id == item.indicator)
    return f"{item.title}：「{row.id} {row.title}」最后{item.last}名的单位不参评。"
