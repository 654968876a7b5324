"""The catalogue of what ends a run before it is done, the inputs being sound: codes E90x.

Each says that the last good result is still there, and what to do.
"""

from builder.model.problems import ProblemKind, Severity

_STOP = Severity.BLOCKING

BUSY = ProblemKind(
    "E901",
    _STOP,
    "另一个程序正在写",
    "另一个 gongshi 正在写这个文件夹，这一次没有做",
    "请等那一个做完再运行；找不到那个窗口的，把别的命令窗口都关掉再试",
)
DISK_FULL = ProblemKind(
    "E902",
    _STOP,
    "磁盘满了",
    "磁盘已满（或超出限额），没有写完，上一次的结果没有改动",
    "请清理磁盘，留出至少1GB，再运行一次",
)
NO_PERMISSION = ProblemKind(
    "E903",
    _STOP,
    "没有权限",
    "没有权限读写，或磁盘是只读的，上一次的结果没有改动",
    "请用本人能写的文件夹，或请管理员给权限；结果可以用 --output 写到别处",
)
FILE_OPEN = ProblemKind(
    "E904",
    _STOP,
    "文件正打开着",
    "正在 Excel、WPS、Word 或网盘里打开着，换不了新的，上一次的结果没有改动",
    "请关闭打开的文件后再运行一次",
)
MISSING = ProblemKind(
    "E905",
    _STOP,
    "找不到文件",
    "找不到这个文件或文件夹，上一次的结果没有改动",
    "请核对路径；网盘或U盘断开的，接好后再运行一次",
)
UNREADABLE = ProblemKind(
    "E906",
    _STOP,
    "读写失败",
    "读写失败（{reason}），上一次的结果没有改动",
    "请检查磁盘、U盘或网盘，再运行一次；还不行的，把这一行发给管理员",
)
