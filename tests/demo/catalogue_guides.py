"""示例区's 办事指南: fourteen invented guides, most with one thing wrong that flags look for."""

from collections.abc import Mapping
from datetime import date

from .blots import Note
from .books import Cell
from .catalogue_books import Entry, Listing

_MARKET, _HEALTH = "区市场监管局", "区卫健委"
FILE = "目录/办事指南汇总.xlsx"
#: Number, item, department, kind, handling, legal limit, promised limit.
_GUIDES = (
    (1, "公司登记", _MARKET, "行政许可", "承诺件", "15个工作日", "3个工作日"),
    (2, "食品（含保健食品）经营许可核发", _MARKET, "行政许可", "承诺件", "20个工作日", "8个工作日"),
    (3, "公共场所卫生许可", _HEALTH, "行政许可", "承诺件", "20个工作日", "5个工作日"),
    (4, "养老机构备案", "区民政局", "其他行政权力", "承诺件", "20个工作日", "10个工作日"),
    (5, "医疗机构设置及执业登记", _HEALTH, "行政许可", "承诺件", "30个工作日", "12个工作日"),
    (
        6,
        "危险化学品经营许可首次申请",
        "区应急管理局",
        "行政许可",
        "承诺件",
        "30个工作日",
        "35个工作日",
    ),
    (7, "建设工程消防验收", "区住建局", "行政许可", "承诺件", "15个工作日", "15个工作日"),
    (
        8,
        "旅馆业特种行业许可证核发",
        "示例市公安局示例区分局",
        "行政许可",
        "承诺件",
        "20个工作日",
        "7个工作日",
    ),
    (
        9,
        "限制使用农药经营许可证初审",
        "区农业农村局",
        "行政许可",
        "上报件",
        "20个工作日",
        "9个工作日",
    ),
    (10, "合伙企业登记", _MARKET, "行政许可", "承诺件", "15个工作日", "3个工作日"),
    (11, "灵活就业登记（演示）", "区人社局", "公共服务", "即办件", "15个工作日", "2个工作日"),
    (
        12,
        "社会组织名称核准（演示）",
        "区民政局",
        "其他行政权力",
        "承诺件",
        "20个工作日",
        "4个工作日",
    ),
    (
        13,
        "乡村兽医备案（演示）",
        "区农业农村局",
        "其他行政权力",
        "即办件",
        "10个工作日",
        "当场办结",
    ),
    (14, "药品零售人员资格认定（演示）", _MARKET, "行政许可", "承诺件", "20个工作日", "8个工作日"),
)
#: Guide → columns that are otherwise than usual; None for what is left blank.
_ODD: Mapping[int, Mapping[str, Cell]] = {
    8: {"same_source": "否"},
    10: {"basis": None, "conditions": None, "hours": None, "phone": None},
    12: {"place": None},
    14: {"qualification": "是"},
}
#: Guide → its materials with 必要性; the form and the identity papers come on top of these.
_OWN: Mapping[int, tuple[tuple[str, str | None], ...]] = {
    1: (("公司章程", "必要"), ("住所使用证明", "可承诺")),
    2: (("食品安全管理制度", "必要"), ("其 他 材料", "必要")),
    3: (
        ("卫生管理制度", "必要"),
        ("法律、法规规定的其他材料", "必要"),
        ("其他组织营业执照", "必要"),
        ("相关专业毕业证书", "容缺"),
        ("《关于其他材料管理的规定》知晓书", "必要"),
    ),
    4: (("机构章程", "必要"), ("无犯罪记录证明", None)),
    5: (("医疗机构用房平面图", "必要"), ("现居住地证明", "必要")),
    6: (("安全评价报告", "必要"),),
    7: (("工程竣工验收报告", "必要"), ("涉及消防的建设工程竣工图纸", "必要")),
    8: (("房屋安全鉴定材料", "可承诺"),),
    9: (("仓储场所照片", "必要"),),
    10: (("合伙协议", "必要"),),
    11: (("就业状况说明", "可承诺"),),
    12: (("章程草案", "必要"),),
    13: (("学历证书", "容缺"),),
    14: (("健康证明", "必要"),),
}


