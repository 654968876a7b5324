"""示例区's 惠企政策: twenty invented ones, some expired, some about to, one listed twice."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from .blots import Note
from .books import Cell
from .catalogue_books import Entry, Listing

FILE = "目录/惠企政策库.xls"
#: Name, industries, kind of payment, way of support, department.
_POLICIES = (
    ("首次开店一次性奖补", "餐饮、零售", "免申即享", "奖补", "区市场监管局"),
    ("小微企业稳岗补贴", "不限", "免申即享", "社保补贴", "区人社局"),
    ("餐饮业复工补助", "餐饮", "快申快享", "奖补", "区发改委"),
    ("技术改造贷款贴息", "制造", "快申快享", "贷款贴息", "区工信局"),
    ("农产品冷链建设补助", "农业、物流", "申报兑现", "奖补", "区农业农村局"),
    ("房屋租金减免", "零售、餐饮", "免申即享", "减免", "区住建局"),
    ("养老机构运营补贴", "养老服务", "快申快享", "奖补", "区民政局"),
    ("吸纳毕业生就业补贴", "不限", "快申快享", "社保补贴", "区人社局"),
    ("创业担保贷款", "不限", "申报兑现", "担保", "区人社局"),
    ("节能改造奖补", "制造", "申报兑现", "奖补", "区发改委"),
    ("安全生产标准化奖励", "制造、危险化学品", "免申即享", "奖补", "区应急管理局"),
    ("污染治理设施补助", "制造", "申报兑现", "奖补", "示例市生态环境局示例区分局"),
    ("专精特新企业奖励", "制造、软件", "免申即享", "奖补", "区工信局"),
    ("连锁品牌进街区补助", "零售", "快申快享", "奖补", "区市场监管局"),
    ("乡村旅游民宿奖补", "旅游", "快申快享", "奖补", "区农业农村局"),
    ("社会办医床位补贴", "医疗", "申报兑现", "奖补", "区卫健委"),
    ("残疾人就业岗位补贴", "不限", "即申即享", "社保补贴", "区残联"),
    ("出口信用保险保费补助", "外贸", "快申快享", "奖补", "区工信局"),
    ("行政事业性收费减免", "不限", "免申即享", "减免", "区发改委"),
    ("小规模纳税人房产税减征", "不限", "免申即享", "减免", "示例市税务局示例区税务局"),
)
#: Policy → what is otherwise than usual; None for what is left blank.
_ODD: Mapping[int, Mapping[str, Cell]] = {
    3: {"valid_until": date(2021, 6, 30)},
    5: {"url": None},
    7: {"valid_until": date(2022, 3, 31)},
    8: {"valid_until": date(2022, 4, 15)},
    9: {"valid_until": date(2022, 4, 16)},
    11: {"valid_until": date(2022, 1, 15)},
    14: {"valid_until": date(2021, 12, 31), "status": "失效"},
    16: {"valid_until": None},
    19: {"payment_days": "60天"},
    20: {"status": "废止", "department": "区税务局"},
}
#: Policies that were paid out: households and 万元 of each case.
_PAID: Mapping[int, tuple[tuple[int, str], ...]] = {
    1: ((12, "6"), (9, "4.5")),
    2: ((86, "51.6"),),
    6: ((40, "18"), (15, "7.2")),
    13: ((3, "30"),),
}


def policies() -> Listing:
    """The catalogue of policies; one line stands in it twice."""
    items = tuple(_policy(number) for number in range(1, len(_POLICIES) + 1))
    return Listing(
        "policies",
        FILE,
        "示例区惠企政策库",
        items=(*items, items[11]),
        rows={"cases": tuple(row for number in _PAID for row in _cases(number))},
    )


def policy_notes() -> tuple[Note, ...]:
    """What the policies hold, for intake and for the red flags."""
    listing = policies()
    last = f"惠企政策库 › A{len(listing.items) + 2}"
    return (
        Note(
            FILE,
            listing.spot("ZC-03", "valid_until"),
            "2021年6月30日到期，状态仍写有效",
            "黄旗 RF-43",
        ),
        Note(FILE, listing.spot("ZC-05", "url"), "没有原文网址", "黄旗 RF-43"),
        Note(
            FILE, listing.spot("ZC-11", "valid_until"), "截止日当天到期", "仍有效，标「即将到期」"
        ),
        Note(FILE, listing.spot("ZC-08", "valid_until"), "截止日后第90天到期", "标「即将到期」"),
        Note(FILE, listing.spot("ZC-09", "valid_until"), "截止日后第91天到期", "不标「即将到期」"),
        Note(FILE, listing.spot("ZC-16", "valid_until"), "没有有效期止", "长期有效，不是缺项"),
        Note(FILE, listing.spot("ZC-19", "payment_days"), "没写明工作日", "按自然日读取", "E612"),
        Note(FILE, last, "ZC-12 出现两次", "只取第一行", "E601"),
    )


def _policy(number: int) -> Entry:
    name, industries, payment, support, department = _POLICIES[number - 1]
    day = date(2020 + number % 2, 1 + number % 12, 10)
    usual: dict[str, Cell] = {
        "id": f"ZC-{number:02}",
        "name": f"{name}（演示）",
        "document": f"示政办〔{day.year}〕{number}号",
        "issuer": "示例区人民政府办公室（演示）",
        "level": "县级",
        "published": day,
        "valid_from": day,
        "valid_until": date(2023, 12, 31),
        "status": "有效",
        "payment": payment,
        "industries": industries,
        "sizes": "个体工商户、微型、小型" if number % 3 else "不限",
        "regions": "示例区",
        "conditions": "在示例区登记、正常经营、没有失信记录（演示）",
        "support": support,
        "standard": f"每户最高{number}000元（演示）",
        "funds": "区级财政资金（演示）",
        "process": "部门生成名单，公示5个工作日，确认收款账户后拨付（演示）",
        "payment_days": f"{20 + number}个工作日",
        "department": department,
        "office": "惠企政策岗",
        "place": "示例区政务服务大厅惠企窗口",
        "phone": f"0000-12345{40 + number}",
        "url": f"http://www.example.invalid/policies/{number}.html",
    }
    if payment == "免申即享":
        usual["matching"] = "税务登记和社保缴费记录（演示）"
    if number in _PAID:
        usual["beneficiaries"] = sum(count for count, _ in _PAID[number])
        usual["amount"] = sum((Decimal(text) for _, text in _PAID[number]), start=Decimal(0))
    merged = {**usual, **_ODD.get(number, {})}
    return {key: value for key, value in merged.items() if value is not None}


def _cases(number: int) -> tuple[tuple[str, Entry], ...]:
    return tuple(
        (
            f"ZC-{number:02}",
            {
                "case": f"第{batch}批，{count}户（演示）",
                "paid": date(2021, 6 + batch, 20),
                "households": count,
                "amount": Decimal(text),
            },
        )
        for batch, (count, text) in enumerate(_PAID[number], 1)
    )
