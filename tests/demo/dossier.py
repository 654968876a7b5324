"""示例区 2021: a department compiles evidence, one figure missing and one 文号 miswritten."""

from datetime import date

from builder.intake.campaign import Campaign, Period
from builder.model.units import Unit, UnitKind

from .blots import Note
from .books import Book, Row, Sheet
from .files import File, pdf_stub, write_book
from .rounds import Round

_UNIT = Unit("B01", "示例区政务服务和大数据管理局", UnitKind.DEPARTMENT)
_BOOK = "汇编/示例区政务服务和大数据管理局佐证材料.xlsx"
_STATEMENT = (
    "我局推进“一网通办”前提下“最多跑一次”（佐证2），持续压缩办理时限。群众凭一张身份证可通办96项事项，"
    "设立“全省通办”窗口，推进812项事项“全省通办”（佐证3），梳理出12项开办企业“一件事”（佐证4）。"
    "9个乡镇（街道）和121个村（社区）已通电子政务外网。"
)
_DAY = date(2021, 8, 31)
_FIGURES: tuple[Row, ...] = (
    ("一证通办事项", 96, "项", _DAY),
    ("全省通办事项", 812, "项", _DAY),
    ("开办企业一件事", 12, "项", _DAY),
    ("通电子政务外网的乡镇（街道）", 9, "个", _DAY),
    ("通电子政务外网的村（社区）", 121, "个", _DAY),
)
_OFFICE = "示例区“放管服”改革协调小组办公室"
_PROOFS = ("2代办站建设通知.pdf", "3网上服务能力通知.pdf", "4一件事实施方案.pdf")
_EXHIBITS: tuple[Row, ...] = (
    (1, "关于全面普及行政审批服务的情况说明", None, _UNIT.name, _DAY, "1-2", "主动公开", None),
    (
        *(2, "关于加快推进乡镇（街道）政务服务中心和村（居）代办站建设的通知"),
        *("示例“放管服”组办〔2021〕1号", _OFFICE, date(2021, 1, 11), "3-17", "主动公开"),
        _PROOFS[0],
    ),
    (
        *(3, "关于进一步做好网上政务服务能力提升工作的通知", "示例“放管服”组办(2020)11号"),
        *(_OFFICE, date(2020, 10, 12), "18-30", "主动公开", _PROOFS[1]),
    ),
    (
        *(4, "关于印发〈推行“一件事”政务服务实施方案〉的通知", "示例“放管服”组办〔2020〕3号"),
        *(_OFFICE, date(2020, 5, 20), "31-45", "依申请公开", _PROOFS[2]),
    ),
)


def dossier_round() -> Round:
    """The one campaign that asks for a dossier and scores nothing."""
    return Round(
        campaign=Campaign(
            id="example-district-2021-dossier",
            title="示例区2021年法治政府建设佐证材料汇编",
            short_title="示例区2021年佐证材料",
            authority="示例区政务服务管理办公室（演示）",
            region="示例区",
            demo=True,
            period=Period(start=date(2020, 1, 1), end=_DAY),
            dossiers=("hualong-2021-rule-of-law",),
        ),
        code="990102",
        units=(_UNIT,),
        short={},
        quality={},
        absent=frozenset({_UNIT.id}),
        strangers=(_book(), *(pdf_stub(f"佐证/{name}") for name in _PROOFS)),
        notes=(
            Note(_BOOK, "情况说明 › C2", "没有压缩审批时限的数据", "列为「缺：…」", "E503"),
            Note(_BOOK, "佐证目录 › E4", "文号的年份用了圆括号", "提示照原文改", "E507"),
            Note(_BOOK, "佐证目录 › I5", "佐证4依申请公开", "页面只计数，不列标题"),
        ),
    )


def _book() -> File:
    sheets = (
        _sheet("情况说明", ("情况说明",), ((_STATEMENT,),)),
        _sheet("数据", ("数据项", "数值", "计量单位", "截止日期"), _FIGURES),
        _sheet(
            "佐证目录",
            ("序号", "标题", "文号", "发文机关", "成文日期", "页码", "公开属性", "文件"),
            _EXHIBITS,
        ),
    )
    return write_book(Book(_BOOK, sheets))


def _sheet(title: str, heads: Row, rows: tuple[Row, ...]) -> Sheet:
    own = tuple((_UNIT.name, "1", *row) for row in rows)
    return Sheet(title, (("单位", "论点编号", *heads), *own))
