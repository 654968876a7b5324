"""What a unit came to, in one sentence: total, rank, change, and where the points were lost."""

from collections.abc import Iterable, Sequence

from builder.intake.campaign import Campaign
from builder.model.standings import Scorecard, Standing
from builder.model.units import UnitKind
from builder.pages.conclusions import tell_conclusions
from builder.pages.history import Past, tell_change
from builder.pages.score_tables import Losses, find_losses
from builder.rubric.schema import Rubric
from builder.scoring.conclusions import only_concludes
from builder.scoring.results import InstrumentResult
from builder.wording import fixed, veto_words

#: What units of one kind are called among themselves; mixed ones are 单位.
_NOUNS = {
    UnitKind.DEPARTMENT: "部门",
    UnitKind.TOWNSHIP: "乡镇",
    UnitKind.SUBDISTRICT: "街道",
    UnitKind.DEVELOPMENT_ZONE: "开发区",
}


def tell_unit(
    campaign: Campaign, instrument: InstrumentResult, row: Standing, past: Sequence[Past]
) -> str:
    """What *row* came to in *campaign*, without a full stop; *past* is what it may compare with."""
    rubric, card = instrument.rubric, row.scorecard
    if card is not None and only_concludes(rubric):
        told = f"{tell_conclusions(card.marks, '项')}（不计分、不排名）"
        return _join((told, tell_losses(find_losses(card, rubric))))
    if card is None or row.total is None:
        return f"未列入{list_name(rubric)}，原因：{row.unranked_reason}"
    total = f"{rubric.total_title}{fixed(row.total, rubric.rounding.totals)}{rubric.total_measure}"
    change = tell_change(campaign, row, instrument, past)
    place = "，".join(part for part in (total, tell_place(row, instrument), change) if part)
    return _join((place, tell_losses(find_losses(card, rubric)), _tell_vetoes(card)))


def tell_place(row: Standing, instrument: InstrumentResult) -> str:
    """The rank among the counted units of the league: 26个参评部门中第4名."""
    league = instrument.league(row)
    ranks = [other.rank for other in league]
    shared = "并列" if ranks.count(row.rank) > 1 else ""
    return f"{len(league)}个参评{kind_noun(league)}中{shared}第{row.rank}名"


def kind_noun(rows: Iterable[Standing]) -> str:
    """What the units of *rows* are called together: 部门, 乡镇, or 单位 for several kinds."""
    kinds = {row.unit.kind for row in rows}
    return _NOUNS[kinds.pop()] if len(kinds) == 1 else "单位"


def list_name(rubric: Rubric) -> str:
    """What a unit that isn't counted isn't listed in."""
    return "通报" if only_concludes(rubric) else "排名"


def tell_losses(losses: Losses) -> str:
    """Where most was lost, in a clause."""
    if not losses.rows:
        return "各项都没有失分" if losses.counts_points else "各项都达到要求"
    named = "、".join(losses.rows)
    colon = "" if losses.counts_points else "："
    return f"{losses.title}{colon}{named}{'等' if losses.more else ''}"


def _tell_vetoes(card: Scorecard) -> str:
    told = "、".join(map(veto_words, card.vetoes))
    return f"{told}，取消评优资格" if told else ""


def _join(clauses: Sequence[str]) -> str:
    return "；".join(clause for clause in clauses if clause)
