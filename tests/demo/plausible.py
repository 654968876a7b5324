"""What is likely where a type alone doesn't say; by field id, or `log.column` in a log's row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.model.answers import Value


@dataclass(frozen=True, slots=True)
class Span:
    """A number from *low* to *high*; the better the unit, the nearer to *high*."""

    low: Decimal
    high: Decimal
    #: Whether the unit's size decides in place of its quality.
    size: bool = False
    places: int = 0
    #: Field of which it is a multiple, such as the residents of 「每千人」.
    of: str = ""


def span(low: str, high: str, *, size: bool = False, places: int = 0, of: str = "") -> Span:
    """A span from digits."""
    return Span(Decimal(low), Decimal(high), size=size, places=places, of=of)


ORDINARY = span("20", "120", size=True)
#: Name → its span; without one a number is ordinary.
SPANS: Mapping[str, Span] = {
    "items_total": span("12", "64", size=True),
    "system_items_due": span("12", "60", size=True),
    "own_items": span("4", "20", size=True),
    "windows": span("1", "4", size=True),
    "offices": span("4", "11", size=True),
    "back_office_cases": span("2", "14"),
    "cases_handled": span("180", "26000", size=True),
    "items_optimised": span("0", "9"),
    "tasks": span("0.6", "6.4", size=True),
    "attendance.due": span("240", "240"),
    "attendance.actual": span("105", "262"),
    "hall_area": span("70", "260", places=1),
    "parcels": span("12", "420"),
    "guides": span("12", "46"),
    "fixed_staff": span("1", "7"),
    "efficiency_sample": span("20", "40", size=True),
    "efficiency_agreed": span("0.66", "1", of="efficiency_sample"),
    "satisfaction_sample": span("40", "80", size=True),
    "satisfied": span("0.62", "1", of="satisfaction_sample"),
    "stations_total": span("9", "42", size=True),
    "stations_benchmark": span("0", "7"),
    "help_score": span("64", "98", places=1),
    "help_cases": span("60", "1500"),
    "delegation_score": span("66", "98", places=1),
    "delegated_items": span("18", "42", size=True),
    "delegated_cases": span("60", "2100"),
    "integrated_cases": span("20", "860"),
    "residents": span("14000", "78000", size=True),
    "licences_shown": span("0.03", "0.42", of="residents"),
    "certificate_free_uses": span("12", "480"),
    "remote_cases": span("8", "190"),
    "rating_first_month": span("74", "100", places=1),
    "rating_second_month": span("74", "100", places=1),
    "rating_third_month": span("74", "100", places=1),
    "key_work_score": span("62", "99", places=1),
    "showcase_score": span("60", "97", places=1),
    "judges": span("7", "7"),
    "trainings.attendees": span("8", "46"),
    "articles.readings": span("180", "6400"),
}
#: Name → values from the worst unit's to the best one's.
LADDERS: Mapping[str, tuple[Value | None, ...]] = {
    "team_deduction": tuple(map(Decimal, ("4", "3", "2", "0", "0", "0"))),
    "one_window_points": (None,),
    "criticisms.points": tuple(map(Decimal, ("3", "2", "1"))),
    "exposures.points": tuple(map(Decimal, ("5", "4", "3.5", "3"))),
}
_PATROL = ("台面物品堆放杂乱", "柜台外地面有纸屑", "资料柜内物品未分类摆放")
_DRESS = ("未佩戴胸牌", "未按规定着装")
_SITES = ("便民服务中心综合窗口", "便民服务中心等候区", "示例村便民服务站", "示例社区便民服务站")
_POSTS = ("A01", "A02", "B03", "B04")
#: Name → what may stand there, whatever the unit is like.
PICKS: Mapping[str, tuple[Value, ...]] = {
    "own_system": (False, False, True),
    "back_office_window": ("A06", "B12", "C03"),
    "back_office_case_numbers": ("HS-0012、HS-0045等", "HS-0003、HS-0027等"),
    "reform_project": ("证照联办改革", "承诺制审批改革", "一次不用跑事项改革", "容缺受理改革"),
    "leader_post": ("党委副书记", "党委委员"),
    "full_time_post": ("便民服务中心专职干事", "便民服务中心主任"),
    "systems_inspected": ("五项制度齐全，抽查均已执行", "五项制度齐全，延时服务登记不全"),
    "method_note": ("7名评委打分，去掉一个最高分和一个最低分后取平均",),
    "items_barred.item": ("涉密项目审查", "危险物品现场核验"),
    "staff_changes.reason": ("未提前对接调换窗口人员", "窗口人员轮岗未报中心"),
    "discipline.reason": ("工作时间擅自离岗", "迟到未请假"),
    "tidiness_patrol.reason": _PATROL,
    "dress_patrol.reason": _DRESS,
    "complaints.channel": ("12345热线", "意见簿", "网上留言"),
    "complaints.reason": ("反映等候时间长", "反映一次性告知不全", "反映窗口无人"),
    "complaints.substantiated": (False,),
    "element_errors.item": ("抽查事项03", "抽查事项11"),
    "element_errors.reason": ("网上公布内容与窗口不一致", "未随机构调整更新"),
    "task_progress.task": ("事项标准化梳理", "网上办事大厅建设", "一窗受理改造", "数据共享对接"),
    "task_progress.reason": ("按台帐核对",),
    "honours.name": ("政务服务先进单位", "优质服务窗口", "群众满意窗口"),
    "publicity.name": ("一次办妥走进基层", "窗口服务提速增效", "网上办事少跑腿"),
    "publicity.issue": ("第12期", "第27期", "第3版"),
    "meetings.topic": ("解决窗口排队问题", "研究事项下沉", "研究帮办代办制度", "研究大厅改造"),
    "criticisms.reason": ("工作时间做与工作无关的事", "材料报送不及时", "情况说明不实"),
    "criticisms.name": ("季度工作情况报送迟缓", "重点工作推进不力"),
    "trainings.topic": ("服务礼仪", "帮办代办业务", "好差评系统操作"),
    "equipment_faults.site": _SITES,
    "equipment_faults.fault": ("高拍仪无法连接", "自助终端离线", "耳麦无声"),
    "site_faults.site": _SITES,
    "site_faults.fault": ("物品摆放杂乱", "文明用语不规范", "等候区座椅破损"),
    "system_faults.site": _SITES,
    "system_faults.fault": ("周末值班无记录", "预约服务台账缺登记"),
    "innovations.name": ("帮办代办红色驿站", "一件事一次办套餐", "流动服务车"),
    "articles.name": ("便民服务送到家门口", "智慧咨询一次不跑", "帮办员的一天"),
    "honours.level": ("市级", "市级", "省级"),
    "publicity.level": ("县级以上简报", "市级以下媒体", "省级媒体"),
    "innovations.level": ("区行政审批服务局", "市行政审批服务局", "市级"),
    "articles.level": ("微信公众号", "微信公众号", "市级"),
    "criticisms.level": ("上报及完成质量", "市行政审批服务局通报"),
    "exposures.name": ("暗访发现窗口空岗", "暗访发现一次性告知不到位"),
    "exposures.reason": ("经核查属实，已约谈整改",),
}
#: Log → how many rows the weakest and the best unit have (below none is none).
ROWS: Mapping[str, tuple[Decimal, Decimal]] = {
    log: (Decimal(worst), Decimal(best))
    for log, worst, best in (
        ("items_barred", "0", "1"),
        ("attendance", "3", "3"),
        ("complaints", "2.4", "-1"),
        ("meetings", "2", "5"),
        ("trainings", "0", "3"),
        ("honours", "-1.2", "1.6"),
        ("publicity", "-1", "2.4"),
        ("innovations", "-1.4", "1.4"),
        ("articles", "-1.2", "2.2"),
        ("criticisms", "2", "-3"),
        ("exposures", "1.2", "-3"),
    )
}
FAULT_ROWS = (Decimal("2.6"), Decimal("-1.2"))
ORDINARY_ROWS = (Decimal(2), Decimal(5))
#: Field → the field whose number says how many numbers are in its list, or rows in its log.
LENGTHS: Mapping[str, str] = {"window_staff": "windows", "task_progress": "tasks"}
#: Name → the other field (or column) and the value without which it stays blank.
ONLY_IF: Mapping[str, tuple[str, Value]] = {
    "online_filing_url": ("online_filing", True),
    "back_office_since": ("back_office_in_hall", True),
    "back_office_window": ("back_office_in_hall", True),
    "back_office_document": ("back_office_in_hall", True),
    "own_items": ("own_system", True),
    "own_items_up": ("own_system", True),
    "own_items_down": ("own_system", True),
    "leading_group_document": ("leading_group", True),
    "leader_post": ("leader_named", True),
    "full_time_post": ("full_time_staff", True),
    "parcels": ("delivery", True),
    "guides": ("guides_uniform", True),
    "criticisms.points": ("level", "上报及完成质量"),
    "articles.readings": ("level", "微信公众号"),
}
#: Attachments that weaker units forget within a row.
FORGOTTEN = frozenset({"meetings.photos", "meetings.minutes"})
#: Fields that stay as they are from one campaign to the next.
STEADY = frozenset(
    {
        *("centre_level", "centre_acceptance", "stations_basic", "stations_benchmark"),
        *("barrier_free", "elderly_friendly", "reading_glasses", "wheelchair", "first_aid_kit"),
        *("green_lane", "help_zone", "help_desks", "help_computers", "help_scanners"),
        *("help_terminals", "self_service_zone", "delegated_items", "certificate_free_window"),
    }
)

Known = Mapping[str, Value | None]


def _offices_connected(known: Known) -> Value | None:
    offices = known.get("offices")
    if not isinstance(offices, Decimal):
        return None
    match known.get("network_access"):
        case "整体接入" | "全部科室接入":
            return offices
        case "部分科室接入":
            return offices // 2 + 1
        case "单机接入":
            return Decimal(1)
        case _:
            return Decimal(0)


def _items_lacking(known: Known) -> Value | None:
    due, done = known.get("system_items_due"), known.get("system_items")
    if not isinstance(due, Decimal) or not isinstance(done, Decimal) or due <= done:
        return None
    return f"缺{due - done}项，清单见平台导出表"


#: Field → what follows from the fields before it.
DERIVED: Mapping[str, Callable[[Known], Value | None]] = {
    "offices_connected": _offices_connected,
    "system_items_lacking": _items_lacking,
}
