"""示例县丙 2021: two rounds by three groups of assessors, and the rectification between them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from builder.intake.campaign import Campaign, Period, Phase
from builder.model.answers import Value
from builder.model.units import Unit, UnitKind

from .assemble import Folder
from .blots import Note
from .books import Book, Cell, Row, Sheet
from .files import File, write_book
from .points import quality, stations, town_facts
from .registers import Receipt, receipt_sheet, unit_sheets
from .rounds import Round

_D = Decimal
_CODE = "990105"
_FIRST, _SECOND = "example-county-c-2021r1", "example-county-c-2021r2"
_UNITS = tuple(
    Unit(f"C{number:02}", name, UnitKind.TOWNSHIP)
    for number, name in enumerate(("示例河镇", "示例山镇", "示例湖镇", "示例林乡", "示例泉乡"), 1)
)
_NAMES = {unit.id: unit.name for unit in _UNITS}
_GROUPS = ("人大代表组", "政协委员组", "第三方机构组")
_PHASES = (
    Phase(
        title="自检自查、对照整改",
        start=date(2021, 1, 9),
        end=date(2021, 3, 9),
        note="所引通知写作「全市2019年」，与2021年评估不符，按2021年理解",
    ),
    Phase(
        title="问题清单核对和整改（第二阶段标题所写）",
        start=date(2021, 3, 11),
        end=date(2021, 4, 11),
        note="标题所写时间早于问题清单下发（5月5日），整改以正文有日期的各句为准，本段只列示",
    ),
    Phase(
        title="自查情况报告报送截止",
        start=date(2021, 4, 11),
        end=date(2021, 4, 11),
        note="第一阶段3月9日结束，报告4月11日前报送，相隔一个月，照原文",
    ),
    Phase(
        title="第一轮评估",
        start=date(2021, 4, 15),
        end=date(2021, 4, 30),
        note="正文另写评估时间为「2021年1月初至2020年3月末」，起止颠倒，不采用",
    ),
    Phase(
        title="下发问题清单",
        start=date(2021, 5, 5),
        end=date(2021, 5, 5),
        note="当天是法定节假日，照原文",
    ),
    Phase(title="核对和整改", start=date(2021, 5, 5), end=date(2021, 7, 31)),
    Phase(title="第二轮评估", start=date(2021, 8, 2), end=date(2021, 8, 16)),
    Phase(title="形成评估报告、通报", start=date(2021, 9, 16), end=date(2021, 9, 20)),
)
_VERDICT_HEADS: Row = ("单位", "指标编号", "填报项", "核定值", "理由", "评估组", "核定日期")
_LEDGER_HEADS: Row = (
    *("编号", "单位", "指标编号", "问题", "证据", "责任科室"),
    *("整改期限", "整改措施", "完成日期", "复核结论"),
)
_LEDGER: tuple[Row, ...] = (
    (
        *("WT-001", "示例湖镇", "6.1", "人社专网时断时续", "测试记录1份", "便民服务中心"),
        *(date(2021, 6, 30), "更换线路", date(2021, 6, 20), "已销号"),
    ),
    (
        *("WT-002", "示例林乡", "6.5", "两个清单没有公开", "网页截图1张", "便民服务中心"),
        *(date(2021, 7, 31), "在政府网站公开", date(2021, 7, 15), "已销号"),
    ),
    (
        *("WT-003", "示例山镇", "3.1", "只有1个综合窗口", "现场照片1张", "便民服务中心"),
        *(date(2021, 7, 31), "改造大厅，增设1个综合窗口", None, "整改中"),
    ),
    (
        *("WT-004", "示例泉乡", "4.3", "没有村级便民服务站试点", "登记表", "党政办"),
        *(date(2021, 8, 31), None, None, "未整改"),
    ),
    (
        *("WT-005", "示例河镇", "8.4", "两个窗口没有办事指南", "现场照片2张", "便民服务中心"),
        *(date(2021, 7, 31), "补齐办事指南", date(2021, 7, 9), "已销号"),
    ),
    (
        *("WT-006", "示例山镇", "9", "附件2表末另有一行只印「9」", None, "党政办"),
        *(date(2021, 7, 31), None, None, "未整改"),
    ),
)


def first_round() -> Round:
    """The first round: whole forms, and three groups' verdicts on some rows."""
    facts = {(unit.id, name): value for unit in _UNITS for name, value in town_facts(unit)}
    return Round(
        campaign=_campaign(
            _FIRST, "第一轮", date(2021, 4, 30), "2021-04-11T18:00", "2021-04-14T18:00"
        ),
        code=_CODE,
        units=_UNITS,
        short={},
        quality={unit.id: quality(unit) for unit in _UNITS},
        facts={**facts, **_FACTS},
        events={
            (unit.id, "stations"): tuple(
                {**row, "pilot": row["pilot"] is True and unit.id != "C05"}
                for row in stations(unit)
            )
            for unit in _UNITS
        },
        strangers=(
            _verdicts(
                "核定/三个评估组核定记录.xlsx",
                date(2021, 4, 28),
                (
                    ("C01", "1.2", "使用面积", (_D(151), _D("150.5"), _D("149.5"))),
                    ("C02", "1.1", "人口是否较为集中", ("是", "否", "是")),
                    ("C03", "6.1", "人社专网", ("畅通", "已接入不畅通", "未接入")),
                ),
            ),
        ),
        notes=(
            _group_note("D3", "C01 使用面积三组为151、150.5、149.5", "取平均150.3333，1.2 达标"),
            _group_note("D6", "C02 人口是否集中两组是、一组否", "取多数，为是"),
            _group_note("D9", "C03 人社专网三组各不相同", "票数相持，不采用，6.1 部分达标", "E418"),
        ),
    )


