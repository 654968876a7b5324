"""The catalogue of what came in and mustn't get out (个人信息): codes E44x.

The value itself is never repeated; {kinds} names what it seems to be.
"""

from builder.model.problems import ProblemKind, Severity

_WARN, _TELL = Severity.WARNING, Severity.NOTICE

PERSONAL_PUBLISHED = ProblemKind(
    "E440",
    _WARN,
    "不得公布的信息",
    "这一格要公布，疑似有{kinds}，建站时会被拦截",
    "请删去，或改填单位座机、12345、岗位",
)
PERSONAL_UNPUBLISHED = ProblemKind(
    "E441",
    _TELL,
    "含个人信息",
    "这一格疑似有{kinds}，没有公布",
    "不需要的请删去；原件只在内部保存",
)
PERSONAL_HIDDEN = ProblemKind(
    "E442",
    _WARN,
    "看不见处有个人信息",
    "{part}疑似有{kinds}，没有公布",
    "请删去后重新报送；表发给别人时，看不见的内容会一起带走",
)
PERSONAL_FILE_NAME = ProblemKind(
    "E443",
    _WARN,
    "文件名有个人信息",
    "文件名疑似有{kinds}，文件名会公布在数据清单里，建站时会被拦截",
    "请把文件名改成单位名称",
)
PERSONAL_AUTHOR = ProblemKind(
    "E444",
    _TELL,
    "作者是姓名",
    "文件属性或批注里的作者疑似是人员姓名，没有公布",
    "发给别人前，请在“文件 › 信息 › 检查文档”中删去",
)
UNSEEN_UNKNOWN = ProblemKind(
    "E445",
    _WARN,
    "看不见处没有查",
    "批注、隐藏的工作表等看不见的内容异常，没有查是否有个人信息",
    "请删去批注和隐藏的工作表，用WPS或Excel另存为xlsx",
)
PERSONAL_SHEET_NAME = ProblemKind(
    "E446",
    _WARN,
    "工作表名有个人信息",
    "第{number}张工作表的名称疑似有{kinds}，公布数据出处时会带上工作表名，建站时会被拦截",
    "请把工作表名改成表的名称",
)
PERSONAL_SETTING = ProblemKind(
    "E447",
    _WARN,
    "设置里有个人信息",
    "这里的文字会公布，疑似有{kinds}，建站时会被拦截",
    "请删去，或改填单位座机、12345、岗位",
)

#: What is told of a cell whose words mustn't be repeated anywhere.
OF_CELLS = (PERSONAL_PUBLISHED, PERSONAL_UNPUBLISHED, PERSONAL_HIDDEN)
