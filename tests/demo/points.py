"""示例县甲 and 示例县乙 2021: requirements met, in part or not, under two counties' profiles."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from builder.intake.campaign import Campaign, Period
from builder.model.answers import Value
from builder.model.units import Unit, UnitKind

from .blots import Blot, Note
from .chance import fraction, happens, whole
from .rounds import Round
from .truth import EventRow

_D = Decimal
_DEPARTMENTS = (
    *("县工信局", "县司法局", "县市场监管局", "县人社局", "县民政局", "县自然资源局"),
    *("县卫健委", "县应急管理局", "县住建局", "县教体局", "县税务局", "县气象局"),
)
_TOWNS = ("示例城关镇", "示例东镇", "示例南镇", "示例西乡", "示例北乡", "示例中心街道")
#: Departments that lead a 一件事.
_LEADS = frozenset({"D03", "D04", "D07"})
_Facts = Iterator[tuple[str, Value | None]]


def point_rounds() -> tuple[Round, ...]:
    """The twelve points and the eight: with oddities under one profile, without under the other."""
    return _county_round(), _town_round(), _plain_county_round(), _plain_town_round()


def _towns() -> tuple[Unit, ...]:
    return tuple(
        Unit(f"T{n:02}", name, UnitKind.SUBDISTRICT if "街道" in name else UnitKind.TOWNSHIP)
        for n, name in enumerate(_TOWNS, start=1)
    )


def _departments() -> tuple[Unit, ...]:
    names = enumerate(_DEPARTMENTS, start=1)
    return tuple(Unit(f"D{n:02}", name, UnitKind.DEPARTMENT) for n, name in names)


def _campaign(id_: str, region: str, subject: str, instrument: str) -> Campaign:
    return Campaign(
        id=id_,
        title=f"{region}2021年{subject}政务服务第三方评估",
        short_title=f"{region}2021年{subject}",
        authority=f"{region}深化“放管服”改革领导小组办公室（演示）",
        region=region,
        demo=True,
        period=Period(start=date(2021, 1, 1), end=date(2021, 12, 31)),
        deadline=datetime.fromisoformat("2022-01-10T18:00"),
        cutoff=datetime.fromisoformat("2022-01-15T18:00"),
        instruments=(instrument,),
    )


def county_points(campaign: Campaign, code: str, units: tuple[Unit, ...]) -> Round:
    """Departments and towns under the twelve points, without oddities."""
    return Round(
        campaign=campaign,
        code=code,
        units=units,
        short={},
        quality={unit.id: quality(unit) for unit in units},
        facts={(u.id, field): value for u in units for field, value in _county_facts(u)},
        events={
            **{(unit.id, log): () for unit in units for log in ("proofs_demanded", "catch_alls")},
            **{(unit.id, "certificates"): _certificates(unit) for unit in units},
        },
    )


def _town(campaign: Campaign, code: str) -> Round:
    """Towns under the eight points, without oddities."""
    units = _towns()
    return Round(
        campaign=campaign,
        code=code,
        units=units,
        short={},
        quality={unit.id: quality(unit) for unit in units},
        facts={(u.id, field): value for u in units for field, value in town_facts(u)},
        events={(unit.id, "stations"): stations(unit) for unit in units},
    )


def _county_round() -> Round:
    plain = county_points(
        _campaign("example-county-a-2021", "示例县甲", "县本级", "county-twelve-points-wenxian"),
        "990103",
        (*_departments(), *_towns()),
    )
    events = {key: rows for key, rows in plain.events.items() if key != ("D12", "certificates")}
    return replace(
        plain,
        facts={**plain.facts, **_COUNTY_CRAFTED},
        events={**events, **_COUNTY_EVENTS},
        blots=_COUNTY_BLOTS,
        absent=frozenset({"T06"}),
        received={"D10": datetime.fromisoformat("2022-01-11T09:20")},
        notes=(
            Note("（没有文件）", "—", "T06 没有报送", "列为未报，不参加排名"),
            Note("收件登记.xlsx", "—", "D10 逾期1天报送", "标注逾期1天，照常参评"),
            Note("全部乡镇的填报表", "—", "只有第6项", "其余各项不适用，乡镇与部门分别排名"),
        ),
    )


def _town_round() -> Round:
    plain = _town(
        _campaign(
            "example-county-b-2021", "示例县乙", "乡镇（街道）", "township-eight-points-luoshan"
        ),
        "990104",
    )
    return replace(plain, facts={**plain.facts, **_TOWN_CRAFTED}, blots=_TOWN_BLOTS)


def _plain_county_round() -> Round:
    id_ = "example-county-b-2021-county"
    campaign = _campaign(id_, "示例县乙", "县本级", "county-twelve-points-luoshan")
    return county_points(campaign, "990104", (*_departments(), *_towns()))


def _plain_town_round() -> Round:
    id_, subject = "example-county-a-2021-towns", "乡镇（街道）"
    return _town(_campaign(id_, "示例县甲", subject, "township-eight-points-wenxian"), "990103")


def quality(unit: Unit) -> Decimal:
    """How well *unit* does, from 0.4 to 1."""
    return _D("0.4") + fraction("quality", "points", unit.id, unit.name) * 3 / 5


def _does_well(unit: Unit, key: str) -> bool:
    return happens(_D("0.6") + quality(unit) * 2 / 5, "points", unit.id, key)


def _size(unit: Unit, key: str, low: int, high: int) -> Decimal:
    return _D(whole(low, high, "points", unit.id, key))


def _part(unit: Unit, key: str, base: Decimal) -> Decimal:
    """All of *base* where the unit does well, else most of it."""
    return base if _does_well(unit, key) else _D(int(base * (_D("0.6") + quality(unit) / 3)))


def _county_facts(unit: Unit) -> _Facts:
    if unit.kind is not UnitKind.DEPARTMENT:
        yield from _town_duties(unit)
        return
    yield from _disclosures(unit)
    yield "policy_lead", unit.id == "D01"
    yield "matter_lead", unit.id in _LEADS
    yield from ((name, True) for name in ("has_policy", "has_intermediary", "has_certificates"))
    reasons = ("no_policy_reason", "no_intermediary_reason", "no_certificates_reason")
    yield from ((name, None) for name in reasons)
    yield "proof_document", "示政办〔2021〕8号 关于取消和保留证明事项的通知"
    yield "proof_document_kind", "政府办发文"
    yield "rating_connected", "已对接" if _does_well(unit, "connected") else "未对接"
    for name, low, high in _COUNTY_COUNTS:
        yield name, _size(unit, name, low, high)
    yield from _reviews(unit, "bad_reviews", "bad_fixed", "bad_visited")
    yield from _platform(unit)


#: Field → least and most of it in the fictional county.
_COUNTY_COUNTS = (
    *(("proofs_cancelled", 0, 9), ("proofs_kept", 1, 20), ("commitment_items", 2, 12)),
    *(("days_cut", 0, 5), ("steps_cut", 0, 3), ("materials_cut", 0, 6)),
    *(("commitment_cases", 0, 4), ("sector_matters", 0, 5), ("sector_matters_new", 0, 2)),
    *(("proof_guides_checked", 3, 6), ("guides_checked", 5, 9), ("service_cases", 0, 5)),
    *(("service_count", 20, 300), ("window_invited", 50, 900), ("phone_invited", 0, 60)),
    ("intermediary_items", 1, 6),
)


def _disclosures(unit: Unit) -> _Facts:
    """Published with link and screenshot, and so without reason and copy."""
    for what in ("policies", "proofs", "commitment", "matters"):
        yield f"{what}_public", True
        yield f"{what}_reason", None
        yield f"{what}_copy", None
        yield f"{what}_shot", "公开截图.png"
        if what != "matters":
            yield f"{what}_url", f"http://www.example.invalid/{unit.id}/{what}.html"


def _reviews(unit: Unit, bad: str, fixed: str, visited: str) -> _Facts:
    count = _size(unit, bad, 0, 4)
    yield bad, count
    yield fixed, _part(unit, fixed, count)
    yield visited, _part(unit, visited, count)


def _platform(unit: Unit) -> _Facts:
    for month in range(1, 13):
        name = f"intermediary_m{month:02}"
        yield name, _size(unit, name, 1 if _does_well(unit, "months") else 0, 6)
    cases, permits = _size(unit, "cases", 300, 9000), _size(unit, "permits", 8, 40)
    items = _size(unit, "items", 20, 90)
    yield from (("cases", cases), ("permits", permits), ("items_online", items))
    yield "cases_online", _D(int(cases * (_D("0.68") + fraction(unit.id, "online") * 3 / 10)))
    yield "permits_instant", _D(int(permits * (_D("0.5") + fraction(unit.id, "instant") * 2 / 5)))
    yield "items_occurred", _part(unit, "occurred", items)
    yield "items_due", items
    yield "items_claimed", _part(unit, "claimed", items)
    yield "items_low_star", _D(0) if _does_well(unit, "stars") else _size(unit, "stars", 1, 4)
    yield "star_mean", _D(whole(28, 45, unit.id, "star mean")) / 10
    yield "instant_days_mean", _D(whole(5, 12, unit.id, "instant days")) / 10
    yield "promised_days_mean", _D(whole(12, 26, unit.id, "promised days")) / 10


def _town_duties(unit: Unit) -> _Facts:
    posts, stations = _size(unit, "posts", 6, 14), _size(unit, "stations", 12, 36)
    yield from (("centre_posts", posts), ("stations", stations))
    yield "centre_present", _part(unit, "present", posts)
    yield "stations_staffed", _part(unit, "staffed", stations)
    yield "trainings_first_half", _size(unit, "first half", 0, 3)
    yield "trainings_second_half", _size(unit, "second half", 1, 3)
    yield "reception_windows", _size(unit, "reception", 1, 3)
    budget, cases = _size(unit, "budget", 8, 40), _size(unit, "cases", 400, 3000)
    yield from (("funds_budgeted", budget), ("town_cases", cases))
    yield "funds_paid", _part(unit, "paid", budget)
    yield "town_invited", _part(unit, "invited", cases)
    yield "town_rated", _D(int(cases * fraction(unit.id, "rated") / 2))
    yield "rating_channel", "静态二维码"
    yield from _reviews(unit, "town_bad_reviews", "town_bad_fixed", "town_bad_visited")


def _certificates(unit: Unit) -> tuple[EventRow, ...]:
    kinds = enumerate(("自建", "省建", "市建"), start=1)
    return tuple(_certificate(unit, number, system) for number, system in kinds)


def _certificate(unit: Unit, number: int, system: str) -> EventRow:
    due = _size(unit, f"certificate {number}", 20, 400)
    return {
        "date": date(2021, 3 * number, 15),
        "certificate": f"示例证照{number}",
        "system": system,
        "due": due,
        "collected": _part(unit, f"collected {number}", due),
    }


_COUNTY_CRAFTED: Mapping[tuple[str, str], Value | None] = {
    ("D02", "has_policy"): False,
    ("D02", "no_policy_reason"): "本单位没有惠企政策职能",
    ("D05", "has_policy"): False,
    ("D03", "intermediary_m08"): _D(0),
    ("D04", "cases"): _D(1000),
    ("D04", "cases_online"): _D(800),
    ("D06", "cases"): _D(1000),
    ("D06", "cases_online"): _D(799),
    ("D07", "proofs_shot"): None,
    ("D09", "proofs_public"): False,
    ("D09", "proofs_url"): None,
    ("D09", "proofs_shot"): None,
    ("D09", "proofs_reason"): "县级文件正在征求意见",
    ("D09", "proofs_copy"): "征求意见稿复印件.pdf",
    ("D12", "has_intermediary"): False,
    ("D12", "no_intermediary_reason"): "审批事项不涉及中介服务",
    ("D12", "has_certificates"): False,
    ("D12", "no_certificates_reason"): "本单位不核发证照",
    ("D12", "commitment_items"): _D(0),
    ("T02", "funds_budgeted"): _D(20),
    ("T02", "funds_paid"): _D("19.99"),
    ("T03", "town_bad_reviews"): _D(3),
    ("T03", "town_bad_fixed"): _D(3),
    ("T03", "town_bad_visited"): _D(2),
}
_FOUND = date(2021, 12, 20)
_COUNTY_EVENTS: Mapping[tuple[str, str], tuple[EventRow, ...]] = {
    ("D08", "catch_alls"): (
        {
            "date": _FOUND,
            "guide": "示例许可办事指南",
            "where_found": "政府网站",
            "reason": "需提交的其他相关证明材料",
        },
    ),
    ("D10", "proofs_demanded"): (
        {
            "date": _FOUND,
            "guide": "综合窗口",
            "proof": "居住证明",
            "reason": "取消清单已列明，窗口仍要求提供",
        },
    ),
    **{(unit, "policy_cases"): () for unit in ("D02", "D05")},
    ("D12", "certificates"): (),
}
_COUNTY_BLOTS = (
    Blot("D02", "no_policy_reason", "没有免申即享政策，写了理由", "1.2 不适用"),
    Blot("D05", "has_policy", "没有免申即享政策，没写理由", "1.2 不按不适用处理，未达标"),
    Blot("D03", "intermediary_m08@P", "8月中介超市空月", "7.2 部分达标"),
    Blot("D04", "cases_online@P", "网上受理率恰为80%", "含本数，9.2d 达标"),
    Blot("D06", "cases_online@P", "网上受理率79.9%", "9.2d 未达标"),
    Blot("D07", "proofs_public", "已公开有网址，没有截图", "2.1 部分达标"),
    Blot("D09", "proofs_reason", "未公开，有理由和复印件", "2.1 部分达标"),
    Blot("D08", "catch_alls[0].reason", "指南写有「其他相关证明材料」", "12.1 未达标"),
    Blot("D10", "proofs_demanded[0].proof", "窗口仍索要已取消的证明", "2.2 未达标"),
    Blot("D12", "no_intermediary_reason", "没有中介事项，写了理由", "第7项整项不适用"),
    Blot("T02", "funds_paid", "到位19.99万元，预算20万元", "6.2 部分达标"),
    Blot("T03", "town_bad_visited", "3件差评只回访登记2件", "6.6 部分达标"),
)


def town_facts(unit: Unit) -> _Facts:
    """What is true of a town under the eight points."""
    yield "centre_address", "示例路1号"
    yield "area", _D(whole(1500, 2800, "points", unit.id, "area")) / 10
    yield "area_basis", "使用面积"
    posts, cases = _size(unit, "posts", 6, 14), _size(unit, "cases closed", 300, 2000)
    mobile, windows = _size(unit, "mobile", 40, 300), _size(unit, "windows total", 4, 8)
    yield from (("posts", posts), ("cases_closed", cases), ("mobile_cases", mobile))
    yield from (("windows_total", windows), ("centre_staff", posts), ("posts_present", posts))
    yield "posts_filled", _part(unit, "filled", posts)
    yield "windows_with_guides", _part(unit, "guides", windows)
    yield "general_windows", _size(unit, "general", 2, 3)
    for device in ("computers", "printers", "scanners", "raters"):
        yield device, _size(unit, device, 1, 6)
    for network in ("net_market", "net_social", "net_government"):
        yield network, "畅通" if _does_well(unit, network) else "已接入不畅通"
    for test in ("mobile", "platform", "kiosk"):
        yield f"{test}_tested", _D(4)
        yield f"{test}_passed", _D(4 if _does_well(unit, test) else whole(1, 3, unit.id, test))
    yield from _lists(unit)
    yield "cases_rated", _part(unit, "cases rated", cases)
    yield "mobile_guided", _part(unit, "guided", mobile)
    yield "mobile_rated", _D(int(mobile * fraction(unit.id, "mobile rated")))
    yield "enquiry_phone", f"0000-12345{unit.id[1:]}"
    yield "complaint_phone", f"0000-12345{int(unit.id[1:]) + 20}"


def _lists(unit: Unit) -> _Facts:
    yield "lists_public", True
    yield "lists_shot", "公开截图.png"
    yield from (("lists_reason", None), ("lists_copy", None))
    yield "catalogue_url", f"http://www.example.invalid/{unit.id}/catalogue.html"
    yield "local_url", f"http://www.example.invalid/{unit.id}/local.html"
    yield "items_tested", _D(3)
    yield "items_doable", _D(3 if _does_well(unit, "doable") else 2)


def stations(unit: Unit) -> tuple[EventRow, ...]:
    """The village stations of a town."""
    return tuple(_station(unit, number) for number in range(whole(2, 4, unit.id, "stations")))


def _station(unit: Unit, number: int) -> EventRow:
    key = f"station {number}"
    return {
        "date": date(2021, number + 2, 10),
        "station": f"示例{'一二三四'[number]}村便民服务站",
        "site": "村委会一楼",
        "area": _size(unit, f"{key} area", 30, 90),
        "staff": _size(unit, f"{key} staff", 1, 3),
        "staffing": "兼职" if number else "专职和兼职",
        "windows": _D(1),
        "equipped": _does_well(unit, f"{key} equipped"),
        "networked": _does_well(unit, f"{key} networked"),
        "ratable": _does_well(unit, f"{key} ratable"),
        "pilot": number == 0 and unit.id != "T05",
    }


_TOWN_CRAFTED: Mapping[tuple[str, str], Value | None] = {
    ("T01", "area"): _D(150),
    ("T02", "area"): _D("149.9"),
    ("T03", "general_windows"): _D(1),
    ("T04", "lists_public"): False,
    ("T04", "lists_shot"): None,
    ("T04", "catalogue_url"): None,
    ("T04", "local_url"): None,
    ("T04", "lists_reason"): "县政府网站正在改版",
    ("T04", "lists_copy"): "两个清单复印件.pdf",
    ("T06", "mobile_cases"): _D(0),
    ("T06", "mobile_guided"): _D(0),
}
_TOWN_BLOTS = (
    Blot("T01", "area", "使用面积恰为150平方米", "含本数，不影响1.2达标"),
    Blot("T02", "area", "使用面积149.9平方米", "1.2 未达标"),
    Blot("T03", "general_windows", "只有1个综合窗口", "3.1 未达标"),
    Blot("T04", "lists_reason", "两个清单未公开，有理由和复印件", "6.5 部分达标"),
    Blot("T05", "stations[0].pilot", "登记的村站没有试点", "4.3 未达标"),
    Blot("T06", "mobile_cases", "没有移动端办件", "7.2 不适用"),
)
