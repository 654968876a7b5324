"""The catalogue of problems: every code, how grave it is, what is said and what to do.

Nothing else words a problem. E1xx files, E2xx layout, E3xx whose it is, E4xx values,
E5xx dossiers of evidence, R5xx rubrics and campaign settings.
"""

from builder.model.problems import ProblemKind, Severity

_STOP, _WARN, _TELL = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE

# Files.
EMPTY_FILE = ProblemKind("E101", _STOP, "空文件", "文件是空的（0字节）", "请重新导出后放入")
NOT_A_SPREADSHEET = ProblemKind(
    "E102", _STOP, "不是电子表格", "这是{what}，不是电子表格，读不了", "请用WPS或Excel另存为xlsx"
)
ENCRYPTED = ProblemKind(
    "E103", _STOP, "文件有密码", "文件设了打开密码，读不了", "请取消密码后重新保存"
)
TOO_LARGE = ProblemKind(
    "E104",
    _STOP,
    "文件过大",
    "{what}，超过上限{limit}",
    "请删去图片和空行空列，佐证材料另放，再保存",
)
DAMAGED = ProblemKind(
    "E105", _STOP, "文件损坏", "文件损坏，打不开", "请用WPS或Excel打开，另存为xlsx"
)
EMPTY_WORKBOOK = ProblemKind(
    "E106",
    _STOP,
    "没有内容",
    "能看见的工作表都是空的",
    "请核对是否放错文件，或用WPS、Excel另存为xlsx",
)
MACROS = ProblemKind("E107", _STOP, "文件带宏", "文件带有宏，不予读取", "请另存为不带宏的xlsx")
EXTERNAL_LINKS = ProblemKind(
    "E108",
    _STOP,
    "引用别的文件",
    "文件引用了别的工作簿，数值可能不是最新",
    "请把引用处粘贴为数值后保存",
)
DUPLICATE_FILE = ProblemKind(
    "E109", _TELL, "文件重复", "与“{other}”内容完全相同，只读一份", "可以删去一份"
)
HIDDEN_SHEETS = ProblemKind(
    "E110", _TELL, "有隐藏工作表", "有{count}张隐藏工作表，没有读取", "如含个人信息，请删去"
)

# Layout.
UNRECOGNISED_FILE = ProblemKind(
    "E201", _WARN, "无法识别", "看不出是什么表，表头是：{heads}", "请使用下发的模板，或改正表头"
)
UNRECOGNISED_SHEET = ProblemKind(
    "E202",
    _TELL,
    "工作表没有读取",
    "看不出是什么表，没有读取，表头是：{heads}",
    "说明页可不管；否则请改正表头",
)
HEADER_NOT_FOUND = ProblemKind(
    "E203", _STOP, "找不到表头", "找不到表头“{expected}”，看到的是：{heads}", "请改回模板的表头"
)
UNKNOWN_COLUMNS = ProblemKind(
    "E204", _TELL, "多出的列", "不认识的列没有读取：{heads}", "如有要报的内容，请移到模板原有的列"
)
MISSING_COLUMNS = ProblemKind(
    "E205", _WARN, "缺少列", "登记“{title}”缺少列：{heads}", "请补上这些列"
)
AMBIGUOUS_HEAD = ProblemKind(
    "E206",
    _STOP,
    "列名不明确",
    "列名“{head}”对应多项指标：{indicators}",
    "请在列名前写上指标编号，例如“{example}”",
)
REPEATED_HEAD = ProblemKind(
    "E207", _WARN, "列名重复", "列名“{head}”出现多次，只读第一列", "请删去或改名其余的列"
)
UNKNOWN_ROW = ProblemKind(
    "E208",
    _WARN,
    "多出的行",
    "细则中没有指标“{indicator}”的填报项“{title}”",
    "请改回模板的指标编号和填报项；{advice}",
)
MISSING_ROWS = ProblemKind(
    "E209", _WARN, "缺少行", "缺少这些填报项的行：{rows}", "请从模板补上这些行并填写"
)
WRONG_ORIGIN = ProblemKind(
    "E210", _TELL, "来源不符", "“{title}”不从“{source}”取数，没有采用", "不必在此填写"
)
LOG_AS_VALUE = ProblemKind(
    "E211",
    _STOP,
    "应逐条登记",
    "“{title}”要逐条登记，不能只填一个值",
    "请填在名为“{title}”的工作表，一行一条",
)
VALUE_AS_LOG = ProblemKind(
    "E212", _STOP, "不是登记事项", "“{title}”只填一个值，不能逐条登记", "请填在核定记录的“核定值”列"
)
MERGED_VALUE = ProblemKind(
    "E213", _STOP, "填报值跨行合并", "填报值跨行合并，看不出属于哪一项", "请取消合并，逐行填写"
)
EMPTY_EVENT = ProblemKind(
    "E214",
    _TELL,
    "登记行没有内容",
    "这一行只写了单位和事项，没有登记内容，没有计入",
    "请补填，或删去这一行",
)
UNKNOWN_INDICATOR = ProblemKind(
    "E215",
    _WARN,
    "细则中没有这个指标",
    "整改台账的指标编号“{indicator}”不在该单位的细则中",
    "请改成细则中的指标编号",
)

