"""示例区 2022: thirteen towns over four quarters, with ties, carried grades and events."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from builder.intake.campaign import Campaign, Period
from builder.model.units import Unit, UnitKind

from .chance import fraction
from .quarters import QUARTER_PARTS
from .rounds import Round

_SUBDISTRICTS = ("示例一街道", "示例二街道", "示例三街道")
_TOWNS = tuple(f"示例{number}镇" for number in "一二三四五六七八九")
_QUARTERS = ("一", "二", "三", "四")
_D = Decimal
_RUBRIC = "zichuan-2022-townships"
_AUTHORITY = "示例区政务服务管理办公室（演示）"


def district_units() -> tuple[Unit, ...]:
    """The thirteen, in the register's order."""
    kinds = {
        UnitKind.SUBDISTRICT: _SUBDISTRICTS,
        UnitKind.DEVELOPMENT_ZONE: ("示例开发区",),
        UnitKind.TOWNSHIP: _TOWNS,
    }
    named = [(kind, name) for kind, names in kinds.items() for name in names]
    return tuple(Unit(f"T{n:02}", name, kind) for n, (kind, name) in enumerate(named, start=1))


def district_campaign(quarter: int) -> Campaign:
    """The settings of one *quarter*, from 1 to 4."""
    start = date(2022, quarter * 3 - 2, 1)
    end = date(2022 + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(days=1)
    due = datetime.combine(end, time(18))
    word = _QUARTERS[quarter - 1]
    return Campaign(
        id=f"example-district-2022q{quarter}",
        title=f"示例区2022年第{word}季度镇（街道、开发区）政务服务工作评估",
        short_title=f"示例区2022年第{word}季度",
        authority=_AUTHORITY,
        region="示例区",
        demo=True,
        status="final" if quarter == 1 else "draft",
        period=Period(start=start, end=end),
        deadline=due + timedelta(days=8),
        cutoff=due + timedelta(days=12),
        instruments=(_RUBRIC,),
        previous=f"example-district-2022q{quarter - 1}" if quarter > 1 else None,
    )


def district_year() -> Campaign:
    """The settings of the year, which has no workbooks of its own."""
    return Campaign(
        id="example-district-2022",
        title="示例区2022年度镇（街道、开发区）政务服务工作评估",
        short_title="示例区2022年度",
        authority=_AUTHORITY,
        region="示例区",
        demo=True,
        period=Period(start=date(2022, 1, 1), end=date(2022, 12, 31)),
        combines=tuple(f"example-district-2022q{quarter}" for quarter in range(1, 5)),
    )


def district_quarter(quarter: int) -> Round:
    """The round of one *quarter*, from 1 to 4."""
    units = district_units()
    campaign = district_campaign(quarter)
    carried = {
        (unit.id, item): None
        for unit in units
        for item in ("centre_level", "centre_acceptance", "residents")
    }
    extra = QUARTER_PARTS[quarter - 1]
    return Round(
        campaign=campaign,
        code="990102",
        units=units,
        short={"T04": "示例开发区管委会"},
        quality={unit.id: _quality(unit, quarter) for unit in units},
        facts={**(carried if quarter > 1 else {}), **extra.facts},
        events=extra.events,
        twins=extra.twins,
        blots=extra.blots,
        reasons={
            **({(u.id, "centre_level"): "按验收文件核定" for u in units} if quarter == 1 else {}),
            **extra.reasons,
        },
        layouts=extra.layouts,
        absent=extra.absent,
        broken=extra.broken,
        received=extra.received,
        versions=extra.versions,
        notes=extra.notes,
    )


def _quality(unit: Unit, quarter: int) -> Decimal:
    base = _D("0.35") + fraction("quality", "district", unit.id) * 13 / 20
    drift = (fraction("drift", unit.id, quarter) - _D("0.5")) / 4
    return max(_D("0.05"), min(_D(1), base + drift))
