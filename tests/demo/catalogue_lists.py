"""示例区's shorter lists: village items, help, intermediaries with agencies, and licences."""

from collections.abc import Mapping
from datetime import date

from stdnum.cn import uscc

from .blots import Note
from .books import Cell
from .catalogue_books import Entry, Listing

VILLAGE, HELP = "目录/乡村事项目录.xlsx", "目录/帮办代办应用清单.xlsx"
AGENCIES, LICENCES = "目录/中介服务事项清单.xls", "目录/电子证照目录.xlsx"
_TOWNS = ("示例一镇", "示例二镇", "示例一街道")
_SUBJECTS = (
    ("城乡居民养老保险", "区人社局"),
    ("城乡居民医疗保险", "区医保局"),
    ("高龄津贴", "区民政局"),
    ("残疾人补贴", "区残联"),
    ("生育服务", "区卫生健康委"),
    ("农机购置补贴", "区农业农村局"),
    ("再生育指导", "区卫健委"),
    ("临时救助", "区民政局"),
    ("就业困难人员认定", "区人社局"),
    ("退役军人优待证", "区退役军人事务局"),
)
_ACTS = ("申请", "信息变更", "查询打印", "资格年审")
_SERVICES = ("直接办理", "受理转报", "帮办代办")
_HELPED = (
    ("企业登记帮办", "帮办", "企业", "区市场监管局"),
    ("食品经营许可帮办", "帮办、预约", "企业", "区市场监管局"),
    ("高龄津贴上门认证", "上门", "老年人", "区民政局"),
    ("社保卡代办", "代办", "老年人、残疾人", "区人社局"),
    ("生育登记代办", "代办", "育龄家庭", "区卫健委"),
    ("消防验收帮办", "帮办", "企业", "区住建局"),
    ("农药经营许可帮办", "帮办", "企业", "区农业农村局"),
    ("居住登记自助办理", "自助", "流动人口", "示例市公安局示例区分局"),
    ("法律援助预约", "预约、上门", "困难群众", "区司法局"),
    ("纳税申报辅导", "帮办", "个体工商户", "区税务局"),
    ("残疾人证上门评定", "上门", "残疾人", "区残联"),
    ("项目审批全程代办", "代办", "投资企业", "区政务服务和大数据管理局"),
)
_INTERMEDIARIES = (
    (
        "建设项目环境影响评价",
        "建设项目环境影响后评价报告的备案（非辐射类）",
        "示例市生态环境局示例区分局",
    ),
    ("安全评价", "危险化学品经营许可首次申请、危险化学品经营许可延续申请", "区应急管理局"),
    ("消防设施检测", "建设工程消防验收", "区住建局"),
    ("公共场所卫生检测", "公共场所卫生许可", "区卫健委"),
    ("食品生产场所检测", "食品（含保健食品）生产许可核发", "区市场监管局"),
    ("验资", "公司登记", "区市场监管局"),
    ("房屋安全鉴定", "旅馆业特种行业许可证核发", "示例市公安局示例区分局"),
    ("养老机构建筑检测", "养老机构备案", "区民政局"),
    ("农药仓储评估", "限制使用农药经营许可证初审", "区农业农村局"),
    ("医疗机构污水检测", "医疗机构设置及执业登记", "区卫健委"),
    ("节能评估", "公办养老机构基本服务收费标准审批", "区发改委"),
    ("档案数字化", "合伙企业登记", "区市场监管局"),
    ("测绘", "建设工程消防验收", "区住建局"),
    ("社会组织审计", "社会组织名称核准（演示）", "区民政局"),
    ("劳务派遣审计", "灵活就业登记（演示）", "区人社局"),
)
#: Item → month → what stands there instead of a number of contracts.
_MONTHS: Mapping[int, Mapping[int, Cell]] = {
    3: {8: 0},
    7: {2: 0, 3: 0},
    14: dict.fromkeys(range(1, 13), "不适用"),
    15: {5: None},
}
_LICENCES = (
    ("营业执照", "区市场监管局", "国建", 5200, 3100),
    ("食品经营许可证", "区市场监管局", "省建", 1830, 1830),
    ("食品生产许可证", "区市场监管局", "省建", 46, 40),
    ("公共场所卫生许可证", "区卫健委", "市建", 690, 690),
    ("医疗机构执业许可证", "区卫健委", "国建", 133, 133),
    ("危险化学品经营许可证", "区应急管理局", "自建", 72, 72),
    ("烟花爆竹经营许可证", "区应急管理局", "自建", 58, 0),
    ("养老机构备案回执", "区民政局", "自建", 19, 17),
    ("社会团体登记证书", "区民政局", "省建", 64, 64),
    ("农药经营许可证", "区农业农村局", "市建", 210, 210),
    ("建设工程消防验收意见书", "区住建局", "自建", 88, 88),
    ("特种行业许可证", "示例市公安局示例区分局", "市建", 141, 141),
    ("人力资源服务许可证", "区人社局", "自建", 12, 12),
    ("律师执业证副本", "区司法局", "国建", 0, 0),
    ("排污登记回执", "示例市生态环境局示例区分局", "国建", 320, 0),
    ("节能审查意见", "区发改委", "自建", 8, 8),
)


