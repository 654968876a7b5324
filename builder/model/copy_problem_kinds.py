"""The catalogue of what a copy that is sent back (退回修改) doesn't hold: codes E42x.

Told on the first sheet of the copy alone, for the original lacks nothing.
"""

from builder.model.problems import ProblemKind, Severity

_TELL = Severity.NOTICE

NOT_KEPT = ProblemKind(
    "E420",
    _TELL,
    "副本没有保留图片等",
    "原件含有{what}，本副本没有保留",
    "原件未改动，请以原件为准",
)
VALUES_ONLY = ProblemKind(
    "E421",
    _TELL,
    "副本只有数值",
    "原件是{what}，本副本只照抄了各格的内容，没有保留格式、公式和图片（如公章）",
    "原件未改动，请以原件为准",
)
SHEETS_LEFT_OUT = ProblemKind(
    "E422",
    _TELL,
    "副本没有隐藏的工作表",
    "原件有{count}张隐藏的工作表，没有带入本副本",
    "需要保留的，请在原件上改",
)
NO_COPY = ProblemKind(
    "E423",
    _TELL,
    "没有副本",
    "{why}，本文件只有清单",
    "请照清单在原件上改，改好后重新报送",
)
