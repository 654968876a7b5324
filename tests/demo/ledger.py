"""示例区 2021: nine towns build their service centres against a due date, some of them in words."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from builder.intake.campaign import Campaign, Period
from builder.model.answers import Value
from builder.model.units import Unit, UnitKind

from .blots import Blot, Note
from .chance import fraction, pick, whole
from .district import district_units
from .rounds import Round
from .truth import EventRow

_D = Decimal
_TOWNS = 9
_DUE = date(2021, 3, 31)
CHECKPOINTS = (
    *("1_1", "1_2", "1_3", "1_4", "2_1", "2_2", "3_1", "3_2", "3_3", "3_4", "3_5", "3_6", "3_7"),
    *("4_1", "4_2", "5_1"),
)
_DONE, _UNDER_WAY, _NOT_BEGUN = "已完成", "推进中", "未启动"
_EMPTY = ("正在推进", "正在推进，积极落实。", "已部署，有序推进", "高度重视、积极推进！")
_TELLING = (
    "设备已到货，还差高拍仪1台，4月8日前安装",
    "标牌已制作，等待悬挂",
    "场地装修完成八成，4月10日前完工",
    "制度已起草，待党政办审定",
)
_WAITING = ("等待场地腾退", "经费尚未落实")


def ledger_units() -> tuple[Unit, ...]:
    """Three subdistricts and six towns of the district."""
    kinds = {UnitKind.SUBDISTRICT, UnitKind.TOWNSHIP}
    return tuple(unit for unit in district_units() if unit.kind in kinds)[:_TOWNS]


def ledger_round() -> Round:
    """The one round, at the due date."""
    units = ledger_units()
    return Round(
        campaign=Campaign(
            id="example-district-2021-ledger",
            title="示例区2021年乡镇（街道）政务服务中心和村（居）代办站建设推进台账",
            short_title="示例区2021年建设推进台账",
            authority="示例区政务服务管理办公室（演示）",
            region="示例区",
            demo=True,
            period=Period(start=date(2021, 1, 11), end=_DUE),
            deadline=datetime.fromisoformat("2021-04-02T18:00"),
            cutoff=datetime.fromisoformat("2021-04-07T18:00"),
            instruments=("hualong-2021-ledger",),
        ),
        code="990102",
        units=units,
        short={},
        quality={unit.id: _quality(unit) for unit in units},
        facts={(unit.id, field): value for unit in units for field, value in _facts(unit) if field},
        events={(unit.id, "village_agents"): _villages(unit) for unit in units},
        blots=_BLOTS,
        received={"T07": datetime.fromisoformat("2021-04-03T10:15")},
        notes=(
            Note("收件登记.xlsx", "—", "T07 逾期1天报送", "标注逾期1天，照常列入"),
            Note("全部填报表", "—", "完成率只供排序参考", "各页写明台账未赋分"),
        ),
    )


def _quality(unit: Unit) -> Decimal:
    return _D("0.35") + fraction("quality", "ledger", unit.id) * 13 / 20


def _facts(unit: Unit) -> Iterator[tuple[str, Value | None]]:
    for checkpoint in CHECKPOINTS:
        yield from _checkpoint(unit, checkpoint)
    yield "net_area", _D(whole(140, 320, unit.id, "area"))
    yield "footage_days", _D(whole(10, 30, unit.id, "footage"))
    yield "satisfaction", _D(whole(975, 1000, unit.id, "satisfaction")) / 1000
    yield from ((field, value) for (id_, field), value in _CRAFTED.items() if id_ == unit.id)


def _checkpoint(unit: Unit, checkpoint: str) -> Iterator[tuple[str, Value | None]]:
    key = ("ledger", unit.id, checkpoint)
    merit = _quality(unit) + (fraction(*key) - _D("0.5")) / 2
    done = merit > _D("0.5")
    progress = _DONE if done else _UNDER_WAY if merit > _D("0.3") else _NOT_BEGUN
    words = {_DONE: ("已建成并投入使用",), _UNDER_WAY: _TELLING, _NOT_BEGUN: _WAITING}[progress]
    late = fraction(*key, "late") > _D("0.94")
    day = _DUE + timedelta(days=1) if late else _DUE - timedelta(days=whole(0, 55, *key, "day"))
    share = {_DONE: 100, _UNDER_WAY: whole(3, 18, *key, "rate") * 5, _NOT_BEGUN: 0}[progress]
    yield f"progress_{checkpoint}", progress
    yield f"done_{checkpoint}", day if done else None
    yield f"rate_{checkpoint}", _D(share) / 100
    yield f"note_{checkpoint}", pick(words, *key, "note")
    yield f"proof_{checkpoint}", f"{checkpoint.replace('_', '.')}现场照片.jpg" if done else None


def _villages(unit: Unit) -> tuple[EventRow, ...]:
    if unit.id == "T05":
        return (_village("示例一村", 400, 1), _village("示例二村", 399, 1))
    return tuple(
        _village(f"示例{word}村", people, 2 if people >= 400 else 1)
        for word in "一二三"
        for people in (whole(280, 900, unit.id, "village", word),)
    )


def _village(name: str, people: int, agents: int) -> EventRow:
    return {"village": name, "population": _D(people), "agents": _D(agents)}


#: (unit id, field id) → what the demo needs to be true.
_CRAFTED: dict[tuple[str, str], Value | None] = {
    ("T01", "progress_1_2"): _DONE,
    ("T01", "done_1_2"): _DUE,
    ("T02", "progress_1_2"): _DONE,
    ("T02", "done_1_2"): _DUE + timedelta(days=1),
    ("T02", "progress_3_2"): _DONE,
    ("T02", "done_3_2"): None,
    ("T03", "progress_2_2"): _UNDER_WAY,
    ("T03", "done_2_2"): None,
    ("T03", "note_2_2"): _EMPTY[1],
    ("T03", "progress_4_2"): _UNDER_WAY,
    ("T03", "done_4_2"): None,
    ("T03", "note_4_2"): _EMPTY[2],
    ("T05", "progress_3_1"): _DONE,
    ("T05", "done_3_1"): date(2021, 3, 10),
    ("T06", "progress_1_1"): _DONE,
    ("T06", "done_1_1"): date(2021, 3, 12),
    ("T06", "net_area"): _D("149.5"),
    ("T08", "progress_5_1"): "不适用",
    ("T08", "done_5_1"): None,
    ("T08", "note_5_1"): "与区行政服务中心同址办公，材料当面移交",
    ("T09", "progress_2_1"): _UNDER_WAY,
    ("T09", "done_2_1"): None,
    ("T09", "note_2_1"): _EMPTY[3],
    ("T09", "progress_3_4"): None,
    ("T09", "done_3_4"): None,
    ("T09", "note_3_4"): None,
}
_BLOTS = (
    Blot("T01", "done_1_2", "3月31日当天完成", "按期，达标"),
    Blot("T02", "done_1_2", "4月1日才完成", "不算按期，部分达标"),
    Blot("T02", "done_3_2", "已完成而没有完成日期", "不能认定按期，部分达标"),
    Blot("T03", "note_2_2", "说明只有「正在推进，积极落实。」", "一类的空话，未达标"),
    Blot("T03", "note_4_2", "说明只有「已部署，有序推进」", "一类的空话，未达标"),
    Blot("T09", "note_2_1", "说明只有「高度重视、积极推进！」", "一类的空话，未达标"),
    Blot("T05", "village_agents[0].agents", "正好400人的村只有1名代办员", "3.1 部分达标"),
    Blot("T06", "net_area", "净使用面积149.5平方米", "不足150平方米，部分达标"),
    Blot("T08", "progress_5_1", "办件传递填「不适用」", "剔除，其余各项按比例折算"),
    Blot("T09", "progress_3_4", "进展没有填", "3.4 未填，与未启动不同"),
)