def village_items() -> Listing:
    """Forty things that can be done in a town or a village."""
    pairs = [(subject, act) for subject in _SUBJECTS for act in _ACTS]
    items = tuple(_village(number, *pair) for number, pair in enumerate(pairs, 1))
    return Listing("village-items", VILLAGE, "示例区乡村事项目录", items)


def help_services() -> Listing:
    """Twelve services in which somebody helps, or goes in one's stead."""
    items = tuple(_helped(number) for number in range(1, len(_HELPED) + 1))
    return Listing("help-services", HELP, "示例区本地便民服务应用清单", items)


def intermediaries() -> Listing:
    """Fifteen intermediary services; one agency's code is wrong, one row belongs to nothing."""
    items = tuple(_intermediary(number) for number in range(1, len(_INTERMEDIARIES) + 1))
    agencies = tuple(_agency(number) for number in range(1, 19))
    stray = ("ZJ-99", {"agency": "示例中介机构19号", "credit_code": _code(19)})
    rows = {"agencies": (*agencies, stray)}
    return Listing("intermediaries", AGENCIES, "示例区行政审批中介服务事项清单", items, rows)


def licences() -> Listing:
    """Sixteen kinds of electronic licences."""
    items = tuple(_licence(number) for number in range(1, len(_LICENCES) + 1))
    return Listing("licences", LICENCES, "示例区电子证照目录", items)


def list_notes() -> tuple[Note, ...]:
    """What the lists hold, for intake and for the red flags."""
    village, agencies, kinds = village_items(), intermediaries(), licences()
    return (
        Note(VILLAGE, village.spot("XC-07", "days"), "写了3天", "按自然日读取", "E612"),
        Note(
            VILLAGE,
            village.spot("XC-22", "id"),
            "与XC-21同一事项编码、名称不同",
            "提示核对",
            "E607",
        ),
        Note(AGENCIES, agencies.spot("ZJ-03", "month_8"), "8月没有成交", "黄旗 RF-20"),
        Note(AGENCIES, agencies.spot("ZJ-14", "month_1"), "全年不适用", "不举旗"),
        Note(
            AGENCIES,
            agencies.row_spot("agencies", 4, "credit_code"),
            "校验码不对",
            "不公布这个代码",
            "E613",
        ),
        Note(
            AGENCIES,
            agencies.row_spot("agencies", 18, "agency"),
            "不属于任何中介事项",
            "没有公布",
            "E603",
        ),
        Note(LICENCES, kinds.spot("ZZ-07", "collected"), "自建系统，一张也没有归集", "红旗 RF-13"),
        Note(LICENCES, kinds.spot("ZZ-08", "collected"), "应归集19张，已归集17张", "黄旗 RF-13"),
        Note(LICENCES, kinds.spot("ZZ-15", "collected"), "国建系统没有归集", "国建、省建不计"),
    )


