"""Which files of 示例县 2018 are odd as a whole: names, layouts, versions, strangers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .blots import Note
from .books import Book, Sheet
from .files import File, docx_stub, pdf_stub, write_book
from .rounds import Version

_CONTACTS = Sheet(
    "通讯录",
    (("岗位", "座机"), ("综合审批股负责人", "0000-1234501"), ("窗口首席代表", "0000-1234502")),
    hidden=True,
)
LAYOUTS: Mapping[str, Mapping[str, Any]] = {
    "D03": {"file": "填报表/县城管局/县城管局填报表（定稿）.xlsx"},
    "D06": {"claimed_total": 99},
    "D07": {"file": "填报表/县工信委填报表.et"},
    "D10": {"file": "填报表/县政府金融办/县政府金融办填报表A.xlsx"},
    "D11": {
        "heads": ("编码", "考核内容", "事项", "数值", "计量单位", "自评分", "佐证材料", "备注"),
        "two_rows": False,
    },
    "D15": {"file": "填报表/新建 Microsoft Excel 工作表.xls"},
    "D17": {
        "file": "填报表/附件2 县民政局填报表(最终版2)(1).xlsx",
        "two_rows": True,
        "merged_ids": True,
    },
    "D18": {"extra_sheets": (_CONTACTS,)},
    "D20": {"file": "邮件附件/县畜牧局填报表.xlsx", "written_name": "县畜牧局", "meta": {}},
    "D26": {"file": "邮件附件/县司法局报送.xlsx", "written_name": "", "meta": {}},
    "T02": {"file": "填报表/示例二镇填报表.et"},
}
_moment = datetime.fromisoformat
VERSIONS = {
    "D03": (
        Version(
            "填报表/县城管局/县城管局填报表.xlsx",
            datetime.fromisoformat("2019-01-04T09:00"),
            {"windows": 5},
        ),
        Version(
            "填报表/县城管局/县城管局填报表(修改).xlsx",
            _moment("2019-01-06T10:30"),
            {"windows": 6},
        ),
    ),
    "D10": (Version("填报表/县政府金融办/县政府金融办填报表B.xlsx", None, {"windows": 9}),),
}


def _strangers() -> tuple[File, ...]:
    other = Sheet(
        "文明单位申报",
        (
            ("外单位文明单位创建申报表",),
            ("序号", "申报类别", "创建措施", "推荐意见"),
            (1, "文明窗口", "开展志愿服务", "同意推荐"),
        ),
    )
    return (
        write_book(Book("邮件附件/文明单位创建申报表.xlsx", (other,))),
        docx_stub(
            "邮件附件/县人防办情况说明.docx", "县人防办2018年度政务服务工作情况说明（演示）。"
        ),
        pdf_stub("微信接收/扫描件0003.pdf"),
    )


#: What lies in the folder and is nobody's filing.
STRANGERS = _strangers()
NOTES = (
    Note("（没有文件）", "—", "D14 县住建局、T08 示例三乡没有报送", "列为未报，不参加排名"),
    Note(
        "收件登记.csv",
        "县食药监局",
        "D24 在截止时间后2天报送（登记表是GBK编码的csv）",
        "标注逾期2天，照常参评",
    ),
    Note("收件登记.csv", "县文广新局", "D27 在冻结时间后报送", "列为截止后报送，不参评"),
    Note(
        "填报表/县城管局/县城管局填报表.xlsx",
        "—",
        "D03 报送三个版本，收件登记都有记载",
        "采用收到时间最晚的定稿",
        "E312",
    ),
    Note("填报表/县城管局/县城管局填报表(修改).xlsx", "—", "D03 的第二个版本", "不采用", "E312"),
    Note(
        "填报表/县政府金融办/县政府金融办填报表A.xlsx",
        "—",
        "D10 报送两个版本，收件登记没有记载",
        "请保留一个，本单位暂不参评",
        "E311",
    ),
    Note("填报表/县政府金融办/县政府金融办填报表B.xlsx", "—", "D10 的另一个版本", "同上", "E311"),
    Note(
        "填报表/县林业局最终.xlsx",
        "—",
        "D16 的文件只有前一半",
        "无法读取，本单位暂不参评，其他单位照常公布",
        "E105",
    ),
    Note(
        "填报表/D11/新建 Microsoft Excel 工作表.xls",
        "表头",
        "D11 县国土资源局的表头改成了「编码、事项、数值」",
        "找不到表头，说明应有的表头",
        "E203",
    ),
    Note(
        "邮件附件/文明单位创建申报表.xlsx",
        "—",
        "别的工作的表格",
        "无法识别，说明看到的表头",
        "E201",
    ),
    Note("邮件附件/县人防办情况说明.docx", "—", "Word文档", "不是表格，请改报表格", "E102"),
    Note("微信接收/扫描件0003.pdf", "—", "扫描件", "不是表格，请改报表格", "E102"),
    Note(
        "邮件附件/县畜牧局填报表.xlsx",
        "填报单位",
        "D20 用了旧名称县畜牧局",
        "按别名表对应到县农业畜牧局",
    ),
    Note(
        "邮件附件/县司法局报送.xlsx",
        "—",
        "D26 没有 _meta，也没有填报单位",
        "按文件名对应到县司法局",
    ),
    Note("填报表/县工信委填报表.et", "—", "WPS的旧格式，另有示例二镇填报表.et", "照常读取"),
    Note(
        "填报表/附件2 县人社局填报表.xlsx",
        "通讯录（隐藏）",
        "隐藏的通讯录，只有岗位和虚构座机",
        "不读取，不公布",
        "E110",
    ),
)
