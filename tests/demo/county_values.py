"""What is wrong, or on the edge, in 示例县 2018 on purpose: values, events and cells."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from builder.model.answers import Value

from .blots import Blot
from .books import ErrorValue, Formula
from .truth import EventRow

_D = Decimal


def _honour(level: str, number: int) -> EventRow:
    return {
        "date": date(2018, 2 + number, 10 + number),
        "name": f"政务服务先进单位（{level}第{number}项）",
        "level": level,
        "document": f"表彰〔2018〕{20 + number}号",
    }


def _complaint(day: date, *, true: bool, reason: str) -> EventRow:
    return {"date": day, "channel": "12345热线", "substantiated": true, "reason": reason}


def _veto(day: date, type_: str, *, verified: bool, reason: str) -> EventRow:
    return {"date": day, "type": type_, "verified": verified, "reason": reason}


def _meeting(month: int, *, photos: bool) -> EventRow:
    return {
        "date": date(2018, month, 15),
        "topic": "研究便民服务中心建设",
        "minutes": f"会议记录{month}月.pdf",
        "photos": f"会议照片{month}月.jpg" if photos else None,
    }


FACTS: Mapping[tuple[str, str], Value | None] = {
    ("D01", "system_items_due"): _D(40),
    ("D01", "system_items"): _D(37),
    ("D02", "online_rate"): _D("0.9"),
    ("D04", "online_rate"): _D("0.9"),
    ("D06", "online_rate"): _D("0.9"),
    ("D07", "online_rate"): _D("0.7"),
    ("D09", "online_rate"): _D(1),
    ("D08", "online_rate"): _D("0.6999"),
    ("D15", "cases_handled"): _D(1200),
    ("D23", "cases_handled"): _D(1200),
    ("D17", "items_total"): _D(46),
    ("D17", "items_in_hall"): _D(46),
    ("D22", "tasks"): _D(0),
    ("D29", "items_total"): _D(48),
    ("D29", "items_in_hall"): _D(52),
    ("D31", "items_total"): _D(0),
    ("D31", "items_in_hall"): _D(0),
    ("D31", "items_one_window"): _D(0),
    ("D25", "items_optimised"): _D(0),
    ("D26", "mode_agency"): False,
    ("D07", "one_window_points"): _D(1),
    ("D04", "one_window_points"): _D("1.5"),
    ("T01", "satisfaction_sample"): _D(50),
    ("T01", "satisfied"): _D(30),
    ("T02", "hall_area"): _D("49.9"),
    ("T03", "hall_area"): _D(195),
    ("T04", "hall_area"): _D(185),
    ("T05", "hall_area"): _D(100),
    ("T06", "hall_area"): _D(150),
    ("T07", "hall_area"): _D(200),
    ("T05", "satisfaction_sample"): _D(0),
    ("T05", "satisfied"): _D(0),
    ("T09", "satisfaction_sample"): _D(60),
    ("T09", "satisfied"): _D(35),
}
EVENTS = {
    ("D08", "complaints"): (
        _complaint(date(2018, 5, 8), true=False, reason="反映等候时间长，经查当日设备故障"),
        _complaint(date(2018, 9, 3), true=False, reason="反映材料反复提交，查无此事"),
    ),
    ("D09", "complaints"): (
        _complaint(date(2018, 6, 20), true=True, reason="主观原因导致办件延期，查证属实"),
    ),
    ("D09", "veto_events"): (
        _veto(
            date(2018, 6, 25),
            "上级明察暗访发现问题",
            verified=True,
            reason="暗访发现窗口长时间空岗",
        ),
    ),
    ("D21", "veto_events"): (
        _veto(date(2018, 7, 2), "媒体曝光批评", verified=False, reason="报道所述情况正在核实"),
    ),
    ("D22", "task_progress"): (),
    ("D31", "items_barred"): (),
    ("D18", "honours"): tuple(
        _honour(level, number)
        for number, level in enumerate(("国家级", "省级", "省级", "市级", "市级", "县级"), start=1)
    ),
    ("T06", "meetings"): tuple(_meeting(month, photos=month < 7) for month in (2, 5, 8, 11)),
}
BLOTS = (
    Blot(
        "D28",
        "cases_handled@P",
        "平台导出表写「约1200件」",
        "数值无法识别，本行没有名次依据",
        "约1200件",
        code="E401",
    ),
    Blot("D15", "cases_handled@P", "写「1,200件」", "读作1200件", "1,200件"),
    Blot(
        "D23",
        "cases_handled@P",
        "写「0.12万」",
        "乘一万，读作1200件，有提示；与D15并列",
        "0.12万",
        code="E405",
    ),
    Blot("D02", "online_rate@P", "网上可办率写0.9", "读作90%", _D("0.9")),
    Blot("D04", "online_rate@P", "网上可办率写90", "读作90%", 90),
    Blot("D06", "online_rate@P", "网上可办率写「90％」", "读作90%", "90％"),
    Blot("D07", "online_rate@P", "网上可办率恰为70%", "含本数，记1分"),
    Blot("D08", "online_rate@P", "网上可办率69.99%", "不足70%，记0分"),
    Blot("D09", "online_rate@P", "网上可办率写1", "读作100%，有警告：也可能是1%", 1, code="E404"),
    Blot(
        "D01",
        "back_office_since",
        "日期写成Excel序列号43252",
        "读作2018年6月1日，有提示",
        43252,
        code="E409",
    ),
    Blot("D03", "back_office_since", "日期写「2018.3.5」", "读作2018年3月5日", "2018.3.5"),
    Blot(
        "D17",
        "back_office_since",
        "日期写「2018年3月」",
        "读作当月最后一天，有提示",
        "2018年3月",
        code="E409",
    ),
    Blot("D18", "back_office_since", "日期写「2018/04/09」", "读作2018年4月9日", "2018/04/09"),
    Blot("D17", "items_total", "全角数字「４６」", "读作46", "４６"),
    Blot("D17", "items_in_hall", "全角数字带空格「４６ 」", "读作46", "４６ "),
    Blot(
        "D05",
        "items_optimised",
        "公式没有保存结果",
        "无法识别，提示打开后重新保存",
        Formula("=SUM(2,3)"),
        code="E413",
    ),
    Blot(
        "D12",
        "items_one_window",
        "单元格为 #REF!",
        "无法识别，1.2 未填",
        ErrorValue("#REF!"),
        code="E414",
    ),
    Blot(
        "D13",
        "reform_project",
        "文字含竖线和 <script>",
        "原样显示，不作标记解释",
        "代办|帮办<script>alert(1)</script>改革",
    ),
    Blot(
        "D19",
        "reform_project",
        "文字以 =HYPERLINK( 开头",
        "当作文字，不作公式",
        '=HYPERLINK("http://www.example.invalid","改革项目")',
    ),
    Blot("D25", "items_optimised", "本意为0，却没有填", "按未填处理，不当作0", None),
    Blot(
        "D26",
        "mode_agency",
        "是否项填「不适用」",
        "该项不接受不适用，提示改填是或否",
        "不适用",
        code="E412",
    ),
    Blot(
        "D30", "rule_openness", "是否项填「基本执行」", "无法识别为是或否", "基本执行", code="E406"
    ),
    Blot("D02", "rule_openness", "是否项填「√」", "读作是", "√"),
    Blot("D02", "rule_first_asked", "是否项填「有」", "读作是", "有"),
    Blot("D02", "rule_time_limit", "是否项填「■」", "读作是", "■"),
    Blot("D29", "items_in_hall", "已进驻52项，多于总数48项", "按100%计"),
    Blot("D31", "items_total", "事项总数为0", "1.1 不适用，1.2 待核定，其余各行折算"),
    Blot("D22", "tasks@A", "没有承担改革任务（核定记录为0）", "4.1、4.2 不适用，其余各行折算"),
    Blot("D04", "one_window_points@A", "核定1.5分，没有写理由", "不采用，1.2 待核定"),
    Blot("D07", "one_window_points@A", "核定1分，写了理由", "代替预填的比例"),
    Blot("D06", "self:1.1", "自评5分，该行满分3分", "自评分只作对照，不参与核定", 5),
    Blot("D06", "合计", "自评合计99分，与各行之和不符", "合计行不采用"),
    Blot("D08", "complaints[0].substantiated", "两件不属实的投诉", "每件扣1分，不清零"),
    Blot("D09", "complaints[0].substantiated", "一件属实的投诉", "1.4d 不记分"),
    Blot("D09", "veto_events[0].verified", "已核实的一票否决事件", "取消评优资格，得分不变"),
    Blot("D21", "veto_events[0].verified", "未核实的一票否决事件", "不影响评优资格"),
    Blot("D18", "honours[0].level", "六项表彰共11分", "加分以10分为限"),
    Blot("T01", "satisfied@S", "满意度恰为60%", "细则没有规定60%至80%，按默认做法记1分"),
    Blot("T02", "hall_area", "大厅49.9平方米", "不足50平方米，记0分"),
    Blot("T03", "hall_area", "大厅195平方米，细则的空档", "按默认做法记10分"),
    Blot("T04", "hall_area", "自报210平方米，核定为185平方米", "以核定值为准，记10分", 210),
    Blot("T05", "hall_area", "大厅100平方米，两档都写了100", "归高的一档，记8分"),
    Blot("T06", "hall_area", "大厅150平方米，两档都写了150", "归高的一档，记10分"),
    Blot("T07", "hall_area", "大厅恰为200平方米", "含本数，记15分"),
    Blot("T05", "satisfaction_sample@S", "走访样本量为0", "5.3 不适用，其余各行折算"),
    Blot("T09", "satisfied@S", "满意度58.33%", "低于60%，不记分"),
    Blot(
        "T06", "meetings[2].photos", "四次会议，两次没有照片", "只算有记录和照片的两次，扣1分", None
    ),
)
REASONS = {
    ("D04", "one_window_points"): "",
    ("D07", "one_window_points"): "一窗受理覆盖主要事项，个别事项仍在专窗受理",
    ("T04", "hall_area"): "现场丈量，自报面积含后院",
}
