"""The catalogue of problems in dossiers of evidence (佐证材料汇编): codes E5xx."""

from builder.model.problems import ProblemKind, Severity

_STOP, _WARN = Severity.BLOCKING, Severity.WARNING

# Dossiers of evidence.
UNKNOWN_CLAIM = ProblemKind(
    "E501",
    _STOP,
    "没有这个论点",
    "本次评估任务的佐证材料汇编没有论点“{claim}”，这一行没有采用",
    "请改成汇编要求中的论点编号：{known}",
)
NO_STATEMENT = ProblemKind(
    "E502", _STOP, "缺情况说明", "论点{claim}没有情况说明", "请在“情况说明”表补写"
)
FIGURE_MISSING = ProblemKind(
    "E503",
    _WARN,
    "缺数据",
    "论点{claim}要求的“{title}”没有可用的数值",
    "请在“数据”表补填数值和截止日期，并写进情况说明",
)
FIGURE_NOT_TOLD = ProblemKind(
    "E504",
    _WARN,
    "情况说明没有写到这个数",
    "“{title}”填的是{shown}，情况说明中找不到这个数",
    "请核对后使两处一致",
)
NOT_IN_LIST = ProblemKind(
    "E505",
    _WARN,
    "目录中没有",
    "情况说明引用了{cited}，佐证目录中没有",
    "请补入佐证目录，或改正情况说明",
)
EXHIBIT_FILE_MISSING = ProblemKind(
    "E506",
    _WARN,
    "找不到文件",
    "佐证文件夹中没有“{file}”",
    "请把文件放入本次评估任务的“佐证”文件夹，或改正文件名",
)
BAD_DOCUMENT_NUMBER = ProblemKind(
    "E507",
    _WARN,
    "文号格式不对",
    "文号“{shown}”不是“机关代字〔年份〕序号号”的格式",
    "请照原文填写，年份用六角括号，例如 示政办〔2021〕1号；没有文号的留空",
)
OUTSIDE_WINDOW = ProblemKind(
    "E508",
    _WARN,
    "日期不在申报期间",
    "{shown}不在申报要求的期间（{span}）",
    "请核对日期，或换成期间内的材料",
)
PAGES_OVERLAP = ProblemKind(
    "E509", _WARN, "页码重叠", "第{shown}页与前一件佐证的页码重叠", "请核对两件佐证的起止页"
)
NOT_PAGES = ProblemKind(
    "E510",
    _WARN,
    "页码看不懂",
    "“{shown}”不是起止页",
    "请填起止页，例如 3-8（先把单元格格式设为“文本”）",
)
INCOMPLETE_EVIDENCE = ProblemKind(
    "E511", _WARN, "填写不完整", "没有填写{heads}", "请补填；没有写公开属性的按不予公开处理"
)
UNKNOWN_FIGURE = ProblemKind(
    "E512",
    _WARN,
    "没有要求的数据项",
    "论点{claim}没有要求“{title}”，这一行没有采用",
    "请改成要求中的数据项：{known}",
)
OTHER_MEASURE = ProblemKind(
    "E513",
    _STOP,
    "计量单位不符",
    "“{title}”应以{wanted}计，填的是“{shown}”",
    "请换算后填写，计量单位填{wanted}",
)
STATED_TWICE = ProblemKind(
    "E514", _STOP, "重复填写", "{what}填写了两次，只取第一次", "请核对后只保留一行"
)
