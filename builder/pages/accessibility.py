"""The statement on accessibility (无障碍声明): what is offered, what was tested, known limits."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.pages import addresses
from builder.pages.overview import Overview, crumbs
from builder.pages.page import Fact, Notice, Page

TITLE = "无障碍声明"

OFFERED = (
    (
        "大字版：页面上方的“大字版”按钮把正文放大到18像素以上，加深文字颜色，加大可以点按的区域；"
        "选过一次，在本机打开本站其他页面时一直有效，点“标准版”恢复。"
    ),
    "深色：默认跟随手机或电脑的设置；页面上方的图标依次切换浅色、深色和跟随系统，选了就一直有效，可以与大字版同时使用。",
    (
        "键盘：不用鼠标也能到达所有链接、搜索、排序和筛选；按 Tab 键逐个前进，按回车键打开；"
        "每页第一个可以到达的是“跳到正文”。"
    ),
    (
        "读屏软件：每页有标题、导航、正文和页脚区域，标题逐级排列；表格有名称和行列标题；"
        "图下面附有同样数据的表格。"
    ),
    "颜色：红旗、黄旗、达标、未达标等都同时用文字写明，不单靠颜色区分。",
    "手机：页面不会左右晃动，宽的表格在自己的框里左右滑动。",
    "打印：每页都可以打印在A4纸上，折叠的内容打印时自动展开。",
    "不用脚本、不联网：脚本被禁用时内容完整；整个网站拷到电脑上，断网也能打开和搜索。",
)
TESTED = (
    Fact(
        "自动检测",
        "每次修改程序，用检测工具 axe-core 按《Web内容无障碍指南》2.2版AA级检查各类页面，"
        "分手机和电脑两种宽度，分浅色、深色、大字版，要求没有一处不合格。",
    ),
    Fact("网页代码", "用 Nu HTML 检查器检查各类页面，要求本站自己写的部分没有错误。"),
    Fact("键盘", "自动演练只用键盘从首页走到一项得分的出处。"),
    Fact(
        "人工查看",
        "各类页面在手机、电脑两种宽度下，分浅色、深色、大字版逐类看过；打印只抽看了一部分。",
    ),
    Fact("还没有做", "没有请视障人士试用，也没有逐一用各种读屏软件试读。"),
)
LIMITS = (
    "宽的表格在手机上要左右滑动；电脑上用键盘时，先按 Tab 键到表格，再按左右方向键。",
    "指标原文和办事材料名称照录文件，句子可能较长，没有改写成简易读本。",
    "可下载的数据文件和原始填报表没有另做无障碍版本；同样的内容都在网页上。",
    "搜索、排序、筛选和记住大字版要用脚本；禁用脚本时可以从导航逐级进入。",
)


@dataclass(frozen=True, slots=True)
class AccessibilityView:
    """What the template places."""

    offered: Sequence[str]
    tested: Sequence[Fact]
    limits: Sequence[str]
    authority: str


def accessibility_page(site: Overview) -> Page:
    """The statement for *site*; whom to tell are those who run its campaigns."""
    return accessibility_statement(site.authorities.text, site.notices)


def accessibility_statement(authority: str, notices: tuple[Notice, ...]) -> Page:
    """The statement for a site with *notices*, of which *authority* is to be told."""
    start = addresses.ACCESSIBILITY
    return Page(
        address=start,
        template="accessibility.md.j2",
        title=TITLE,
        summary="本站怎样让看不清、不用鼠标、用读屏软件的人也能看、能查，测过什么，还有哪些不足，"
        "向谁反映。",
        crumbs=crumbs(start, (TITLE, start)),
        notices=notices,
        facts=(),
        view=AccessibilityView(OFFERED, TESTED, LIMITS, authority),
    )
