"""The office's other registers: units, receipts, rectification, appeals, answers to flags."""

from collections.abc import Sequence

from builder.formats.excel_writing.entry_forms import EntryColumn, EntrySheet, Printed, Slot
from builder.formats.excel_writing.entry_rules import EntryKind, EntryRule
from builder.model.appeals import AGREE, OBJECT, PARTLY, REJECTED, UPHELD
from builder.model.rectification import CLEARED, UNDER_WAY, UNTOUCHED
from builder.model.units import UNIT_KIND_NAMES, Unit
from builder.office.templates.cells import PLAIN_HINT, YES_NO
from builder.office.templates.findings import Desk
from builder.office.templates.records import HINT_LABEL, READY_ROWS

_TEXT = Slot()
_DATE = Slot(EntryRule(EntryKind.DATE))
_DAY = "年-月-日"
#: Empty rows below the units that are known.
_MORE_UNITS = 20
_ONCE = "放进评估任务的文件夹，同名的旧表要先移走：一个任务只用一份。"


def unit_sheets(desk: Desk) -> tuple[EntrySheet, ...]:
    """单位名录 and 别名, with the units that are known already."""
    return (_unit_sheet(desk), _alias_sheet(desk))


def receipt_sheet(desk: Desk) -> EntrySheet:
    """收件登记: every unit on a line of its own, and more below."""
    columns = (
        EntryColumn("单位", width=24, hint=HINT_LABEL, ready=Slot(desk.unit_rule)),
        EntryColumn("收到时间", 20, "例如 2022-04-08 17:30", ready=Slot(EntryRule(EntryKind.TIME))),
        EntryColumn("渠道", width=14, hint="邮件、微信、专人送达等"),
        EntryColumn("文件", width=32, hint="收到的文件名，报了几份的必须写"),
        _chosen("纸质件是否收到", 12, "选“是”或“否”", YES_NO),
        EntryColumn("经手岗位", width=14, hint="写岗位，不写姓名"),
    )
    return EntrySheet(
        title="收件登记",
        heading=f"{desk.campaign.title}收件登记",
        instructions=(
            "收到一份登记一行：是否逾期以“收到时间”为准；同一单位报了几份的，在下面加行，以时间最晚的一份为准。",
            _ONCE,
        ),
        columns=columns,
        rows=tuple(
            (Printed(unit.name), *(column.ready for column in columns[1:])) for unit in desk.units
        ),
        ready_rows=READY_ROWS,
        frozen=1,
    )


def rectification_sheet(desk: Desk) -> EntrySheet:
    """整改台账: one problem of one unit a row."""
    return _blank(
        desk,
        "整改台账",
        "一个问题一行，编号不要重复；整改期限过了还没有“已销号”的，算逾期。",
        (
            EntryColumn("编号", 9, HINT_LABEL),
            _unit_column(desk, hint="从下拉列表选"),
            EntryColumn("指标编号", 9, "照评估细则"),
            EntryColumn("问题", 26, "写清事实，不写个人姓名"),
            EntryColumn("证据", 16, "文件、照片名"),
            EntryColumn("责任科室", 13, "写科室"),
            _day("整改期限"),
            EntryColumn("整改措施", 22, PLAIN_HINT),
            _day("完成日期"),
            _chosen("复核结论", 11, "从下拉列表选", (CLEARED, UNDER_WAY, UNTOUCHED)),
            EntryColumn("备注", 12, "可不填"),
        ),
    )


def appeal_sheet(desk: Desk) -> EntrySheet:
    """申诉与复核: a unit's word on its marks, and what was decided."""
    return _blank(
        desk,
        "申诉与复核",
        "一条意见一行，前五列由单位填写，后三列由办公室复核后填写。不写个人姓名和电话。",
        (
            _unit_column(desk, hint=HINT_LABEL),
            EntryColumn("指标编号", 9, "照评估细则"),
            _chosen(f"意见（{AGREE}/{OBJECT}）", 12, "从下拉列表选", (AGREE, OBJECT)),
            EntryColumn("异议理由", 28, f"“{OBJECT}”的必须写"),
            EntryColumn("证据", 18, "附件名称"),
            _chosen(
                f"复核结论（{UPHELD}/{PARTLY}/{REJECTED}）",
                14,
                "从下拉列表选",
                (UPHELD, PARTLY, REJECTED),
            ),
            EntryColumn("复核理由", 24, PLAIN_HINT),
            _day("复核日期"),
        ),
    )


