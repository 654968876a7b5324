"""The catalogue of problems in catalogues for citizens (目录): codes E6xx."""

from builder.model.problems import ProblemKind, Severity

_STOP, _WARN, _TELL = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE

# Items and rows.
ITEM_TWICE = ProblemKind(
    "E601",
    _STOP,
    "编号重复",
    "{head}“{id}”出现了两次，只取第一次的一行",
    "请改正编号，或删去重复的一行",
)
NO_KEY = ProblemKind(
    "E602", _STOP, "缺编号或名称", "这一行没有填写{heads}，没有公布", "请补填后重新放入"
)
UNKNOWN_ITEM = ProblemKind(
    "E603",
    _STOP,
    "目录中没有",
    "“{table}”的这一行属于“{item}”，目录中没有这一项，没有公布",
    "请改成目录中的编号，或在目录中补一行",
)
INCOMPLETE_ITEM = ProblemKind(
    "E604",
    _WARN,
    "公布前要补",
    "“{name}”没有填写：{missing}",
    "请补填；没有补的，页面上标“待补充”",
)
NO_CATALOGUE = ProblemKind(
    "E605",
    _WARN,
    "没有收到目录",
    "本次评估任务要公布“{title}”，没有收到这张表",
    "请放入有“{heads}”两列的目录表，或在campaign.yml中删去这个目录",
)
PROOF_IN_BOTH = ProblemKind(
    "E606",
    _WARN,
    "又取消又保留",
    "“{name}”既列为取消（{other}），又列为保留",
    "请核对后只留一处",
)
CODE_TWICE = ProblemKind(
    "E607",
    _WARN,
    "事项编码重复",
    "事项编码{code}用于“{name}”，又用于“{other}”",
    "请核对编码；同一事项的名称要一致",
)
OTHER_NAME = ProblemKind(
    "E608",
    _STOP,
    "编号和名称不一致",
    "编号“{id}”是“{name}”，这里写的是“{other}”，这一行没有采用",
    "请核对编号；编号没有错的，名称改成一样的",
)
# Values.
NOT_DAYS = ProblemKind(
    "E611",
    _STOP,
    "看不懂时限",
    "“{shown}”不是写明工作日或自然日的天数",
    "请填如5个工作日、20个自然日、当场办结",
)
CALENDAR_DAYS_READ = ProblemKind(
    "E612",
    _TELL,
    "没写明工作日",
    "“{shown}”没有写明是不是工作日，按自然日读取",
    "如指工作日，请写明，例如5个工作日",
)
BAD_CREDIT_CODE = ProblemKind(
    "E613",
    _STOP,
    "信用代码有误",
    "“{shown}”不是正确的统一社会信用代码（18位，末位是校验码）",
    "请照营业执照核对",
)
PERSONAL_PHONE = ProblemKind(
    "E614",
    _STOP,
    "疑似手机号",
    "“{title}”疑似填了手机号，没有读取",
    "请改填单位座机或12345；个人手机号不得公布",
)
# Departments.
SIMILAR_DEPARTMENT = ProblemKind(
    "E621",
    _TELL,
    "部门名称相近",
    "“{name}”不在单位名录中，与“{other}”相近，暂按两个部门处理",
    "如是同一部门，请在单位名录填为简称，或在“部门别名”表登记一行",
)
ALIAS_OF_TWO = ProblemKind(
    "E622",
    _WARN,
    "别名重复",
    "别名“{alias}”已用于“{other}”，这一行没有采用",
    "请核对后只留一行",
)
INCOMPLETE_ALIAS = ProblemKind(
    "E623", _WARN, "别名不完整", "部门名称、别名缺一，没有采用", "请两列都填写"
)
