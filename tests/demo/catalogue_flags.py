"""示例区 2021: what departments say to their flags, and what was put right of them."""

from datetime import date

from .blots import Note
from .books import Book, Row, Sheet
from .files import File, write_book

_ANSWERS: tuple[Row, ...] = (
    ("单位", "红旗编号", "指标编号", "单位说明", "答复日期", "备注"),
    (
        *("区工信局", "RF-15", "9.2d", "网上预审未计入受理量，已请平台方核对口径"),
        *(date(2022, 1, 12), None),
    ),
    ("区卫健委", "RF-10", None, "指南未及时更新，1月20日前删去该项材料", date(2022, 1, 11), None),
    (
        *("区应急管理局", "RF-18", None, "承诺时限误填为总时限，正在更正"),
        *(date(2022, 1, 13), None),
    ),
)
_LEDGER: tuple[Row, ...] = (
    (
        *("编号", "单位", "指标编号", "问题", "证据", "责任科室"),
        *("整改期限", "整改措施", "完成日期", "复核结论"),
    ),
    (
        *("WT-101", "区司法局", "8.3", "差评没有整改", "差评工单", "政务服务科"),
        *(date(2021, 12, 31), "逐件整改回访", date(2021, 12, 24), "已销号"),
    ),
    (
        *("WT-102", "区民政局", "7.2", "中介超市5月没有办件", "平台导出", "办公室"),
        *(date(2021, 12, 31), "发布采购需求", None, "整改中"),
    ),
    (
        *("WT-103", "区卫健委", "2.1", "RF-10 指南仍索要已取消的证明", "办事指南", "审批科"),
        *(date(2022, 1, 31), "修改办事指南", None, "整改中"),
    ),
)


def flag_files() -> tuple[File, ...]:
    """The register of answers and that of rectification."""
    return (
        write_book(Book("红旗答复.xlsx", (Sheet("红旗答复", _ANSWERS),))),
        write_book(Book("整改台账.xlsx", (Sheet("整改台账", _LEDGER),))),
    )


def flag_notes() -> tuple[Note, ...]:
    """What was put into them, and what comes of it."""
    return (
        Note(
            "红旗答复.xlsx",
            "红旗答复 › D2",
            "区工信局说明网上受理率",
            "RF-15：单位已说明，说明照列",
        ),
        Note("整改台账.xlsx", "整改台账 › J2", "区司法局差评整改已销号", "RF-06：已整改"),
        Note(
            "整改台账.xlsx",
            "整改台账 › J3",
            "区民政局过了12月31日仍在整改",
            "RF-20：整改逾期，另列RF-25",
        ),
        Note(
            "整改台账.xlsx",
            "整改台账 › G4",
            "区卫健委期限1月31日，未到期",
            "RF-10：单位已说明，写明期限",
        ),
    )
