"""The catalogue of problems in what came in: code, gravity, what is said and what to do.

Nothing else words a problem. E2xx layout, E3xx whose it is, E4xx values; those of files, of
dossiers and of rubrics stand in catalogues of their own beside this one.
"""

from builder.model.problems import ProblemKind, Severity

_STOP, _WARN, _TELL = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE

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
INCOMPLETE_APPEAL = ProblemKind("E216", _WARN, "申诉没有填全", "{what}", "{remedy}")
DECISION_WITHOUT_REASON = ProblemKind(
    "E217",
    _WARN,
    "复核结论没有理由",
    "复核结论是“{shown}”，没有写复核理由",
    "请写明理由，答复单位时要用",
)
APPEALED_UNKNOWN_INDICATOR = ProblemKind(
    "E218",
    _WARN,
    "申诉的指标不在细则中",
    "申诉与复核的指标编号“{indicator}”不在该单位的细则中",
    "请改成细则中的指标编号",
)
APPEALED_TWICE = ProblemKind(
    "E219",
    _WARN,
    "同一指标两次申诉",
    "指标{indicator}已有另一条意见（{other}），两条说法不同，只采用那一条",
    "请核对后只保留一条",
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
    "请核对是不是放错了文件；没有放错的，改正文件名",
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
    "收件登记中没有{name}的收到时间（文件：{file}），按没有逾期处理",
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
OLD_TEMPLATE = ProblemKind(
    "E318",
    _TELL,
    "模板不是最新",
    "填报表用的模板版本是{version}，现行版本是{current}",
    "行和选项以现行细则为准；另有提示缺行、多出的行的，请用现行模板补报",
)
UNCHANGED = ProblemKind(
    "E319",
    _TELL,
    "与另一份内容相同",
    "与“{other}”填报内容完全相同，一格也没有改动",
    "如果是退回后重报的，请核对是否发错了文件",
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
VERDICT_REFUSED = ProblemKind(
    "E424",
    _STOP,
    "核定值没有采用",
    "指标{row}：{why}",
    "请照细则改正核定值、补写理由；在此之前这一项没有得分",
)
OUTSIDE_PERIOD = ProblemKind(
    "E425",
    _STOP,
    "日期不在考核期间",
    "“{shown}”不在考核期间（{period}），这一行没有采用",
    "请核对日期；写错的改正，确实是期间以外的删去",
)
PROMISED_PROOF = ProblemKind(
    "E426",
    _WARN,
    "还没有材料",
    "“{shown}”不是材料，按没有填",
    "请补上材料，填写附件名称；确实没有的留空",
)
PROOF_NOT_FOUND = ProblemKind(
    "E427",
    _WARN,
    "找不到佐证",
    "“佐证”文件夹中没有{what}",
    "请把材料放进“佐证/{name}/指标编号”文件夹，或改正所填的附件名称",
)
# Answers to red flags.
NOT_A_FLAG_CODE = ProblemKind(
    "E430",
    _WARN,
    "不是红旗编号",
    "红旗编号“{shown}”看不懂，这一行没有采用",
    "请照红旗清单填写，例如 RF-05",
)
EMPTY_FLAG_ANSWER = ProblemKind(
    "E431", _TELL, "答复没有内容", "对{code}的答复没有写单位说明", "请补写单位说明，或删去这一行"
)
FLAG_ANSWER_INDICATOR = ProblemKind(
    "E432",
    _WARN,
    "答复的指标不在细则中",
    "红旗答复的指标编号“{indicator}”不在该单位的细则中",
    "请改成细则中的指标编号；对整个红旗的答复，指标编号留空",
)
FLAG_NOT_RAISED = ProblemKind(
    "E433",
    _WARN,
    "答复的红旗没有列入",
    "本次没有对该单位列入{what}的红旗，答复无处可放",
    "请核对红旗编号和指标编号；红旗已经消除的，可删去这一行",
)
