"""The catalogue of files that can't be read, or aren't to be: codes E1xx."""

from builder.model.problems import ProblemKind, Severity

_STOP, _WARN, _TELL = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE
_DOUBTFUL = "来历不明的不要打开；是本单位的，请用WPS或Excel打开，另存为xlsx"

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
UNPACKS_HUGE = ProblemKind(
    "E111", _STOP, "解压后过大", "文件解压后有{size}，超过上限{limit}", _DOUBTFUL
)
ENTITIES = ProblemKind(
    "E112",
    _STOP,
    "含有自定义实体",
    "文件内部定义了实体（DOCTYPE），正常保存的表格没有这个",
    _DOUBTFUL,
)
ODD_PATHS = ProblemKind(
    "E113", _STOP, "内部路径异常", "文件内部有指向文件以外的路径，正常保存的表格没有这个", _DOUBTFUL
)
TOO_MANY_CELLS = ProblemKind(
    "E114",
    _STOP,
    "工作表太大",
    "工作表一直到第{rows}行、第{columns}列，超过上限{limit}",
    "请选中表格以外的行和列，右键删除，再保存",
)
TOO_MANY_SHEETS = ProblemKind(
    "E115", _STOP, "工作表太多", "有{count}张工作表，超过上限{limit}张", "请只留要报的工作表"
)
TOO_MANY_MERGES = ProblemKind(
    "E116",
    _STOP,
    "合并单元格太多",
    "有{count}处合并单元格，超过上限{limit}",
    "请取消表格以外的合并单元格，再保存",
)
TOO_SLOW = ProblemKind(
    "E117",
    _STOP,
    "读得太久",
    "读了{seconds}秒还没有读完，没有再读",
    "请只留要报的工作表，用WPS或Excel另存为xlsx",
)
TOO_HUNGRY = ProblemKind(
    "E118",
    _STOP,
    "占用内存太多",
    "读取要用的内存超过{limit}，没有再读",
    "请只留要报的工作表，用WPS或Excel另存为xlsx",
)
INTERRUPTED = ProblemKind("E119", _STOP, "读取时中断", "文件内容异常，读到一半就中断了", _DOUBTFUL)
WEB_PAGE = ProblemKind(
    "E120",
    _STOP,
    "网页冒充表格",
    "这是网页或XML格式的文件，只是名字像表格，读不了",
    "请用WPS或Excel打开，另存为xlsx",
)
NO_RESULTS = ProblemKind(
    "E121",
    _STOP,
    "公式没有结果",
    "有公式出错，或没有保存结果，看不出是哪一格",
    "请用WPS或Excel打开后重新保存，或另存为xlsx",
)
NOT_A_FILE = ProblemKind(
    "E122", _WARN, "不是文件夹里的文件", "这是{what}，没有读取", "请把文件本身复制到文件夹里"
)
FOLDER_LIKE_FILE = ProblemKind(
    "E123",
    _TELL,
    "文件夹的名字像表格",
    "这是文件夹，不是表格；里面的文件照常读取",
    "不必改；误建的请删去",
)
OPEN_ELSEWHERE = ProblemKind(
    "E124",
    _TELL,
    "可能正在编辑",
    "旁边有“{lock}”，可能正在WPS或Excel里打开，最后的修改也许还没有保存",
    "请保存并关闭后再运行；确实没有打开的，删去“{lock}”",
)
GARBLED_NAME = ProblemKind(
    "E125",
    _STOP,
    "文件名是乱码",
    "文件名里有不成字的编码（多半是解压别的系统的压缩包来的），没有读取",
    "请重新起名，再放进来",
)
ARCHIVE = ProblemKind(
    "E126",
    _STOP,
    "压缩包没有解压",
    "这是压缩包，里面的表格没有读取",
    "请解压，改用里面的表格",
)