def _village(number: int, subject: tuple[str, str], act: str) -> Entry:
    name, department = subject
    online = number % 3 != 0
    entry: Entry = {
        "id": f"XC-{number:02}",
        "name": f"{name}{act}（演示）",
        "code": f"DEMO-20{21 if number == 22 else number:02}",
        "level": "乡级" if number % 4 else "村级",
        "department": department,
        "service": _SERVICES[number % len(_SERVICES)],
        "online": "是" if online else "否",
        "towns": "、".join(_TOWNS[: 1 + number % len(_TOWNS)]),
        "villages": "示例一村、示例二村",
        "days": "3天" if number == 7 else f"{1 + number % 5}个工作日",
        "materials": "身份证、社保卡" if number % 2 else "身份证、户口簿",
        "phone": f"0000-12345{60 + number % 30}",
        "verified": date(2021, 1 + number % 12, 20),
    }
    return {**entry, "url": f"http://www.example.invalid/village/{number}"} if online else entry


def _helped(number: int) -> Entry:
    name, ways, people, department = _HELPED[number - 1]
    return {
        "id": f"BB-{number:02}",
        "name": f"{name}（演示）",
        "way": ways,
        "for_whom": people,
        "department": department,
        "place": "示例区政务服务大厅帮办代办区",
        "hours": "工作日 9:00—17:00",
        "phone": f"0000-12345{30 + number}",
        "days": "当场办结" if number % 2 else "2个工作日",
        "materials": "身份证件",
        "fee": "否",
        "verified": date(2021, 11, number),
    }


def _intermediary(number: int) -> Entry:
    name, approvals, department = _INTERMEDIARIES[number - 1]
    odd = _MONTHS.get(number, {})
    months = {month: odd.get(month, 1 + (number * month) % 7) for month in range(1, 13)}
    entry: Entry = {
        "id": f"ZJ-{number:02}",
        "name": f"{name}（演示）",
        "approval": approvals,
        "department": department,
        "basis": f"《示例区中介服务规定（演示）》第{number}条",
        "client": "申请人" if number % 4 else "审批部门",
        "days": f"{5 + number}个工作日",
        "fee": f"协商定价，示例参考价{number}000元",
        "qualification": "有相应检测、评价资质（演示）",
        "agencies_count": sum(1 for other in range(1, 19) if _whose(other) == number),
    }
    given = {f"month_{month}": count for month, count in months.items() if count is not None}
    return {**entry, **given}


def _whose(agency: int) -> int:
    return 1 + (agency - 1) % len(_INTERMEDIARIES)


def _agency(number: int) -> tuple[str, Entry]:
    code = _code(number)
    wrong = f"{code[:-1]}{'1' if code[-1] != '1' else '2'}"
    return f"ZJ-{_whose(number):02}", {
        "agency": f"示例中介机构{number}号",
        "credit_code": wrong if number == 5 else code,
        "valid_until": date(2022 + number % 3, 6, 30),
        "rating": "ABC"[number % 3],
    }


def _code(number: int) -> str:
    """A credit code of the fictional district, with its check digit."""
    body = f"91990102MA0000{number:03}"
    return body + uscc.calc_check_digit(body)


def _licence(number: int) -> Entry:
    name, department, system, expected, collected = _LICENCES[number - 1]
    return {
        "id": f"ZZ-{number:02}",
        "name": name,
        "department": department,
        "system": system,
        "expected": expected,
        "collected": collected,
        "standardised": "是" if number % 3 else "否",
        "pushed": date(2021, 12, 1 + number),
    }
