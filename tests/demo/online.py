"""示例县 2020, September to November: online service month by month, shown and not scored."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from builder.intake.campaign import Campaign, Period
from builder.model.answers import Value
from builder.model.units import Unit, UnitKind

from .blots import Blot, Note
from .chance import fraction, whole
from .rounds import Round

MONTHS = (9, 10, 11)
_NAMES = (
    *("县政务服务和大数据管理局", "县市场监管局", "县人力资源社会保障局", "县民政局"),
    *("县自然资源局", "县住房城乡建设局", "县交通运输局", "县教育体育局"),
    *("县农业农村局", "县卫生健康委", "县应急管理局"),
)
_D = Decimal
_NONE = "不适用"
#: The unit that files for the county as a whole.
_COUNTY = "G01"
_POPULATION, _FIRMS, _APPS = 486_000, 9_200, 36
#: Fields that only the county as a whole has.
_WHOLE_COUNTY = (
    *("population", "persons_registered", "firms_registered", "firms_total"),
    *("mobile_handling", "mobile_items"),
)
#: (unit id, month) → red cases in a thousand, where the demo needs them.
_RED = {("G05", 9): 81, ("G07", 9): 80, ("G09", 9): 60, ("G03", 10): 0}


def online_units() -> tuple[Unit, ...]:
    """Eleven departments and the development zone."""
    departments = [
        Unit(f"G{n:02}", name, UnitKind.DEPARTMENT) for n, name in enumerate(_NAMES, start=1)
    ]
    return (*departments, Unit("G12", "示例经济开发区", UnitKind.DEVELOPMENT_ZONE))


def online_campaign(month: int) -> Campaign:
    """The settings of one *month*, from 9 to 11."""
    start = date(2020, month, 1)
    end = date(2020, month + 1, 1) - timedelta(days=1)
    due = datetime.combine(end, time(18))
    return Campaign(
        id=f"example-county-2020m{month:02}",
        title=f"示例县2020年{month}月网上政务服务能力指标通报",
        short_title=f"示例县2020年{month}月网上政务服务",
        authority="示例县政务服务和大数据管理局（演示）",
        region="示例县",
        demo=True,
        status="draft" if month > MONTHS[0] else "final",
        period=Period(start=start, end=end),
        deadline=due + timedelta(days=5),
        cutoff=due + timedelta(days=8),
        instruments=("puyang-2020-online-service",),
        previous=f"example-county-2020m{month - 1:02}" if month > MONTHS[0] else None,
    )


def online_month(month: int) -> Round:
    """The round of one *month*, from 9 to 11."""
    units = online_units()
    facts = {
        (unit.id, field): value for unit in units for field, value in _facts(unit.id, month).items()
    }
    return Round(
        campaign=online_campaign(month),
        code="990101",
        units=units,
        short={"G03": "县人社局", "G06": "县住建局", "G10": "县卫健委"},
        quality={unit.id: _quality(unit.id) for unit in units},
        facts={**facts, **{key: value for key, value in _CRAFTED.items() if month == 9}},
        blots=_BLOTS[month],
        absent=frozenset({"G06"}) if month == 10 else frozenset(),
        notes=_NOTES[month],
    )


def _quality(unit: str) -> Decimal:
    return _D("0.3") + fraction("quality", "online", unit) * 7 / 10


def _facts(unit: str, month: int) -> Mapping[str, Value | None]:
    passed = month - MONTHS[0]
    facts = {
        **_items(unit, passed),
        **_licences(unit, passed),
        **_cases(unit, month),
        **_reviews(unit, passed),
        **_places(unit, passed),
        **_whole_county(passed),
    }
    if unit != _COUNTY:
        facts |= dict.fromkeys(_WHOLE_COUNTY, _NONE)
    return {field: _D(value) if isinstance(value, int) else value for field, value in facts.items()}


def _items(unit: str, passed: int) -> dict[str, int | str]:
    total, legal = whole(40, 120, unit, "items"), whole(8, 24, unit, "licences") * 20
    licences = legal // 20
    return {
        "items_total": total,
        "no_visit_items": _part(total, unit, "no visit", "0.84", passed),
        "licences_total": licences,
        "instant_licences": _part(licences, unit, "instant", "0.2", passed),
        "legal_days": legal,
        "promised_days": legal - _part(legal, unit, "promise", "0.55", passed),
        "slow_promises": whole(0, 2, unit, "slow"),
        "slow_qualifications": whole(0, 1, unit, "slow licence"),
        "published_items": total,
        "unified_items": _part(total, unit, "unified", "0.82", passed),
        "active_items": _part(total, unit, "active", "0.5", passed),
        "active_licences": _part(licences, unit, "active licence", "0.5", passed),
    }


def _licences(unit: str, passed: int) -> dict[str, int | str]:
    claimed, added = whole(4, 14, unit, "claimed"), whole(0, 3, unit, "added", passed)
    total = claimed + added
    done = _part(total, unit, "standard", ("0.25", "0.5", "0.85")[passed], passed)
    faces = [1000 * (n + 1) + whole(0, 900, unit, "faces", n) for n in range(-1, passed + 1)]
    return {
        "claimed_types": claimed,
        "added_types": added,
        "types_total": total,
        "standard_types": done,
        "gathered": 30_000 * (passed + 2) if unit == _COUNTY else faces[-1],
        "faces_now": faces[-1],
        "faces_before": faces[-2],
    }


def _cases(unit: str, month: int) -> dict[str, int | str]:
    """Counts since the beginning of the year; those of the county as a whole are its own."""
    monthly = whole(6, 40, unit, "cases") * 100
    pushed = {9: 320_000, 10: 352_000, 11: 397_000}[month] if unit == _COUNTY else monthly * month
    red = _RED.get((unit, month), whole(10, 75, unit, "red", month))
    return {
        "cases_total": pushed + pushed // 50,
        "pushed_cases": pushed,
        "unified_cases": pushed * whole(4, 9 + month - MONTHS[0], unit, "through") // 100,
        "online_cases": pushed * whole(78, 96, unit, "online", month) // 100,
        "red_cases": pushed * red // 1000,
    }


def _reviews(unit: str, passed: int) -> dict[str, int | str]:
    base = whole(8, 60, unit, "reviewable") * 20 * (passed + 8)
    reviews = base * whole(16, 30, unit, "reviews", passed) // 100
    bad = 0 if unit in {"G08", "G11"} else whole(1, 14, unit, "bad", passed)
    return {
        "reviewable_cases": base,
        "reviews": reviews,
        "linked_reviews": reviews * whole(82, 100, unit, "linked", passed) // 100,
        "bad_reviews": bad,
        "bad_reviews_mended": bad - (bad > 0 and whole(0, 3, unit, "mended", passed) == 0),
    }


def _places(unit: str, passed: int) -> dict[str, int | str]:
    bodies, windows = whole(1, 5, unit, "bodies"), whole(2, 16, unit, "windows")
    has_site = whole(0, 2, unit, "site") > 0
    return {
        "bodies_to_seal": bodies,
        "sealed_bodies": min(bodies, whole(0, 5, unit, "sealed") + passed * 2),
        "windows_total": windows,
        "windows_with_device": _part(windows, unit, "device", "0.8", passed),
        "sites_total": 1 if has_site else _NONE,
        "sites_aligned": min(1, whole(0, 1, unit, "aligned") + passed) if has_site else _NONE,
        "mobile_apps": min(2, whole(-1, 1, unit, "mobile") + passed) if passed else 0,
        "web_apps": whole(0, 2, unit, "web"),
        "mobile_apps_total": _APPS,
    }


def _whole_county(passed: int) -> dict[str, int | str]:
    return {
        "population": _POPULATION,
        "persons_registered": (116_000, 138_500, 150_700)[passed],
        "firms_total": _FIRMS,
        "firms_registered": (730, 870, 957)[passed],
        "mobile_items": 150,
        "mobile_handling": (33, 42, 47)[passed],
    }


def _part(total: int, unit: str, what: str, least: str, passed: int) -> int:
    """A part of *total* from *least* of it upwards, that grows by the month."""
    share = _D(least) + (1 - _D(least)) * (_quality(unit) + fraction(unit, what)) / 2
    return min(total, int(total * (share + _D("0.03") * passed)))


_CRAFTED: Mapping[tuple[str, str], Value | None] = {
    ("G02", "no_visit_items"): _D(96),
    ("G02", "items_total"): _D(96),
    ("G02", "published_items"): _D(96),
}
_BLOTS = {
    9: (
        Blot("G05", "red_cases@P", "红牌率8.1%", "超过8%，未达到目标（红）"),
        Blot("G07", "red_cases@P", "红牌率正好8%", "算达到，接近界限（黄）"),
        Blot("G09", "red_cases@P", "红牌率正好6%", "接近界限（黄）"),
        Blot("G02", "no_visit_items@P", "不见面审批事项占比100%", "与全省最优持平，达到（绿）"),
        Blot("G08", "bad_reviews@P", "一件差评也没有", "差评按时整改率不适用"),
        Blot("G03", "population@P", "只按全县计算的数填「不适用」", "9、24、T1 不适用"),
    ),
    10: (
        Blot("G04", "standard_types", "已完成标准化的证照类型数没有填", "7 未填，不当作0", None),
        Blot(
            *("G10", "published_items@P", "已发布事项总数写「约90项」", "无法识别，14 待核定"),
            *("约90项", "E401"),
        ),
    ),
    11: (
        Blot("G08", "faces_now@P", "本月末数比上月末少", "增量为负，未达到目标（红）", 900),
        Blot("G01", "persons_registered@P", "自然人注册率31.01%", "11月15日后达到30%（绿）"),
        Blot("G01", "standard_types", "标准化率", "11月30日起按100%比对"),
    ),
}
_NOTES = {
    9: (
        Note("平台数据", "—", "9月没有上一期", "只列数值，不比升降"),
        Note("全部填报表", "—", "10月15日、11月15日的目标尚未生效", "只列差距，不评红黄绿"),
    ),
    10: (Note("（没有文件）", "—", "G06县住房城乡建设局没有报送", "列为未报"),),
    11: (
        Note("全部填报表", "—", "前两个月都有数的单位", "列出三个月的走势"),
        Note(
            "（G06县住房城乡建设局的填报表）",
            "—",
            "10月没有报送，自填的各项没有上期数",
            "自填的不能比较升降，平台给的照常比较",
        ),
    ),
}