def second_round() -> tuple[Campaign, Folder]:
    """The second round: only what changed is filed and verified anew."""
    campaign = _campaign(
        _SECOND, "第二轮", date(2021, 8, 16), "2021-07-31T18:00", "2021-08-16T18:00"
    )
    campaign = campaign.model_copy(update={"previous": _FIRST, "rescores": True})
    received = datetime.fromisoformat("2021-07-20T09:30")
    receipts = receipt_sheet([Receipt("示例林乡", received, "示例林乡整改后填报表.xlsx")])
    files = (
        _mended_filing(campaign),
        _verdicts(
            "核定/第二轮核定记录.xlsx",
            date(2021, 8, 12),
            (
                ("C01", "8.4", "有办事指南的窗口数", (_D(6), _D(6), _D(6))),
                ("C03", "6.1", "人社专网", ("畅通", "已接入不畅通", "畅通")),
            ),
        ),
        write_book(Book("整改台账.xlsx", (Sheet("整改台账", (_LEDGER_HEADS, *_LEDGER)),))),
        write_book(Book("收件登记.xlsx", (receipts,))),
        write_book(Book("单位名录.xlsx", unit_sheets(_UNITS, {}, _CODE))),
    )
    return campaign, Folder(files, _SECOND_NOTES)


_FACTS: Mapping[tuple[str, str], Value | None] = {
    ("C01", "windows_total"): _D(6),
    ("C01", "windows_with_guides"): _D(4),
    ("C02", "general_windows"): _D(1),
    ("C03", "net_market"): "畅通",
    ("C03", "net_government"): "畅通",
    ("C04", "lists_public"): False,
    ("C04", "lists_shot"): None,
    ("C04", "catalogue_url"): None,
    ("C04", "local_url"): None,
    ("C04", "items_tested"): _D(3),
    ("C04", "items_doable"): _D(3),
}
_SECOND_NOTES = (
    Note(
        "核定/第二轮核定记录.xlsx",
        "核定记录 › D3",
        "C01 示例河镇：三组都核定6个窗口有办事指南",
        "8.4 由部分达标改为达标",
    ),
    Note(
        "核定/第二轮核定记录.xlsx",
        "核定记录 › D6",
        "C03 示例湖镇：人社专网两组畅通、一组不畅通",
        "取多数，6.1 达标",
    ),
    Note(
        "填报表/示例林乡整改后填报表.xlsx",
        "填报表 › C4",
        "C04 示例林乡：只报有变动的6.5",
        "只重核6.5，其余沿用第一轮；不提示缺行",
    ),
    Note("整改台账.xlsx", "整改台账 › J4", "C02 过了7月31日仍在整改", "列为逾期"),
    Note("整改台账.xlsx", "整改台账 › J5", "C05 期限8月31日，尚未整改", "未逾期"),
    Note("整改台账.xlsx", "整改台账 › C7", "C02 指标编号「9」不在细则中", "照列，有提示", "E215"),
    Note("（没有文件）", "—", "C02、C05 第二轮没有任何材料", "各项沿用第一轮，照常参评"),
)


def _campaign(id_: str, turn: str, end: date, deadline: str, cutoff: str) -> Campaign:
    return Campaign(
        id=id_,
        title=f"示例县丙2021年乡镇（街道）政务服务第三方评估（{turn}）",
        short_title=f"示例县丙2021年{turn}",
        authority="示例县丙深化“放管服”改革领导小组办公室（演示）",
        region="示例县丙",
        demo=True,
        period=Period(start=date(2021, 1, 1), end=end),
        deadline=datetime.fromisoformat(deadline),
        cutoff=datetime.fromisoformat(cutoff),
        instruments=("township-eight-points-luoshan",),
        phases=_PHASES,
    )


def _verdicts(
    file: str, day: date, items: tuple[tuple[str, str, str, tuple[Cell, ...]], ...]
) -> File:
    rows: list[Row] = [("三个评估组核定记录",), _VERDICT_HEADS]
    for unit, indicator, title, values in items:
        for group, value in zip(_GROUPS, values, strict=True):
            rows.append((_NAMES[unit], indicator, title, value, "现场核查", group, day))
    return write_book(Book(file, (Sheet("核定记录", tuple(rows)),)))


def _group_note(cell: str, what: str, must: str, code: str = "") -> Note:
    return Note("核定/三个评估组核定记录.xlsx", f"核定记录 › {cell}", what, must, code)


def _mended_filing(campaign: Campaign) -> File:
    site = "http://www.example.invalid/C04"
    rows: tuple[Row, ...] = (
        ("整改后填报表（只填有变动的行）",),
        ("填报单位", "示例林乡", campaign.menu_title),
        ("指标编号", "填报项", "填报值"),
        ("6.5", "两个清单是否都已公开", "是"),
        ("6.5", "河南省乡村事项目录公布网址", f"{site}/catalogue.html"),
        ("6.5", "本地便民服务应用清单公布网址", f"{site}/local.html"),
        ("6.5", "公开截图", "公开截图.png"),
    )
    return write_book(Book("填报表/示例林乡整改后填报表.xlsx", (Sheet("填报表", rows),)))
