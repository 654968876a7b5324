"""Which of a project's campaigns a command is about."""

from typing import Annotated

import typer
from rich.console import Console

from builder.commands.saying import stop
from builder.disclosure.gate import masked
from builder.pipeline import Evaluation
from builder.scoring.results import CampaignResult
from builder.summary import in_order

Only = Annotated[
    str | None,
    typer.Option("--campaign", help="只看一个评估任务：写它的文件夹名，或标题的一部分。"),
]


def choose(
    console: Console, evaluation: Evaluation, campaign: str | None
) -> tuple[CampaignResult, ...]:
    """The rounds to look at: all, or the one that *campaign* names; ends the run without one."""
    rounds = in_order(evaluation.results)
    if campaign is None:
        return rounds
    exact = tuple(result for result in rounds if result.campaign.id == campaign)
    found = exact or tuple(r for r in rounds if campaign in _names(r))
    if len(found) != 1:
        told = "有几个评估任务都叫" if found else "没有评估任务"
        listed = "".join(
            f"\n  {r.campaign.id}  {masked(r.campaign.menu_title)}" for r in found or rounds
        )
        stop(console, f"✘ {told}“{campaign}”。请写下面的一个文件夹名：{listed}")
    return found


def _names(result: CampaignResult) -> str:
    campaign = result.campaign
    return f"{campaign.id}\n{campaign.title}\n{campaign.short_title}"
