"""The rows of a method page: what is asked, from whom, and how points follow from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.answers import ORIGIN_NAMES
from builder.model.numbers import ZERO, plain
from builder.model.units import UNIT_KIND_NAMES
from builder.pages import addresses
from builder.pages.page import Cell, Fact, Table, columns
from builder.pages.rule_words import (
    Parameter,
    choice_name,
    rule_manual,
    rule_name,
    rule_parameters,
)
from builder.pages.term_words import Names, condition_words, measure_words
from builder.rubric.fields import Column, Field
from builder.rubric.schema import Default, Indicator, NotApplicable, Section, SectionKind, Veto
from builder.wording import SECTION_KIND_NAMES, show_points

NOT_APPLICABLE_WORDS = {
    NotApplicable.ZERO: "计0分，满分仍计入总分",
    NotApplicable.FULL: "按满分计",
    NotApplicable.EXCLUDE_RESCALE: "本项不计入，其余各项按比例折算到规定的满分",
    NotApplicable.GROUP_MEAN: "取其他参评单位本项的平均分",
    NotApplicable.SPREAD: "本项分值按比例摊到本板块其他各项",
}

#: What stands where there are no full points.
UNSCORED = frozenset({"不设上限", "不记分"})


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the rubric."""

    anchor: str
    title: str
    points: str
    wording: str
    correction: str
    grounds: tuple[Fact, ...]
    fields: Table | None
    rule: str
    manual: str
    parameters: tuple[Parameter, ...]
    defaults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionRows:
    """One section of the rubric with its rows."""

    anchor: str
    title: str
    heading: str
    defaults: tuple[str, ...]
    rows: tuple[RowView, ...]


def section_most(section: Section) -> str:
    """The declared or summed full points of a section, its cap, or that it has none."""
    if section.points is not None:
        return plain(section.points)
    if section.kind is not SectionKind.BASE:
        return "不设上限"
    points = [row.points for row in section.indicators if row.points is not None]
    return plain(sum(points, ZERO)) if points else "不记分"


def draw_section(section: Section, names: Names) -> SectionRows:
    """*section* with its rows."""
    most = section_most(section)
    return SectionRows(
        anchor=addresses.section_anchor(section.id),
        title=section.title,
        heading=f"{SECTION_KIND_NAMES[section.kind]}，{most}{'' if most in UNSCORED else '分'}",
        defaults=_texts(section.defaults),
        rows=tuple(_row(row, section.kind, names) for row in section.all_indicators),
    )


def _row(row: Indicator, kind: SectionKind, names: Names) -> RowView:
    most = "不记分" if kind is SectionKind.BASE else "不设上限"
    if row.points is not None:
        most = f"满分{show_points(row.points)}分"
    return RowView(
        anchor=addresses.indicator_anchor(row.id),
        title=f"{row.id} {row.title}",
        points=f"停用：{row.disabled}" if row.disabled else most,
        wording=row.wording,
        correction=row.correction,
        grounds=tuple(_grounds(row, names)),
        fields=_field_table(row.fields),
        rule=rule_name(row.rule),
        manual=rule_manual(row.rule),
        parameters=rule_parameters(row.rule, names),
        defaults=_texts(row.defaults),
    )


def _grounds(row: Indicator, names: Names) -> Iterator[Fact]:
    yield Fact("依据条款", row.clause)
    yield Fact("考核方式", row.method)
    if row.office:
        yield Fact("责任单位", row.office)
    if row.evidence:
        yield Fact("佐证材料", "、".join(row.evidence))
    if row.applies is not None:
        yield Fact("适用条件", condition_words(row.applies, names))
    if row.kinds:
        yield Fact("只适用于", "、".join(UNIT_KIND_NAMES[kind] for kind in row.kinds))
    yield Fact("不适用时", NOT_APPLICABLE_WORDS[row.not_applicable])
    if row.shown:
        yield Fact("参考数据", "；".join(measure_words(item, names) for item in row.shown))
    if row.sampling:
        of = names.title(row.sampling.of)
        yield Fact("抽样", f"从{of}中随机抽取{row.sampling.size}项，可复核")


def draw_veto_row(veto: Veto, names: Names) -> RowView:
    """A veto as a row."""
    return RowView(
        anchor=addresses.indicator_anchor(veto.id),
        title=f"{veto.id} {veto.title}",
        points="不影响得分" if veto.score is None else f"总分记{plain(veto.score)}分",
        wording=veto.wording,
        correction="",
        grounds=(Fact("依据条款", veto.clause),),
        fields=_field_table(veto.fields),
        rule="一票否决",
        manual=f"条件成立的，取消评优资格，{_veto_effect(veto)}",
        parameters=(Parameter("条件", (condition_words(veto.when, names),)),),
        defaults=_texts(veto.defaults),
    )


def _veto_effect(veto: Veto) -> str:
    if veto.score is None:
        return "不影响得分和名次。"
    return f"总分记{plain(veto.score)}分。"


def _field_table(fields: Sequence[Field]) -> Table | None:
    if not fields:
        return None
    rows = tuple(
        (
            Cell(field.title),
            Cell("、".join(ORIGIN_NAMES[origin] for origin in field.origin)),
            Cell(_type_words(field)),
            Cell(_field_notes(field)),
        )
        for field in fields
    )
    heads = columns("填报项", "来源（在前者优先）", "类型", "说明", wide=("说明",))
    return Table("需要的数据", heads, rows, sortable=False, narrow="lines")


def _withholding(column: Column) -> str:
    if isinstance(column, Field) and column.suppress_below:
        return f"少于{column.suppress_below}的只公布“<{column.suppress_below}”，记分用实际数值"
    return "数值不公布" if column.private else ""


def _type_words(field: Column) -> str:
    words = choice_name(Column, "type", field.type.value)
    if field.choices:
        words += f"：{'、'.join(field.choices)}"
    return f"{words}（{field.measure}）" if field.measure and field.measure != "%" else words


def _column_words(column: Column) -> str:
    note = _withholding(column)
    return f"{column.title}（{note}）" if note else column.title


def _field_notes(field: Field) -> str:
    heads = "、".join(_column_words(column) for column in field.columns)
    parts = [
        f"每行：{heads}" if heads else "",
        "日期在考核期间以外的记录不采用" if field.dated_by else "",
        "可填不适用" if field.not_applicable else "",
        "本期未填的沿用上一期" if field.carry_forward else "",
        _withholding(field),
        field.note,
    ]
    return "；".join(part for part in parts if part)


def _texts(defaults: Sequence[Default]) -> tuple[str, ...]:
    return tuple(default.text for default in defaults)
