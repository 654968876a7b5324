"""The page that explains every condition: rule, why, what it doesn't prove, and an example."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.flags.condition import FlagCondition, Publicity
from builder.flags.scenes import Scene
from builder.model.flags import FLAG_SEVERITY_NAMES
from builder.pages import addresses
from builder.pages.flag_table import SIGNS
from builder.pages.flags import DISCLAIMER
from builder.pages.overview import Overview, crumbs
from builder.pages.page import Cell, Fact, Page, Table, columns

TITLE = "红旗条件"
PUBLICITY: Mapping[Publicity, str] = {
    Publicity.PUBLIC: "公开",
    Publicity.INTERNAL: "只供内部核对，不公布",
    Publicity.WHEN_FINAL: "结果审签后公开",
}
STATES = (
    Fact("待核实", "系统列出，还没有单位说明，也没有列入整改台账销号。"),
    Fact("单位已说明", "单位在“红旗答复”中作了说明，说明列在红旗旁边；说明不等于销号。"),
    Fact("已整改", "整改台账已销号。"),
    Fact("整改逾期", "过了整改期限仍未销号。"),
    Fact("再次出现", "上一期或第一轮已经列出过同一情形。"),
)


@dataclass(frozen=True, slots=True)
class ExampleView:
    """One scene in words."""

    label: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """One condition on the page."""

    anchor: str
    heading: str
    rule: str
    facts: tuple[Fact, ...]
    exclusions: tuple[str, ...]
    defaults: tuple[str, ...]
    examples: tuple[ExampleView, ...]


@dataclass(frozen=True, slots=True)
class ConditionsView:
    """What the template places."""

    disclaimer: str
    states: tuple[Fact, ...]
    table: Table
    conditions: tuple[ConditionView, ...]


def flag_conditions_page(site: Overview, conditions: Sequence[FlagCondition]) -> Page:
    """The page of all *conditions*."""
    start = addresses.FLAG_CONDITIONS
    return Page(
        address=start,
        template="flag_conditions.md.j2",
        title=TITLE,
        summary=f"什么情况会列为红旗、黄旗：共{len(conditions)}种情形，每种都有条件、依据、例子和不列入的情况。",
        crumbs=crumbs(start, (TITLE, start)),
        notices=site.notices,
        facts=(site.authorities,),
        view=ConditionsView(
            disclaimer=DISCLAIMER,
            states=STATES,
            table=_table(conditions),
            conditions=tuple(map(_view, conditions)),
        ),
    )


def _table(conditions: Sequence[FlagCondition]) -> Table:
    rows = tuple(
        (
            Cell(f"{one.code} {one.title}", f"#{_anchor(one)}", sort=one.code),
            Cell(_severities(one)),
            Cell(PUBLICITY[one.public]),
        )
        for one in conditions
    )
    return Table("全部情形", columns("情形", "程度", "是否公开"), rows, narrow="lines")


def _view(one: FlagCondition) -> ConditionView:
    return ConditionView(
        anchor=_anchor(one),
        heading=f"{one.code} {one.title}",
        rule=one.rule,
        facts=(
            Fact("程度", _severities(one)),
            Fact("是否公开", PUBLICITY[one.public]),
            Fact("依据", one.source),
            Fact("为什么要看", one.why),
            Fact("不能说明什么", one.caveat),
            Fact("单位怎么办", one.advice),
        ),
        exclusions=one.exclusions,
        defaults=one.defaults,
        examples=(
            ExampleView("列入", one.example.raised.title, tuple(_given(one.example.raised))),
            ExampleView("不列入", one.example.innocent.title, tuple(_given(one.example.innocent))),
        ),
    )


def _given(scene: Scene) -> Iterator[str]:
    """How the scene is worked out, and what it gives."""
    if scene.computed:
        yield scene.computed
    for flag in scene.gives:
        name = FLAG_SEVERITY_NAMES[flag.severity]
        yield f"列为{name}：{flag.value}（界限：{flag.limit}）"


def _severities(one: FlagCondition) -> str:
    return "、".join(f"{SIGNS[s]} {FLAG_SEVERITY_NAMES[s]}" for s in one.severities)


def _anchor(one: FlagCondition) -> str:
    return one.code.lower()