# Whose it is.
REGISTER_MISSING = ProblemKind(
    "E301",
    _STOP,
    "没有单位名录",
    "没有找到单位名录，无法知道有哪些单位",
    "请放入单位名录，表头为：单位代码、单位名称、单位类型",
)
UNKNOWN_UNIT = ProblemKind(
    "E302", _STOP, "单位名录中没有", "单位名录中没有“{name}”", "请改成名录中的名称{advice}"
)
ALIAS_OUT_OF_DATE = ProblemKind(
    "E303",
    _STOP,
    "名称不在使用期",
    "“{name}”在评估期内不是{current}的名称（{span}）",
    "请写评估期内的名称“{current}”，或改正别名的日期",
)
AMBIGUOUS_UNIT = ProblemKind(
    "E304", _STOP, "名称指多个单位", "“{name}”指多个单位：{units}", "请写单位全称"
)
UNIT_NOT_STATED = ProblemKind(
    "E305", _STOP, "没写单位", "看不出是哪个单位的填报表", "请在表头上方写明：填报单位：（全称）"
)
UNIT_CONFLICT = ProblemKind(
    "E306",
    _STOP,
    "单位前后不一",
    "模板是发给{issued}的，表内写的单位是{written}",
    "请核对是否填错了模板，用本单位的模板重报",
)
FILE_NAME_CONFLICT = ProblemKind(
    "E307",
    _WARN,
    "文件名与表内单位不一",
    "文件名写的是{named}，表内是{written}，以表内为准",
    "请核对并改正文件名",
)
OTHER_CAMPAIGN = ProblemKind(
    "E308",
    _STOP,
    "不是本次的表",
    "这是评估任务“{other}”的表，不是“{expected}”的",
    "请用本次下发的模板重报，或移到该任务的文件夹",
)
OTHER_TEMPLATE = ProblemKind(
    "E309", _STOP, "模板不对", "模板“{template}”不适用于{name}", "请用下发给本单位的模板重报"
)
NO_MATCHING_ROWS = ProblemKind(
    "E310",
    _STOP,
    "没有一行相符",
    "没有一行的指标编号和填报项与细则相符",
    "请用下发给本单位的模板重报",
)
SEVERAL_FILINGS = ProblemKind(
    "E311",
    _STOP,
    "一个单位多份填报表",
    "同一单位有{count}个文件：{files}",
    "请保留一个，或在收件登记的“文件”列写明最新的一份",
)
SUPERSEDED = ProblemKind(
    "E312", _TELL, "已有更新的填报表", "收件登记以“{newest}”为准，本文件没有采用", "可以移出文件夹"
)
REPEATED_UNIT = ProblemKind(
    "E313", _STOP, "名录重复", "“{name}”在单位名录中重复，只取第一个", "请删去重复的行"
)
INCOMPLETE_REGISTER_ROW = ProblemKind(
    "E314", _STOP, "名录不完整", "这一行的“{head}”没有填或填错：“{shown}”", "请填{expected}"
)
NOT_RECEIPTED = ProblemKind(
    "E315",
    _WARN,
    "收件登记中没有",
    "收件登记中没有{name}的收到时间，按没有逾期处理",
    "请补登收到时间",
)
RECEIVED_WITHOUT_FILING = ProblemKind(
    "E316",
    _WARN,
    "登记了却没有文件",
    "收件登记写明已收到{name}的材料，文件夹里却没有能用的填报表",
    "请把收到的填报表放入文件夹",
)
NO_INSTRUMENT = ProblemKind(
    "E317",
    _WARN,
    "没有适用的细则",
    "本次评估没有适用于{kind}“{name}”的细则，没有采用",
    "请核对单位类型和评估任务的 instruments",
)

