"""What is special about each quarter of 示例区: crafted values, events, faults and ties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from builder.model.answers import Value

from .blots import Blot, Note
from .rounds import Version
from .truth import EventRow

_D = Decimal


@dataclass(frozen=True, slots=True)
class Quarter:
    """The parts of a round that differ by quarter; keys as in `Round`."""

    facts: Mapping[tuple[str, str], Value | None] = field(default_factory=dict)
    events: Mapping[tuple[str, str], tuple[EventRow, ...]] = field(default_factory=dict)
    twins: Mapping[str, str] = field(default_factory=dict)
    blots: tuple[Blot, ...] = ()
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    layouts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    received: Mapping[str, datetime | None] = field(default_factory=dict)
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


def _honour(day: date, name: str, matter: str, level: str, *, confirmed: bool = True) -> EventRow:
    return {
        "date": day,
        "name": name,
        "matter": matter,
        "level": level,
        "document": f"政务〔2022〕{day.day}号",
        "confirmed": confirmed,
    }


def _article(day: date, name: str, matter: str, level: str, readings: int | None) -> EventRow:
    return {
        "date": day,
        "name": name,
        "matter": matter,
        "level": level,
        "link": f"http://www.example.invalid/news/{day:%m%d}.html",
        "readings": None if readings is None else _D(readings),
        "confirmed": True,
    }


def _criticism(day: date, level: str, points: str | None, reason: str | None) -> EventRow:
    return {
        "date": day,
        "name": "季度工作情况报送迟缓",
        "matter": f"T-{day:%m%d}",
        "level": level,
        "points": None if points is None else _D(points),
        "reason": reason,
        "document": None,
        "confirmed": True,
    }


_FIRST = Quarter(
    facts={
        ("T01", "residents"): _D(42000),
        ("T08", "residents"): _D(28000),
        ("T08", "centre_level"): "标杆型",
        ("T06", "showcase_score"): _D("77.14"),
        ("T13", "showcase_score"): _D("95.29"),
    },
    events={
        ("T03", "innovations"): (
            _honour(date(2022, 2, 8), "帮办代办红色驿站", "M1", "国家级"),
            _honour(date(2022, 2, 20), "帮办代办红色驿站", "M1", "省级"),
            _honour(date(2022, 3, 2), "帮办代办红色驿站", "M1", "市级"),
        ),
        ("T05", "articles"): (
            _article(date(2022, 1, 12), "便民服务送到家门口", "W1", "微信公众号", 999),
            _article(date(2022, 2, 16), "帮办员的一天", "W2", "微信公众号", 1000),
            _article(date(2022, 3, 9), "智慧咨询一次不跑", "W3", "微信公众号", 12345),
        ),
        ("T08", "honours"): (
            _honour(date(2022, 3, 1), "政务服务先进集体", "H1", "省级", confirmed=False),
            _honour(date(2022, 3, 8), "区政务服务先进集体", "H2", "区级"),
        ),
    },
    blots=(
        Blot("T03", "innovations[0].level", "同一事项由国家、省、市三级认定", "只取国家级5分"),
        Blot("T05", "articles[0].readings", "阅读量999", "满1000才加分，本篇1分"),
        Blot("T05", "articles[1].readings", "阅读量1000", "本篇1 + 0.1分"),
        Blot("T05", "articles[2].readings", "阅读量12345", "阅读加分以1分为限，本篇2分"),
        Blot("T08", "honours[0].confirmed", "表彰未经核实", "不计分"),
        Blot("T08", "honours[1].level", "区级表彰", "级别不在计分范围，不计分"),
        Blot(
            "T06", "showcase_score@A", "T06、T13总分相同，同在第4名", "日常评估高的T06得第4个「好」"
        ),
    ),
    notes=(
        Note("全部填报表", "验收等级", "第一季度填报并核定", "第二至四季度留空，沿用本季度的等级"),
    ),
)
_SECOND = Quarter(
    facts={
        ("T06", "team_deduction"): _D(1),
        ("T01", "licences_shown"): _D(6300),
        ("T08", "licences_shown"): _D(4200),
    },
    twins={"T08": "T01"},
    events={
        ("T02", "innovations"): (
            _honour(date(2022, 4, 8), "一件事一次办套餐", "M1", "国家级"),
            _honour(date(2022, 5, 18), "流动服务车", "M2", "国家级"),
            _honour(date(2022, 6, 2), "红色驿站", "M3", "省级"),
        ),
        ("T09", "criticisms"): (
            _criticism(date(2022, 5, 10), "上报及完成质量", "2", None),
            _criticism(date(2022, 6, 10), "市级通报", None, None),
        ),
    },
    blots=(
        Blot("T06", "team_deduction@A", "核定扣1分，规定只能扣2至4分", "不采用，2.2 待核定"),
        Blot("T02", "innovations[0].level", "三件创新共13分", "本项以10分为限"),
        Blot("T09", "criticisms[0].reason", "视情扣2分，没有写理由", "不计扣分，待核定", None),
        Blot("T01", "centre_level", "验收等级留空", "沿用第一季度的等级"),
        Blot("T01", "showcase_score@A", "T01、T08各行得分完全相同，同在第4名", "「好」需人工裁定"),
        Blot(
            "T05",
            "licences_shown@P",
            "亮证量写「0.12万」",
            "读作1200次，有提示",
            "0.12万",
            code="E405",
        ),
        Blot(
            "T12",
            "help_cases",
            "帮办件数写「约1200件」",
            "无法识别；该数不计分，只作参考",
            "约1200件",
            code="E401",
        ),
    ),
)
_THIRD = Quarter(
    facts={
        ("T06", "team_deduction"): _D(3),
        ("T11", "help_score"): None,
        ("T07", "centre_level"): "标杆型",
        ("T02", "showcase_score"): _D("95.91"),
        ("T04", "showcase_score"): _D("82.15"),
        ("T10", "showcase_score"): _D("90.79"),
    },
    reasons={
        ("T06", "team_deduction"): "",
        ("T07", "centre_level"): "本季度通过标杆型验收",
    },
    blots=(
        Blot("T06", "team_deduction@A", "核定扣3分，没有写理由", "不采用，2.2 待核定"),
        Blot("T04", "showcase_score@A", "T02、T04总分相同，并列第1名", "日常评估高的T04得流动红旗"),
        Blot("T10", "showcase_score@A", "T06、T10总分相同，并列第5名", "名次并列，下一名为第7名"),
        Blot("T07", "centre_level@A", "第三季度通过标杆型验收", "记10分，第四季度沿用"),
        Blot("T01", "centre_level", "验收等级留空", "沿用第一季度的等级"),
    ),
    absent=frozenset({"T13"}),
    received={"T10": datetime.fromisoformat("2022-10-10T08:40")},
    notes=(
        Note("（没有文件）", "—", "T13 没有报送", "列为未报，不参加排名"),
        Note("收件登记.xlsx", "—", "T10 逾期2天报送", "标注逾期2天，照常参评"),
        Note(
            "核定/核定与巡查记录.xlsx",
            "—",
            "T11 的2.3没有核定评分",
            "没有名次依据，不占名次，2.3 待核定",
        ),
    ),
)
_FOURTH = Quarter(
    facts={("T10", "stations_total"): _D(20), ("T10", "stations_basic"): _D(22)},
    blots=(
        Blot("T10", "stations_basic", "达到基础型的22个，多于应建的20个", "按全覆盖处理"),
        Blot(
            "T04",
            "help_cases",
            "帮办件数写「约1200件」",
            "无法识别，并说明改法",
            "约1200件",
            code="E401",
        ),
        Blot("T08", "remote_cases@P", "全角数字「１２８」", "读作128", "１２８"),
        Blot("T07", "centre_level", "验收等级留空", "沿用第三季度的标杆型"),
    ),
    broken=frozenset({"T13"}),
    versions={
        "T09": (
            Version(
                "填报表/示例五镇第三季度.xlsx",
                None,
                meta={
                    "template": "zichuan-2022-townships",
                    "version": "1",
                    "unit": "T09",
                    "campaign": "example-district-2022q3",
                },
            ),
        )
    },
    received={"T12": datetime.fromisoformat("2023-01-13T09:00")},
    notes=(
        Note(
            "填报表/示例五镇第三季度.xlsx",
            "—",
            "T09 误放了第三季度的表",
            "不采用，以第四季度的表为准",
            "E308",
        ),
        Note("收件登记.xlsx", "—", "T12 在冻结时间后报送", "列为截止后报送，不参评"),
        Note(
            "填报表/示例九镇.xlsx",
            "—",
            "T13 的文件只有前一半",
            "无法读取；全年只参评两次，不计全年得分",
            "E105",
        ),
    ),
)
#: The four quarters in order.
QUARTER_PARTS = (_FIRST, _SECOND, _THIRD, _FOURTH)
