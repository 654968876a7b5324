"""Why something changed, in words for whoever reads the site."""

from collections.abc import Sequence

from builder.editions.change import Cause, Change, KeyChange, Reason
from builder.editions.method_change import MethodChange

#: So many values or statements of one reason are told; the file with the differences has all.
_TOLD = 3
#: The settings of a campaign that scoring reads.
_SETTINGS = {
    "period.start": "评估期间的第一天",
    "period.end": "评估期间的最后一天",
    "deadline": "报送截止",
    "cutoff": "数据截止",
    "instruments": "评分办法",
    "previous": "上一期",
    "rescores": "是否第二轮",
}


def tell_reasons(change: Change, methods: Sequence[MethodChange]) -> str:
    """Why *change* came about; of several causes, each by its name. *methods* are those changed."""
    told = [(reason.cause, tell_reason(change, reason, methods)) for reason in change.reasons]
    if len(told) == 1:
        return told[0][1]
    return "；".join(f"{cause}：{words}" for cause, words in told)


def tell_reason(change: Change, reason: Reason, methods: Sequence[MethodChange]) -> str:
    """One *reason* of *change*, without the keys of rubrics, which only the office knows."""
    if reason.cause is Cause.RULE and reason.keys:
        return _tell_rule(change, methods)
    if reason.cause is Cause.SETTINGS and reason.keys:
        return _short([_setting(key) for key in reason.keys], "处")
    if len(reason.cells) > _TOLD:
        cells = [str(cell) for cell in reason.cells]
        return reason.told.removesuffix("；".join(cells)) + _short(cells, "处")
    if reason.cause is Cause.OTHERS:
        return f"{reason.told}，影响本项得分" if change.indicator else reason.told
    return reason.whole


def _tell_rule(change: Change, methods: Sequence[MethodChange]) -> str:
    """The statements of the method that points can hang on: of the row, or of the whole."""
    own = [
        f"{one.name}：{one.before} → {one.after}"
        for one in methods
        if (one.rubric, one.row) == (change.instrument, change.indicator) and one.scored
    ]
    return _short(own, "处") or "评分办法有修改"


def _setting(key: KeyChange) -> str:
    before, after = (side.replace("T", " ") for side in (key.before, key.after))
    return f"{_SETTINGS.get(key.path, key.path)}：{before} → {after}"


def _short(words: Sequence[str], measure: str) -> str:
    more = f"等{len(words)}{measure}" if len(words) > _TOLD else ""
    return "；".join(words[:_TOLD]) + more
