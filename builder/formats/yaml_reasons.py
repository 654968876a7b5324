"""What is wrong with a text that is no YAML, for people who never heard of YAML."""

from yaml import MarkedYAMLError

#: How libyaml's words begin → what that mostly comes of.
_REASONS = (
    (
        "could not find expected ':'",
        "这一行没有半角冒号（全角的“：”不算），键和值之间写半角冒号、再空一格",
    ),
    (
        "mapping values are not allowed",
        "冒号放错了地方：缩进和上一行不齐，上一行冒号后面没有空格，或文字里的冒号没有加引号",
    ),
    ("did not find expected key", "缩进和前面的行不齐，或引号没有成对"),
    ("did not find expected '-'", "缩进和前面的行不齐"),
    ("block sequence entries are not allowed", "“-”放错了地方，列表的每一项另起一行"),
    ("did not find expected ',' or ']'", "方括号没有成对，或两项之间缺半角逗号"),
    ("did not find expected ',' or '}'", "花括号没有成对，或两项之间缺半角逗号"),
    ("did not find expected node content", "括号、逗号放错了地方，或文字要加引号"),
    (
        "found character that cannot start any token",
        "有不能放在开头的字符：缩进不能用制表符（Tab）；@、% 等开头的文字要加引号",
    ),
    ("found unexpected end of stream", "引号没有成对"),
    ("found unknown escape character", "双引号里不能有单个的反斜杠，请改用单引号"),
    ("found undefined alias", "“*”开头的文字要加引号"),
    ("did not find expected alphabetic", "“*”“&”开头的文字要加引号"),
    ("but found another document", "一个文件只能有一份内容，请删去“---”这一行"),
)
#: Whose fault shows on a later line than it stands on.
_SHOWS_LATER = "could not find expected ':'"


def tell_syntax(error: MarkedYAMLError) -> tuple[int, str]:
    """The line (from 1; 0 where none is known) of a syntax *error*, and what is wrong there."""
    problem = str(error.problem)
    first, second = error.problem_mark, error.context_mark
    mark = (second or first) if problem == _SHOWS_LATER else (first or second)
    return (mark.line + 1 if mark else 0), _reason(problem)


def _reason(problem: str) -> str:
    found = (words for beginning, words in _REASONS if problem.startswith(beginning))
    return next(found, f"写法不对（{problem}）")