# Values.
NOT_AN_INTEGER = ProblemKind(
    "E401", _STOP, "不是整数", "“{shown}”不是整数", "请填整数，例如 {example}"
)
NOT_A_NUMBER = ProblemKind(
    "E402", _STOP, "不是数字", "“{shown}”不是数字", "请填数字，例如 {example}"
)
OUT_OF_RANGE = ProblemKind("E403", _STOP, "超出范围", "“{shown}”{how}", "请核对后改正")
AMBIGUOUS_PERCENT = ProblemKind(
    "E404",
    _WARN,
    "百分比不明确",
    "“{shown}”可能是比例，也可能是百分数，按{read}读取",
    "请写明百分号，例如 {read}",
)
MULTIPLIED = ProblemKind("E405", _TELL, "按万换算", "“{shown}”按{read}读取", "请直接填 {read}")
NOT_YES_NO = ProblemKind(
    "E406", _STOP, "不是是或否", "“{shown}”看不出是“是”还是“否”", "请填“是”或“否”"
)
NOT_A_CHOICE = ProblemKind(
    "E407", _STOP, "不在选项之内", "“{shown}”不在选项之内", "请填：{choices}{advice}"
)
NOT_A_DATE = ProblemKind(
    "E408", _STOP, "不是日期", "“{shown}”不是完整的日期", "请填年月日，例如 {example}"
)
DERIVED_DATE = ProblemKind(
    "E409", _TELL, "日期是推算的", "“{shown}”按{read}读取", "请填年月日，例如 {read}"
)
NOT_A_URL = ProblemKind(
    "E410", _STOP, "不是网址", "“{shown}”不是网址", "请填以 http:// 或 https:// 开头的网址"
)
NOT_INTEGERS = ProblemKind(
    "E411", _STOP, "不是一组整数", "“{shown}”不是一组整数", "请填整数，用顿号隔开，例如 2、2、3"
)
NO_NOT_APPLICABLE = ProblemKind(
    "E412",
    _STOP,
    "不能填不适用",
    "“{shown}”表示不适用，但“{title}”不能填不适用",
    "请填写；确实没有的，数量填0，是否项填“否”，没有材料的不用填",
)
FORMULA_WITHOUT_VALUE = ProblemKind(
    "E413", _STOP, "公式没有结果", "公式没有算出结果，读不到数值", "请用WPS或Excel打开，重新保存"
)
FORMULA_ERROR = ProblemKind(
    "E414", _STOP, "公式出错", "公式出错，结果是“{shown}”", "请改正公式，或直接填数值，重新保存"
)
CONFLICTING_VALUES = ProblemKind(
    "E415",
    _STOP,
    "同一项填了两个值",
    "“{title}”有两个不同的值：{cells}",
    "请核对后只保留一个；在此之前都不采用",
)
CHINESE_NUMERAL = ProblemKind(
    "E416", _TELL, "用汉字写的数", "“{shown}”按{read}读取", "请用阿拉伯数字填 {read}"
)
NOT_A_TIME = ProblemKind(
    "E417", _STOP, "收到时间读不了", "“{shown}”不是时间", "请填年月日和时刻，例如 2019-01-10 18:00"
)

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
GROUPS_TIED = ProblemKind(
    "E418",
    _STOP,
    "评估组意见相持",
    "“{title}”有{count}个评估组，票数最多的不止一种：{cells}",
    "请各组复核商定，改成能得出多数的核定值；在此之前不采用",
)
LEFT_BLANK = ProblemKind(
    "E419",
    _WARN,
    "没有填",
    "「{title}」没有填，指标{rows}因此失分",
    "请填写；确实没有的，数量填0，是否项填“否”，没有材料的不用填",
)

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
    "请在 input/ 下为每个评估任务建一个文件夹，内放 campaign.yml",
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
GRADES_OVERLAP = ProblemKind(
    "R553",
    _WARN,
    "等次的分数段重叠",
    "等次「{title}」与「{other}」的分数段有重叠",
    "请用 at_least、below 隔开，或给其中一个写 top",
)