def guides() -> Listing:
    """The catalogue of 办事指南."""
    return Listing(
        "service-guides",
        FILE,
        "示例区办事指南",
        items=tuple(_guide(row) for row in _GUIDES),
        rows={
            "materials": tuple(row for number, *_ in _GUIDES for row in _materials(number)),
            "steps": tuple(row for one in _GUIDES if one[0] != 10 for row in _steps(one)),
        },
    )


def guide_notes() -> tuple[Note, ...]:
    """What the guides hold for the red flags."""
    listing = guides()
    materials = [name for _, row in listing.rows["materials"] if (name := row["material"])]

    def material(name: str) -> str:
        return listing.row_spot("materials", materials.index(name), "material")

    seeded = (
        (material("其 他 材料"), "兜底性条款，中间有空格", "红旗 RF-09（A类）"),
        (material("法律、法规规定的其他材料"), "兜底性条款", "红旗 RF-09（A类）"),
        (material("其他组织营业执照"), "像兜底条款，其实不是", "不举旗"),
        (material("相关专业毕业证书"), "像兜底条款，其实不是", "不举旗"),
        (material("《关于其他材料管理的规定》知晓书"), "书名号中的文字", "不举旗"),
        (material("现居住地证明"), "已取消的居住证明，换了叫法仍在索要", "红旗 RF-10"),
        (material("无犯罪记录证明"), "在告知承诺清单中，必要性空着", "黄旗 RF-11"),
        (listing.spot("ZN-06", "promised_days"), "承诺35个工作日，法定30个工作日", "红旗 RF-18"),
        (listing.spot("ZN-07", "promised_days"), "承诺超过法定的一半", "黄旗 RF-17"),
        (listing.spot("ZN-11", "promised_days"), "即办件承诺2个工作日", "黄旗 RF-17"),
        (listing.spot("ZN-14", "promised_days"), "资质类承诺8个工作日", "黄旗 RF-17"),
        (listing.spot("ZN-10", "id"), "缺五类要素", "红旗 RF-39"),
        (listing.spot("ZN-12", "place"), "缺一类要素", "黄旗 RF-39"),
        (listing.spot("ZN-08", "same_source"), "与政务服务网不一致", "黄旗 RF-41"),
    )
    return tuple(Note(FILE, *one) for one in seeded)


def _guide(row: tuple[int, str, str, str, str, str, str]) -> Entry:
    number, name, department, kind, handling, legal, promised = row
    usual: dict[str, Cell] = {
        "id": f"ZN-{number:02}",
        "name": name,
        "code": f"DEMO-10{number:02}",
        "department": department,
        "level": "县级",
        "kind": kind,
        "qualification": "否",
        "handling": handling,
        "audience": "法人" if number != 11 else "自然人",
        "basis": f"《示例区政务服务规定（演示）》第{number}条；法律、法规规定的其他条件从其规定",
        "conditions": "在本区办理，符合示例规定（演示）",
        "place": "示例区示例路1号政务服务大厅",
        "window": f"{number}号窗口",
        "hours": "工作日 9:00—12:00，13:30—17:00",
        "online_url": f"http://www.example.invalid/guides/{number}.html",
        "phone": f"0000-12345{20 + number}",
        "complaint_phone": "12345",
        "legal_days": legal,
        "promised_days": promised,
        "fee": "否",
        "same_source": "是",
        "updated": date(2021, 11, 30),
    }
    merged = {**usual, **_ODD.get(number, {})}
    return {key: value for key, value in merged.items() if value is not None}


def _materials(number: int) -> tuple[tuple[str, Entry], ...]:
    common = (("申请表", "必要"), ("身份证件", "必要"))
    own: tuple[tuple[str, str | None], ...] = (*common, *_OWN[number])
    return tuple((f"ZN-{number:02}", _material(*one)) for one in own)


def _material(name: str, necessity: str | None) -> Entry:
    entry: Entry = {"material": name, "source": "申请人自备", "form": "原件或电子件", "copies": 1}
    return entry if necessity is None else {**entry, "necessity": necessity}


def _steps(row: tuple[int, str, str, str, str, str, str]) -> tuple[tuple[str, Entry], ...]:
    number, _, department, *_, promised = row
    id_ = f"ZN-{number:02}"
    return (
        (id_, {"step": "受理", "department": department, "days": "当场办结", "result": "受理单"}),
        (
            id_,
            {"step": "审查和决定", "department": department, "days": promised, "result": "决定书"},
        ),
    )
