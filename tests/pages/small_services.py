"""The tiny campaign with services: two 一件事, a guide, three policies, and flags; all made up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from builder.model.answers import Answer, AnswerState, Origin, Value
from builder.model.catalogues import (
    BusinessItem,
    Catalogue,
    CatalogueItem,
    CatalogueRow,
    Catalogues,
    Department,
)
from builder.model.flags import Flag, FlagAnswer, FlagSeverity, FlagState
from builder.model.places import CellPlace
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import CatalogueColumn
from builder.scoring.results import CampaignResult
from tests.pages.conftest import JIA, YI

#: Stands in every internal flag, and in a column that isn't published.
WITHHELD = "内部核对用语"

_ID = {"id": "id", "title": "编号", "type": "text", "role": "id", "required": True}
_NAME = {"id": "name", "title": "名称", "type": "text", "role": "name", "listed": True}
_PHONE = {"id": "phone", "title": "咨询电话", "type": "text", "role": "phone", "required": True}
_MATERIALS = {
    "id": "materials",
    "title": "材料",
    "required": True,
    "columns": [
        {"id": "material", "title": "材料名称", "type": "text", "role": "material"},
        {"id": "form", "title": "形式", "type": "text", "role": "material_form"},
        {"id": "sample", "title": "样表", "type": "url"},
    ],
}
_THINGS: dict[str, Any] = {
    "id": "things",
    "title": "“一件事”目录",
    "public_title": "办成一件事",
    "intro": "按您要办的事查。",
    "source": "示例清单",
    "measure": "件",
    "notes": ["清单没有写明的内容标“待补充”，不作推定。"],
    "columns": [
        _ID,
        _NAME,
        {"id": "aliases", "title": "别名", "type": "words", "role": "aliases"},
        {
            "id": "audience",
            "title": "服务对象",
            "type": "words",
            "role": "audience",
            "required": True,
            "facet": True,
            "listed": True,
            "choices": ["自然人", "法人"],
        },
        {
            "id": "lead",
            "title": "牵头单位",
            "type": "text",
            "role": "department",
            "required": True,
            "facet": True,
            "listed": True,
        },
        {"id": "place", "title": "办理地点", "type": "text", "role": "place", "required": True},
        {"id": "url", "title": "网办地址", "type": "url", "role": "url"},
        {
            "id": "days",
            "title": "承诺时限",
            "type": "days",
            "role": "promised_days",
            "required": True,
            "group": "多久",
        },
        {"id": "fee", "title": "是否收费", "type": "yes_no", "role": "fee", "required": True},
        _PHONE,
        {"id": "before", "title": "改革前时限", "type": "integer", "measure": "天"},
        {
            "id": "after",
            "title": "改革后时限",
            "type": "integer",
            "measure": "天",
            "compared_with": "before",
        },
        {"id": "contact", "title": "内部联系人", "type": "text", "public": False},
    ],
    "tables": [
        {
            "id": "items",
            "title": "联办事项",
            "columns": [
                {"id": "item", "title": "事项名称", "type": "text", "role": "business_item"},
                {"id": "who", "title": "实施部门", "type": "text", "role": "department"},
                {"id": "relation", "title": "组合关系", "type": "text", "role": "relation"},
            ],
        },
        _MATERIALS,
        {
            "id": "steps",
            "title": "流程",
            "columns": [
                {"id": "step", "title": "环节", "type": "text", "role": "step"},
                {"id": "days", "title": "时限", "type": "days", "role": "step_days"},
                {"id": "gives", "title": "结果", "type": "text", "role": "step_result"},
            ],
        },
    ],
}
_GUIDES: dict[str, Any] = {
    "id": "guides",
    "title": "办事指南",
    "intro": "单个事项怎么办。",
    "source": "示例指南",
    "measure": "项",
    "columns": [
        _ID,
        _NAME,
        {"id": "code", "title": "事项编码", "type": "text", "role": "business_code"},
        {"id": "who", "title": "实施部门", "type": "text", "role": "department", "listed": True},
    ],
    "tables": [_MATERIALS],
}
_POLICIES: dict[str, Any] = {
    "id": "policies",
    "title": "惠企政策",
    "intro": "能享受什么。",
    "source": "示例政策",
    "measure": "条",
    "columns": [
        _ID,
        _NAME,
        {
            "id": "until",
            "title": "有效期止",
            "type": "date",
            "role": "valid_until",
            "listed": True,
        },
        {
            "id": "state",
            "title": "政策状态",
            "type": "choice",
            "role": "status",
            "choices": ["有效", "失效", "废止"],
            "listed": True,
        },
        {
            "id": "kind",
            "title": "兑现类型",
            "type": "text",
            "role": "payment_kind",
            "facet": True,
            "listed": True,
        },
        {
            "id": "lines",
            "title": "适用行业",
            "type": "words",
            "role": "industries",
            "facet": True,
            "listed": True,
        },
        {"id": "standard", "title": "支持标准", "type": "text", "role": "fee_standard"},
        {"id": "who", "title": "责任单位", "type": "text", "role": "department", "facet": True},
        {"id": "paid", "title": "兑现金额", "type": "decimal", "role": "amount", "measure": "万元"},
        {"id": "place", "title": "受理地址", "type": "text", "role": "place"},
        _PHONE,
    ],
}
SCHEMAS = tuple(CatalogueSchema.model_validate(raw) for raw in (_THINGS, _GUIDES, _POLICIES))

_JIA = Department("jia", "甲乡", JIA)
_TAX = Department("d-tax", "示例区税务局")
_DEMO_URL = "https://demo.invalid/"


def _answer(column: CatalogueColumn, value: Value | None, place: CellPlace) -> Answer:
    state = AnswerState.BLANK if value is None else AnswerState.GIVEN
    measure = "个工作日" if column.type.value == "days" else column.measure
    return Answer(column.id, column.title, state, Origin.ASSESSOR, value, measure, place)


def _values(
    columns: Sequence[CatalogueColumn], said: Mapping[str, Value], place: CellPlace
) -> dict[str, Answer]:
    assert set(said) <= {column.id for column in columns}
    return {column.id: _answer(column, said.get(column.id), place) for column in columns}


def make_item(
    schema: CatalogueSchema,
    row: int,
    said: Mapping[str, Value],
    tables: Mapping[str, Sequence[Mapping[str, Value]]],
) -> CatalogueItem:
    """The item in *row* of the sheet: what it says, and the rows of its tables."""
    place = CellPlace("目录.xlsx", schema.title, f"A{row}")
    rows = {
        table.id: tuple(
            CatalogueRow(_values(table.columns, one, below), below)
            for number, one in enumerate(tables.get(table.id, ()), start=2)
            for below in (CellPlace("目录.xlsx", table.title, f"A{number}"),)
        )
        for table in schema.tables
    }
    values = _values(schema.columns, said, place)
    return CatalogueItem(schema.id, str(said["id"]), str(said["name"]), values, rows, place)


def _things() -> Catalogue:
    full = make_item(
        SCHEMAS[0],
        3,
        {
            "id": "T-1",
            "name": "开办书店",
            "aliases": "开书店",
            "audience": "法人、自然人",
            "lead": "甲乡",
            "place": "示例路1号",
            "url": f"{_DEMO_URL}t1",
            "days": Decimal(3),
            "fee": False,
            "phone": "0000-1234501",
            "before": Decimal(20),
            "after": Decimal(3),
            "contact": WITHHELD,
        },
        {
            "items": (
                {"item": "公司登记", "who": "甲乡", "relation": "任选其一"},
                {"item": "税务登记", "who": "税务局", "relation": "必选"},
            ),
            "materials": (
                {"material": "申请表", "form": "原件", "sample": f"{_DEMO_URL}form"},
                {"material": "身份证件", "form": "电子"},
            ),
            "steps": (
                {"step": "受理", "days": Decimal(0)},
                {"step": "发证", "days": Decimal(3), "gives": "执照"},
            ),
        },
    )
    open_ = make_item(
        SCHEMAS[0],
        4,
        {"id": "T-2", "name": "开办茶馆"},
        {"items": ({"item": "公司登记", "who": "甲乡"},)},
    )
    return Catalogue("things", "“一件事”目录", (full, open_))


def _guides() -> Catalogue:
    item = make_item(
        SCHEMAS[1],
        3,
        {"id": "G-1", "name": "公司登记", "code": "DEMO-1", "who": "甲乡"},
        {"materials": ({"material": "公司章程"},)},
    )
    return Catalogue("guides", "办事指南", (item,))


def _policies() -> Catalogue:
    """The campaign's last day is 2025-01-20: ninety days later it is 2025-04-20."""
    common: dict[str, Value] = {
        "state": "有效",
        "kind": "免申即享",
        "who": "甲乡",
        "phone": "12345",
        "standard": "每户1000元",
        "place": "惠企窗口",
    }
    saying: tuple[dict[str, Value], ...] = (
        {"id": "P-1", "name": "到期的补贴", "until": date(2025, 1, 19), "lines": "餐饮"},
        {
            "id": "P-2",
            "name": "快到期的补贴",
            "until": date(2025, 4, 20),
            "lines": "餐饮、零售",
            "paid": Decimal("10.5"),
        },
        {"id": "P-3", "name": "废止的补贴", "until": date(2030, 1, 1), "state": "废止"},
        {"id": "P-4", "name": "长期的补贴", "kind": "申报兑现", "paid": Decimal(4)},
    )
    items = (
        make_item(SCHEMAS[2], row, {**common, **said}, {}) for row, said in enumerate(saying, 3)
    )
    return Catalogue("policies", "惠企政策", tuple(items))


