"""The catalogue of problems: every code, how grave it is, what is said and what to do.

Nothing else words a problem. E1xx files, E2xx layout, E3xx whose it is, E4xx values,
R5xx rubrics and campaign settings.
"""

from builder.model.problems import ProblemKind, Severity

_STOP, _WARN, _TELL = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE

# Rubrics and campaign settings.
YAML_SYNTAX = ProblemKind(
    "R501",
    _STOP,
    "配置文件格式错误",
    "不是有效的 YAML：{reason}",
    "请检查该行的缩进、冒号和引号",
)
SCHEMA = ProblemKind(
    "R502",
    _STOP,
    "配置内容不符合要求",
    "{reason}",
    "请按 rubrics/schema.json 的说明修改",
)
UNKNOWN_KEY = ProblemKind(
    "R503",
    _STOP,
    "不认识的键",
    "不认识的键「{key}」",
    "{advice}",
)
WRONG_SUM = ProblemKind(
    "R504",
    _STOP,
    "分值之和不符",
    "{what}各行分值之和为{found}，标明为{declared}",
    "请核对各行分值，或改正标明的分值",
)
UNKNOWN_NAME = ProblemKind(
    "R505",
    _STOP,
    "引用了不存在的名称",
    "引用了不存在的{what}「{name}」",
    "{advice}",
)
DUPLICATE_ID = ProblemKind(
    "R506",
    _STOP,
    "标识重复",
    "{what}「{id}」出现了两次",
    "请改成不同的标识",
)
DANGLING_DEFAULT = ProblemKind(
    "R507",
    _STOP,
    "默认做法指向不存在的键",
    "默认做法的 key「{key}」在本行找不到",
    "请写成本行实际存在的键，例如 rule.when",
)
FOLDER_NAME = ProblemKind(
    "R508",
    _STOP,
    "文件夹名与标识不符",
    "评估任务的 id 是「{id}」，文件夹名是「{folder}」",
    "请把两者改成一样",
)
CIRCLE = ProblemKind(
    "R509",
    _STOP,
    "评估任务互相引用",
    "previous、combines 绕成了一圈：{chain}",
    "请改正其中一个评估任务的 previous 或 combines",
)
NO_CAMPAIGN = ProblemKind(
    "R510",
    _STOP,
    "没有评估任务",
    "没有找到任何 campaign.yml",
    "请在 input/ 下为每个评估任务建一个文件夹，内放 campaign.yml",
)
NO_ANNUAL = ProblemKind(
    "R511",
    _STOP,
    "细则没有年度规则",
    "评估细则「{rubric}」没有写 annual，不能合成年度结果",
    "请在该细则中写明 annual，或删去这个年度评估任务",
)
