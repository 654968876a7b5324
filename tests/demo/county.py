"""示例县 2018: 31 departments and 9 townships, with most of the mess that offices send."""

from datetime import date, datetime
from decimal import Decimal

from builder.intake.campaign import Campaign, Period
from builder.model.units import Alias, Unit, UnitKind

from . import county_files, county_values
from .chance import fraction
from .rounds import Round

_DEPARTMENTS = (
    *("县安监局", "县残联", "县城管局", "县档案局", "县发展改革委", "县税务局", "县工信委"),
    *("县环保局", "县公安局", "县政府金融办", "县国土资源局", "县交通运输局", "县教体局"),
    *("县住建局", "县粮食局", "县林业局", "县民政局", "县人社局", "县农机局", "县农业畜牧局"),
    *("县工商质监局", "县人防办", "县商务局", "县食药监局", "县水利局", "县司法局"),
    *("县文广新局", "县卫计委", "县气象局", "县公路局", "县宗教局"),
)
_TOWNSHIPS = (
    *("示例一镇", "示例二镇", "示例一乡", "示例三镇", "示例二乡", "示例四镇", "示例五镇"),
    *("示例三乡", "示例六镇"),
)
_SHORT = {"D05": "县发改委", "D10": "县金融办", "D11": "县国土局", "D12": "县交通局"}
_ALIASES = {
    "D20": (Alias("县畜牧局", None, date(2019, 3, 31)),),
    "D21": (Alias("县市场监管局", date(2019, 3, 1), None),),
    "D13": (Alias("县教育局", None, date(2014, 12, 31)),),
}
_D = Decimal


def county_2018() -> Round:
    """The county's round."""
    units = (*_units("D", _DEPARTMENTS), *_units("T", _TOWNSHIPS))
    return Round(
        campaign=Campaign(
            id="example-county-2018",
            title="示例县2018年度“最多跑一次”改革工作考核",
            short_title="示例县2018年度",
            authority="示例县深化“放管服”改革领导小组办公室（演示）",
            region="示例县",
            demo=True,
            period=Period(start=date(2018, 1, 1), end=date(2018, 12, 31)),
            deadline=datetime.fromisoformat("2019-01-10T18:00"),
            cutoff=datetime.fromisoformat("2019-01-15T18:00"),
            instruments=("taiqian-2018-departments", "taiqian-2018-townships"),
        ),
        code="990101",
        units=units,
        short=_SHORT,
        quality={u.id: _D("0.35") + fraction("quality", u.name) * 13 / 20 for u in units},
        facts=county_values.FACTS,
        events=county_values.EVENTS,
        blots=county_values.BLOTS,
        reasons=county_values.REASONS,
        layouts=county_files.LAYOUTS,
        absent=frozenset({"D14", "T08"}),
        broken=frozenset({"D16"}),
        received={
            "D24": datetime.fromisoformat("2019-01-12T09:20"),
            "D27": datetime.fromisoformat("2019-01-17T16:05"),
            "D10": None,
        },
        versions=county_files.VERSIONS,
        strangers=county_files.STRANGERS,
        notes=county_files.NOTES,
        receipts_file="收件登记.csv",
    )


def _units(letter: str, names: tuple[str, ...]) -> tuple[Unit, ...]:
    kind = UnitKind.DEPARTMENT if letter == "D" else UnitKind.TOWNSHIP
    ids = [f"{letter}{number:02}" for number in range(1, len(names) + 1)]
    return tuple(
        Unit(id_, name, kind, _ALIASES.get(id_, ())) for id_, name in zip(ids, names, strict=True)
    )
