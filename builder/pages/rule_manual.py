"""The page 「评分规则说明」: every rule kind with its parameters and an executed example."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.marks import MARK_STATE_NAMES
from builder.model.numbers import brief
from builder.pages import addresses
from builder.pages.overview import Overview, crumbs
from builder.pages.page import Cell, Fact, Page, Table, columns
from builder.rubric.manual import Given, ManualKey, ManualPage, WorkedExample

TITLE = "评分规则说明"


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A worked example as the template places it."""

    title: str
    given: tuple[Fact, ...]
    others: tuple[Fact, ...]
    steps: tuple[str, ...]
    result: str
    rule: str


@dataclass(frozen=True, slots=True)
class KindView:
    """One rule kind."""

    anchor: str
    name: str
    summary: str
    sentences: tuple[str, ...]
    example: ExampleView | None
    keys: Table


@dataclass(frozen=True, slots=True)
class RuleManualView:
    """What the template places: the kinds, then the terms that all are written in."""

    kinds: tuple[KindView, ...]
    terms: tuple[Table, ...]


def rule_manual_page(
    site: Overview,
    manual: Sequence[ManualPage],
    terms: Sequence[tuple[str, tuple[ManualKey, ...]]],
) -> Page:
    """The page of all rule kinds; *terms* are the parameters of measures and conditions."""
    view = RuleManualView(
        kinds=tuple(_kind(item) for item in manual),
        terms=tuple(_keys(f"{name}的写法", keys) for name, keys in terms),
    )
    return Page(
        address=addresses.RULE_MANUAL,
        template="rule_manual.md.j2",
        title=TITLE,
        summary=f"评分细则用到的{len(manual)}种计分办法：怎么算，各有一个由本系统当场算出的例子。",
        crumbs=crumbs(addresses.RULE_MANUAL, (TITLE, addresses.RULE_MANUAL)),
        notices=site.notices,
        facts=(site.authorities,),
        view=view,
    )


def _kind(item: ManualPage) -> KindView:
    return KindView(
        anchor=f"k-{item.kind}",
        name=item.name,
        summary=item.summary,
        sentences=item.sentences,
        example=None if item.example is None else _example(item.example),
        keys=_keys(f"「{item.name}」的参数", item.keys),
    )


def _example(example: WorkedExample) -> ExampleView:
    outcome = example.outcome
    state = MARK_STATE_NAMES[outcome.state]
    return ExampleView(
        title=example.title,
        given=tuple(Fact(item.title, item.shown) for item in example.given),
        others=tuple(Fact(name, _listed(given)) for name, given in example.others),
        steps=outcome.steps,
        result=state if outcome.points is None else f"{brief(outcome.points)}分",
        rule=example.rule,
    )


def _listed(given: tuple[Given, ...]) -> str:
    return "；".join(f"{item.title}：{item.shown}" for item in given)


def _keys(caption: str, keys: tuple[ManualKey, ...]) -> Table:
    rows = tuple(
        (Cell(key.path), Cell(key.name), Cell("必填" if key.required else "选填"), Cell(_how(key)))
        for key in keys
    )
    heads = columns("参数", "名称", "必填", "写法", wide=("写法",))
    return Table(caption, heads, rows, sortable=False, narrow="lines")


def _how(key: ManualKey) -> str:
    choices = "；".join(f"{word}：{meaning}" for word, meaning in key.choices)
    parts = dict.fromkeys((key.takes, key.note, choices))
    return "。".join(part for part in parts if part)
