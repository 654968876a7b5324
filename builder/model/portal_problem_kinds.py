"""The catalogue of what keeps a county's site out of a portal, or the portal itself: codes E80x.

What is wrong with a county's site costs that county alone; the others come together all the same.
"""

from builder.model.problems import ProblemKind, Severity

_STOP = Severity.BLOCKING

NO_SITE = ProblemKind(
    "E801",
    _STOP,
    "没有收到县的网站",
    "没有收到{name}的网站，门户上写“还没有收到”",
    "请{name}把 output/site 里的内容，或者发布的压缩包解压以后，放进这个文件夹",
)
UNLISTED = ProblemKind(
    "E802",
    Severity.WARNING,
    "门户设置里没有这个县",
    "portal.yml 里没有“{folder}”，没有收进门户",
    "在 portal.yml 里写上它属于哪个市、叫什么；不该有的文件夹移走",
)
NOT_A_SITE = ProblemKind(
    "E803",
    _STOP,
    "不是县的网站",
    "这个文件夹里没有{missing}，不是本系统建的网站，没有收进门户",
    "请{name}只交 output/site 里面的内容（不是整个 output，里面有办公室的材料），"
    "或者 gongshi publish --bundle 打的压缩包解压以后的内容",
)
DAMAGED = ProblemKind(
    "E804",
    _STOP,
    "县的网站不完整",
    "{reason}，{name}没有收进门户",
    "多半是没有拷全，或者拷的时候正在建站：请{name}重新建站，把整个文件夹再交一次",
)
LINKED = ProblemKind(
    "E805",
    _STOP,
    "有快捷方式",
    "这是指向别处的链接，不是文件，{name}没有收进门户",
    "请{name}把它换成文件本身再交一次",
)
LEAKING = ProblemKind(
    "E806",
    _STOP,
    "县的网站里疑似有个人信息",
    "疑似{kind}{more}，{name}没有收进门户",
    "请{name}删去后重新建站再交；确须公开的，在本项目的 rubrics/disclosure 登记例外",
)
SETTINGS = ProblemKind(
    "E807",
    _STOP,
    "门户的设置有错",
    "{reason}",
    "照手册“门户”一章的例子改 portal.yml",
)
