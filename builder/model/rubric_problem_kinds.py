"""The catalogue of problems in rubrics and campaign settings: codes R5xx.

R50x–R52x the YAML and its names, R53x rubrics as workbooks, R54x and R55x advice to writers.
"""

from builder.model.problems import ProblemKind, Severity

_STOP, _WARN, _TELL = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE

# Rubrics and campaign settings.
YAML_SYNTAX = ProblemKind(
    "R501",
    _STOP,
    "配置文件格式错误",
    "{reason}",
    "请改正后再运行",
)
SCHEMA = ProblemKind(
    "R502",
    _STOP,
    "配置内容不符合要求",
    "{reason}",
    "请照文件里“#”后面的说明改正；评估细则的写法见 rubrics/schema.json",
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
    "{what}之和为{found}，标明为{declared}",
    "请核对各行，或改正标明的合计",
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
    "请运行 gongshi new 新建评估任务（菜单里的5）",
)
NO_ANNUAL = ProblemKind(
    "R511",
    _STOP,
    "细则没有年度规则",
    "评估细则「{rubric}」没有写 annual，不能合成年度结果",
    "请在该细则中写明 annual，或删去这个年度评估任务",
)
NO_FIRST_ROUND = ProblemKind(
    "R512",
    _STOP,
    "不是第一轮",
    "评估任务「{previous}」不能作第一轮：它本身是第二轮，或者没有用同样的细则",
    "请在 previous 写第一轮的评估任务，两轮用同样的 instruments",
)
WRONG_TYPE = ProblemKind(
    "R521",
    _STOP,
    "类型不合用",
    "「{name}」的类型是{found}，这里要用{wanted}",
    "请改正该填报项或列的 type，或者换一个；与“是”“否”比较的写 true、false",
)
CHOICE_WITHOUT_POINTS = ProblemKind(
    "R522",
    _STOP,
    "选项没有分值",
    "「{field}」的选项「{choice}」没有写分值",
    "请在 rule.points 中写明该选项的分值",
)
NO_FULL_POINTS = ProblemKind(
    "R523",
    _STOP,
    "没有满分",
    "指标「{indicator}」没有写 points，「{rule}」的规则要按满分计算",
    "请写明该指标的 points",
)
NO_BASE_POINTS = ProblemKind(
    "R525",
    _STOP,
    "基础分指标没有分值",
    "指标「{indicator}」在基础分板块，没有写 points，所得不会计入总分",
    "请写明该指标的 points，或者把它移到加分、减分板块",
)
LABELS_NOT_NUMBERS = ProblemKind(
    "R524",
    _STOP,
    "评级不是数字",
    "评级「{rating}」的等级不都是数字，不能求平均",
    "请把它的 label 都改成数字，或者改用别的依据",
)
# Rubrics as workbooks.
SHEET_MISSING = ProblemKind(
    "R530",
    _STOP,
    "缺少工作表",
    "缺少工作表「{sheet}」",
    "请从 gongshi rubric export 导出的工作簿补上；没有内容的也要保留表头",
)
SHEET_UNKNOWN = ProblemKind("R531", _STOP, "不认识的工作表", "不认识工作表「{sheet}」", "{advice}")
COLUMN_UNKNOWN = ProblemKind("R532", _STOP, "不认识的列", "不认识的列「{head}」", "{advice}")
COLUMN_MISSING = ProblemKind("R533", _STOP, "缺少列", "缺少列「{head}」", "请补上这一列，可以留空")
OWNER_MISSING = ProblemKind(
    "R534", _STOP, "没写所属", "这一行没有写{head}", "请写上它所属那一行的编号"
)
BAD_PARAMETER = ProblemKind(
    "R535",
    _STOP,
    "参数写法不对",
    "「{parameter}」{why}",
    "请照“参数说明”和同类指标的写法改正",
)
WORKBOOK_MISFIT = ProblemKind(
    "R536", _STOP, "内容不符合要求", "{reason}", "请按“说明”“参数说明”两张工作表的要求修改"
)
DATE_CELL = ProblemKind(
    "R537",
    _STOP,
    "单元格成了日期",
    "单元格被Excel当成了日期或时间（{shown}）",
    "请把单元格格式设为“文本”后重新填写",
)
NOT_A_PAIR = ProblemKind(
    "R538", _STOP, "写法不对", "“{shown}”不是“甲=乙”，或者重复", "请一行写一对，例如：标杆=标杆型"
)
# What a writer of rubrics should look at.
BANDS_FALL = ProblemKind(
    "R541",
    _TELL,
    "数值越大分越少",
    "指标「{row}」数值越大，得分越少：{points}",
    "数值本就越小越好的，不必改；否则请核对各档的次序",
)
BANDS_RISE_AND_FALL = ProblemKind(
    "R542", _WARN, "各档分数忽高忽低", "指标「{row}」各档分数有升有降：{points}", "请核对各档的次序"
)
POINTS_OUT_OF_REACH = ProblemKind(
    "R543",
    _WARN,
    "拿不到满分",
    "指标「{row}」分值{declared}分，规则最多给{found}分",
    "请核对规则和分值；源文件就是如此的，写入 notes",
)
POINTS_BEYOND_FULL = ProblemKind(
    "R544",
    _WARN,
    "规则给分超过分值",
    "指标「{row}」分值{declared}分，规则最多给{found}分",
    "请核对规则和分值",
)
UNUSED_FIELD = ProblemKind(
    "R545",
    _TELL,
    "填报项没有用到",
    "填报项「{field}」没有用于记分、条件、公布或抽样",
    "只作佐证的可以保留；否则请删去，减轻填报负担",
)
UNFED_RULE = ProblemKind(
    "R546",
    _WARN,
    "规则不看任何填报项",
    "指标「{row}」的规则不看任何填报项，各单位得分都一样",
    "请写明依据的填报项",
)
UNTESTED_DEFAULTS = ProblemKind(
    "R547",
    _WARN,
    "默认做法没有核对",
    "指标「{row}」有{count}条默认做法，没有一个算例",
    "请在 tests/cases/rubrics 下该细则的文件中，为这一行补算例",
)
FILE_EXISTS = ProblemKind(
    "R548",
    _STOP,
    "文件已经存在",
    "文件已经存在，内容不同，没有改动",
    "请换一个文件名（--to），或者加 --force 覆盖",
)
CANNOT_EXPORT = ProblemKind("R549", _STOP, "不能导出", "{reason}", "请修改后再导出")
PERCENT_AS_NUMBER = ProblemKind(
    "R550",
    _WARN,
    "百分比写成了整数",
    "百分比与{limit}比较，{limit}就是{percent}%",
    "百分比写成小数；要写{limit}%的，写{share}",
)
JUDGED_BY_OTHERS = ProblemKind(
    "R551",
    _WARN,
    "酌情分不由考核人员记",
    "酌情记分的填报项「{field}」，来源不只是考核人员（A）",
    "请把 origin 改成 [A]",
)
NOTHING_LEFT = ProblemKind(
    "R552",
    _WARN,
    "去掉的成绩太多",
    "共{count}个成绩，最高、最低各去掉{drop}个，没有剩下的，实际不会去掉",
    "请改小 drop，或补上 fields",
)
IDLE_RULING = ProblemKind(
    "R554",
    _WARN,
    "裁定没有用上",
    "对等次「{title}」的裁定（{winners}）没有用上：没有这样的并列，或者单位、个数与余下的名额对不上",
    "请核对等次、单位和个数；并列已经不在的，删去这条裁定",
)
GRADES_OVERLAP = ProblemKind(
    "R553",
    _WARN,
    "等次的分数段重叠",
    "等次「{title}」与「{other}」的分数段有重叠",
    "请用 at_least、below 隔开，或给其中一个写 top",
)
FLAG_CODE_TWICE = ProblemKind(
    "R560", _STOP, "红旗编号重复", "红旗编号{code}已有另一个文件", "请换一个编号，或删去一个文件"
)
FLAG_FILE_NAME = ProblemKind(
    "R561",
    _STOP,
    "红旗条件的文件名不符",
    "文件名与红旗编号{code}不符",
    "请把文件名改成以红旗编号开头，例如 {code}.yml",
)
FLAG_INDICATOR = ProblemKind(
    "R562",
    _STOP,
    "没有这个指标",
    "评估细则“{instrument}”没有在用的指标“{indicator}”",
    "请改成细则中的指标编号",
)
FLAG_FIELD = ProblemKind(
    "R563", _STOP, "没有这个填报项", "评估细则“{instrument}”没有填报项“{field}”", "{advice}"
)
PRIVATE_DRAWN_ON = ProblemKind(
    "R526",
    _STOP,
    "用了不公布的数值",
    "「{name}」的数值不公布（private），不能拿来记分、列红旗",
    "请改用公布的填报项，或只看它有没有填（given），或去掉 private",
)
