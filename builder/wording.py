"""Numbers, days, times and places in the words that every reader sees, on pages and on paper."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from builder.intake.campaign import Campaign
from builder.model.answers import ORIGIN_NAMES, Answer
from builder.model.marks import MARK_STATE_NAMES, Mark, MarkState
from builder.model.numbers import ZERO, plain, round_half_up
from builder.model.standings import PartTally, SectionTally, Standing
from builder.rubric.schema import SectionKind

SECTION_KIND_NAMES = {
    SectionKind.BASE: "基础分",
    SectionKind.BONUS: "加分",
    SectionKind.PENALTY: "扣分",
}


#: What totals and rows are counted in, unless a rubric says otherwise.
POINTS = "分"


#: Stands for the points, or the titles, that nobody can tell yet.
NOT_KNOWN = MARK_STATE_NAMES[MarkState.PENDING]


STATUS_NAMES = {"draft": "草稿", "final": "正式"}


def show_points(points: Decimal | None) -> str:
    """*points* in plain digits, or a dash where there are none."""
    return "—" if points is None else plain(points).replace("-", "−")


def signed(points: Decimal | None, kind: SectionKind) -> Decimal | None:
    """*points* as they change a total: those of a penalty section are taken off."""
    return -points if points and kind is SectionKind.PENALTY else points


def show_outcome(mark: Mark, kind: SectionKind) -> str:
    """What *mark* came to: its points as they change the total; without any, a word."""
    points = signed(mark.points, kind)
    return show_points(points) if points is not None else mark.label or MARK_STATE_NAMES[mark.state]


def fixed(number: Decimal, places: int) -> str:
    """*number* with exactly *places* decimals, as it stands in a column."""
    return format(round_half_up(number, places), "f").replace("-", "−")


def show_titles(row: Standing) -> str:
    """The titles won, that they aren't given yet, or a dash."""
    if row.titles_open:
        return NOT_KNOWN
    return "、".join(row.grades) or "—"


def part_value(part: PartTally) -> Decimal | str:
    """What a part came to; a word while none of its rows is known."""
    return NOT_KNOWN if part.is_open else part.points


def tell_absence(section: SectionTally) -> str | None:
    """Why a section has no points at all; None where it has, or could have."""
    if section.is_open:
        return NOT_KNOWN
    if section.kind != SectionKind.BASE or section.most != ZERO:
        return None
    states = {mark.state for mark in section.marks}
    return "不适用" if states == {MarkState.NOT_APPLICABLE} else "不记分"


def veto_name(veto: Mark) -> str:
    """What kind of bar to honours *veto* is."""
    return "末位取消资格" if veto.rule == "exclusion" else "一票否决"


def veto_words(veto: Mark) -> str:
    """What kind of bar *veto* is and its title, once where the two are the same."""
    name = veto_name(veto)
    return name if veto.title == name else f"{name}：{veto.title}"


def show_day(day: date) -> str:
    """2018年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def show_time(time: datetime | None) -> str:
    """2019年1月10日 18:00, or that none is set."""
    return f"{show_day(time)} {time:%H:%M}" if time else "未设定"


def show_period(campaign: Campaign) -> str:
    """The days that a campaign assesses."""
    return f"{show_day(campaign.period.start)}至{show_day(campaign.period.end)}"


def show_origin(answer: Answer, titles: Mapping[str, str]) -> str:
    """Who supplied an answer, for which group, and from which earlier campaign, where from one.

    *titles* are those of the campaigns, by id.
    """
    before = titles.get(answer.carried_from, answer.carried_from)
    carried = f"（取自{before}）" if before else ""
    group = f"（{answer.group}）" if answer.group else ""
    return f"{ORIGIN_NAMES[answer.origin]}{group}{carried}"


def show_place(answer: Answer) -> str:
    """Where an answer stands: file › sheet › cell."""
    return str(answer.place) if answer.place else "没有收到"