CATALOGUES = Catalogues(
    catalogues=(_things(), _guides(), _policies()),
    departments=(_JIA, _TAX),
    business_items=(
        BusinessItem(
            "DEMO-1", "公司登记", _JIA, (("things", "T-1"), ("things", "T-2"), ("guides", "G-1"))
        ),
        BusinessItem("b-2", "税务登记", _TAX, (("things", "T-1"),)),
    ),
    department_names={"甲乡": _JIA, "税务局": _TAX, "示例区税务局": _TAX},
)

_ANSWER = FlagAnswer(
    *("jia", "RF-05", "1.1"),
    Answer("text", "单位说明", AnswerState.GIVEN, Origin.UNIT, "3项已于1月进驻"),
    Answer("answered", "答复日期", AnswerState.GIVEN, Origin.UNIT, date(2025, 1, 12)),
    CellPlace("红旗答复.xlsx", "红旗答复", "A2"),
)
#: What says so in a flag isn't public, so neither may its words be.
FLAGS = (
    Flag(
        *("RF-05", "红牌率超标", FlagSeverity.RED, JIA, "small", "1.1", ""),
        *("8.1%", "不高于8%", "红牌81件 ÷ 办件1000件 = 8.1%，要求不高于8%", "附件2 一.1", True),
        (FlagState.ANSWERED, FlagState.REPEATED),
        (CellPlace("平台.xlsx", "数据", "C3"), CellPlace("平台.xlsx", "数据", "D3")),
        answer=_ANSWER,
    ),
    Flag(
        *("RF-20", "中介超市空月", FlagSeverity.YELLOW, YI, None, None, "5月"),
        *("5月没有办件", "每月至少1件", "5月没有办件", "附件1 第7项", True),
        (FlagState.OVERDUE,),
        tuple(CellPlace("平台.xlsx", "数据", f"E{row}") for row in range(3, 8)),
        due=date(2024, 12, 31),
    ),
    Flag(
        *("RF-49", "分值缺口", FlagSeverity.BLUE, None, "small", None, "示例评分细则"),
        *("1项指标", "—", "有1项指标按缺省计分", "", True, (FlagState.RAISED,)),
    ),
    Flag(
        *("RF-23", f"自评虚高{WITHHELD}", FlagSeverity.YELLOW, JIA, "small", "1.2", WITHHELD),
        *(WITHHELD, WITHHELD, f"{WITHHELD}。", WITHHELD, False, (FlagState.RAISED,)),
        (CellPlace(f"{WITHHELD}.xlsx"),),
    ),
)


def with_services(result: CampaignResult) -> CampaignResult:
    """*result* with the catalogues, their schemas and the flags."""
    campaign = result.campaign.model_copy(
        update={"catalogues": tuple(schema.id for schema in SCHEMAS)}
    )
    returns = replace(result.returns, catalogues=CATALOGUES)
    return replace(result, campaign=campaign, returns=returns, schemas=SCHEMAS, flags=FLAGS)