def flag_answer_sheet(desk: Desk) -> EntrySheet:
    """红旗答复: what units say to the flags raised against them."""
    return _blank(
        desk,
        "红旗答复",
        "一条答复一行，红旗编号照红旗清单；答复会和红旗一起列示，不写个人姓名和电话。",
        (
            _unit_column(desk, hint=HINT_LABEL),
            EntryColumn("红旗编号", 12, "例如 RF-05"),
            EntryColumn("指标编号", 10, "照红旗清单，没有的留空"),
            EntryColumn("单位说明", 60, PLAIN_HINT),
            _day("答复日期"),
        ),
    )


def _unit_sheet(desk: Desk) -> EntrySheet:
    kinds = tuple(UNIT_KIND_NAMES.values())
    columns = (
        EntryColumn("单位代码", 14, HINT_LABEL),
        EntryColumn("单位名称", 32, "全称，不能重复"),
        _chosen("单位类型", 14, "从下拉列表选", kinds),
        EntryColumn("简称", 30, "几个的用顿号隔开"),
        EntryColumn("行政区划代码", 16, "可不填"),
    )
    return EntrySheet(
        title="单位名录",
        heading="单位名录",
        subheading=desk.campaign.title,
        instructions=(
            "一个单位一行。单位代码由字母、数字组成，定了就不要改：网页地址、历年数据都靠它对应。",
            _ONCE,
        ),
        columns=columns,
        rows=tuple(_unit_line(unit) for unit in desk.units),
        ready_rows=READY_ROWS if not desk.units else _MORE_UNITS,
        portrait=True,
    )


def _unit_line(unit: Unit) -> tuple[Slot, ...]:
    short = "、".join(alias.name for alias in unit.aliases if not (alias.since or alias.until))
    kinds = EntryRule(EntryKind.CHOICE, tuple(UNIT_KIND_NAMES.values()))
    return (
        Slot(value=unit.id),
        Slot(value=unit.name),
        Slot(kinds, UNIT_KIND_NAMES[unit.kind]),
        Slot(value=short or None),
        _TEXT,
    )


def _alias_sheet(desk: Desk) -> EntrySheet:
    lines = [
        (
            Slot(value=unit.id),
            Slot(value=alias.name),
            Slot(EntryRule(EntryKind.DATE), alias.since),
            Slot(EntryRule(EntryKind.DATE), alias.until),
        )
        for unit in desk.units
        for alias in unit.aliases
        if alias.since or alias.until
    ]
    return EntrySheet(
        title="别名",
        heading="别名",
        instructions=(
            "单位改过名的，把旧名写在这里：日期包含当天，空着表示不限；在评估期内用过的名称都认得。",
        ),
        columns=(
            EntryColumn("单位代码", 14, HINT_LABEL),
            EntryColumn("别名", 36, "全称"),
            _day("启用日期"),
            _day("停用日期"),
        ),
        rows=tuple(lines),
        ready_rows=_MORE_UNITS,
        portrait=True,
    )


def _blank(desk: Desk, title: str, instruction: str, columns: Sequence[EntryColumn]) -> EntrySheet:
    return EntrySheet(
        title=title,
        heading=f"{desk.campaign.title}{title}",
        instructions=(instruction, _ONCE),
        columns=tuple(columns),
        ready_rows=READY_ROWS,
        frozen=2,
    )


def _unit_column(desk: Desk, *, hint: str) -> EntryColumn:
    return EntryColumn("单位", width=20, hint=hint, ready=Slot(desk.unit_rule))


def _day(head: str) -> EntryColumn:
    return EntryColumn(head, width=12, hint=_DAY, ready=_DATE)


def _chosen(head: str, width: int, hint: str, words: tuple[str, ...]) -> EntryColumn:
    return EntryColumn(head, width, hint, ready=Slot(EntryRule(EntryKind.CHOICE, words)))
