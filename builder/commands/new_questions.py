"""The questions of `gongshi new`, in order; what is known already makes the defaults."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from tabulate import tabulate

from builder.commands.asking import AnswerError, Asker, Question, read_yes_or_no
from builder.intake.calendar import CampaignFolder
from builder.intake.campaign import RESERVED, Campaign
from builder.office.newcomer import spans
from builder.office.newcomer.campaign_file import show_moment
from builder.office.newcomer.offers import Offer, Part, choose_offers
from builder.office.newcomer.spans import Span

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_NO_ROUND = "0"
#: Columns of the widest column of the list of rubrics, so that it keeps to 80.
_TITLE_WIDTH = 42


@dataclass(frozen=True, slots=True)
class Given:
    """The answers that came as options; None is asked for."""

    id: str | None = None
    title: str | None = None
    region: str | None = None
    authority: str | None = None
    span: str | None = None
    deadline: str | None = None
    cutoff: str | None = None
    previous: str | None = None
    parts: str | None = None
    rescores: str | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """What is asked with: who is asked, what is there already, and the day of asking."""

    asker: Asker
    given: Given
    offers: Sequence[Offer]
    #: The campaigns with returns of their own, the newest last.
    rounds: Sequence[CampaignFolder]
    #: Every id that is in use, those of years among them.
    taken: frozenset[str]
    #: What campaigns are called in menus already, years among them.
    called: frozenset[str]
    today: date


def ask_campaign(interview: Interview) -> tuple[Campaign, CampaignFolder | None]:
    """Every question but that for the units: the campaign, and the one before it."""
    previous = _ask_previous(interview)
    before = previous.campaign if previous else None
    parts = _ask_parts(interview, before)
    region, authority = _ask_whose(interview, before)
    span = _ask_span(interview, before)
    rescores = _ask_rescores(interview, before, _ids(parts, Part.INSTRUMENT), span)
    short = f"{region}{span.words}{'（第二轮）' if rescores else ''}"
    title = _ask_words(
        interview,
        Question("标题，印在网页和通报上", f"{short}政务服务评估"),
        interview.given.title,
    )
    id_ = _ask_id(interview, span)
    deadline, cutoff = _ask_moments(interview, span)
    campaign = Campaign(
        id=id_,
        title=title,
        short_title=_free_name((short, title, f"{title}（{id_}）"), interview.called),
        authority=authority,
        region=region,
        period=span.period,
        deadline=deadline,
        cutoff=cutoff,
        instruments=_ids(parts, Part.INSTRUMENT),
        dossiers=_ids(parts, Part.DOSSIER),
        catalogues=_ids(parts, Part.CATALOGUE),
        previous=before.id if before else None,
        rescores=rescores,
    )
    return campaign, previous


def _free_name(names: Sequence[str], called: frozenset[str]) -> str:
    """The first of *names* that no other campaign is called by; the last is only its own."""
    return next((name for name in names if name not in called), names[-1])


def _ids(parts: Sequence[Offer], part: Part) -> tuple[str, ...]:
    return tuple(one.id for one in parts if one.part is part)


def _ask_previous(interview: Interview) -> CampaignFolder | None:
    """The campaign before; not asked where there is none."""
    rounds = interview.rounds
    if not rounds and interview.given.previous is None:
        return None
    listed = [f"  {n} {one.campaign.menu_title}" for n, one in enumerate(rounds, start=1)]
    if interview.given.previous is None and not interview.asker.unasked:
        interview.asker.tell(["\n上一期是哪一个？后面的答案照它预填。", "  0 没有上一期", *listed])
    real = [n for n, one in enumerate(rounds, start=1) if not one.campaign.demo]
    default = str(real[-1]) if real else _NO_ROUND
    known = {str(n): one for n, one in enumerate(rounds, start=1)}
    known |= {one.campaign.id: one for one in rounds}

    def read(answer: str) -> CampaignFolder | None:
        if answer not in {*known, _NO_ROUND}:
            message = f"没有“{answer}”，请写上面的序号，没有上一期写0"
            raise AnswerError(message)
        return known.get(answer)

    question = Question("上一期的序号", default)
    return interview.asker.ask(question, read, interview.given.previous)


def _ask_parts(interview: Interview, before: Campaign | None) -> tuple[Offer, ...]:
    offers = interview.offers
    if interview.given.parts is None and not interview.asker.unasked:
        rows = [
            (number, one.title, one.whom, one.rows) for number, one in enumerate(offers, start=1)
        ]
        listed = tabulate(
            rows,
            ("序号", "评估细则、材料、目录", "适用于", "多少"),
            tablefmt="simple",
            maxcolwidths=[None, _TITLE_WIDTH, 14, None],
            disable_numparse=True,
        )
        interview.asker.tell(["\n这次评什么？可以选几个，单位按类型各用各的细则。", listed])

    def read(answer: str) -> tuple[Offer, ...]:
        chosen = choose_offers(answer, offers)
        if chosen is None:
            seen = f"看不懂“{answer}”" if answer else "没有写评什么"
            message = f"{seen}，请写序号（1到{len(offers)}）或标识，几个的用逗号隔开"
            raise AnswerError(message)
        return chosen

    own = {*before.instruments, *before.dossiers, *before.catalogues} if before else set()
    same = [str(number) for number, one in enumerate(offers, start=1) if one.id in own]
    # Which rubric is too grave a choice to be made for somebody who isn't asked.
    likely = ",".join(same) or ("" if interview.asker.unasked else "1")
    question = Question("评什么的序号", likely, "1 或 1,2")
    return interview.asker.ask(question, read, interview.given.parts)


def _ask_whose(interview: Interview, before: Campaign | None) -> tuple[str, str]:
    """Region and body."""
    region = _ask_words(
        interview,
        Question("\n县（市、区）名", before.region if before else "本县", "某某县"),
        interview.given.region,
    )
    body = before.authority if before else f"{region}政务服务管理办公室"
    question = Question("主办单位", body, f"{region}行政审批局")
    return region, _ask_words(interview, question, interview.given.authority)


def _ask_span(interview: Interview, before: Campaign | None) -> Span:
    def read(answer: str) -> Span:
        span = spans.read_span(answer)
        if span is None:
            message = f"看不懂“{answer}”，可以写：{spans.SPELLINGS}"
            raise AnswerError(message)
        if before is not None and span.period.end <= before.period.start:
            message = f"上一期“{before.menu_title}”不早于{span.words}"
            raise AnswerError(message)
        return span

    likely = spans.span_after(before.period) if before else spans.quarter_before(interview.today)
    question = Question("评估期", likely.words, "2026q3、2026上半年、2026")
    return interview.asker.ask(question, read, interview.given.span)


def _ask_rescores(
    interview: Interview, before: Campaign | None, instruments: Sequence[str], span: Span
) -> bool:
    """Whether it is the second round of the one *before*; asked where both are of one period."""
    may = before is not None and _can_follow(before, instruments)
    same = before is not None and before.period == span.period
    if interview.given.rescores is None and not (may and same):
        return False

    def read(answer: str) -> bool:
        wanted = read_yes_or_no(answer)
        if wanted and not may:
            message = "第二轮要用第一轮的细则，上一期要写第一轮"
            raise AnswerError(message)
        return wanted

    words = "评估期和上一期一样。是它整改以后的第二轮吗，没有重报的项照第一轮计分（是/否）"
    return interview.asker.ask(Question(words, "否"), read, interview.given.rescores)


def _can_follow(first: Campaign, instruments: Sequence[str]) -> bool:
    """Whether a second round with these *instruments* can go on from the *first*."""
    return bool(instruments) and not first.rescores and {*instruments} <= {*first.instruments}


def _ask_id(interview: Interview, span: Span) -> str:
    def read(answer: str) -> str:
        if not _ID.fullmatch(answer):
            message = f"“{answer}”不行：只能用小写字母、数字和短横线，例如 {span.id}"
        elif answer in RESERVED:
            message = f"“{answer}”是网站自己的文件夹，请换一个"
        elif answer in interview.taken:
            message = f"已经有“{answer}”了，请换一个"
        else:
            return answer
        raise AnswerError(message)

    free = (f"{span.id}-{number}" for number in range(2, len(interview.taken) + 3))
    likely = next(id_ for id_ in (span.id, *free) if id_ not in interview.taken)
    question = Question("标识（也是文件夹名，网址里用）", likely, "2026q3")
    return interview.asker.ask(question, read, interview.given.id)


def _ask_moments(interview: Interview, span: Span) -> tuple[datetime, datetime]:
    """Deadline and cutoff."""
    due = spans.deadline_after(span.period.end)
    deadline = interview.asker.ask(
        Question("报送截止（只写日期就是18:00）", show_moment(due)),
        _moment_reader(span.period.start, "评估期的第一天"),
        interview.given.deadline,
    )
    frozen = spans.cutoff_after(deadline)
    cutoff = interview.asker.ask(
        Question("冻结时间（以后收到的不参评）", show_moment(frozen)),
        _moment_reader(deadline, "报送截止"),
        interview.given.cutoff,
    )
    return deadline, cutoff


def _moment_reader(least: date, what: str) -> Callable[[str], datetime]:
    """Reads a moment that isn't before *least*, which is called *what*."""
    floor = least if isinstance(least, datetime) else datetime.combine(least, time())

    def read(answer: str) -> datetime:
        moment = spans.read_moment(answer)
        if moment is None:
            message = f"“{answer}”不是日期，请写成 2026-10-20 或 2026-10-20 18:00"
        elif moment < floor:
            message = f"{show_moment(moment)}早于{what}"
        else:
            return moment
        raise AnswerError(message)

    return read


def _ask_words(interview: Interview, question: Question, given: str | None) -> str:
    def read(answer: str) -> str:
        if not answer:
            message = "不能空着"
            raise AnswerError(message)
        return answer

    return interview.asker.ask(question, read, given)
