"""示例区's 一件事: the thirteen of the source as they stand there, and three invented in full."""

from datetime import date

from .catalogue_books import Entry, Listing

_MARKET, _HEALTH, _EMERGENCY = "区市场监管局", "区卫生健康委", "区应急管理局"
_POLICE, _ENVIRONMENT = "示例市公安局示例区分局", "示例市生态环境局示例区分局"
_SERVICE = "区政务服务和大数据管理局"
_REGISTRATIONS = (
    ("公司登记", _MARKET),
    ("分公司、非法人分支机构、营业单位登记", _MARKET),
    ("合伙企业登记", _MARKET),
)
_FOOD = ("食品（含保健食品）经营许可核发", _MARKET)
#: The same with the half-width brackets that the source has in two places.
_FOOD_NARROW = ("食品(含保健食品)经营许可核发", _MARKET)
_HYGIENE = ("公共场所卫生许可", _HEALTH)
#: The thirteen with their rows in the source's order and spelling; only the places are renamed.
SOURCE: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("开办餐馆、饭店", (*_REGISTRATIONS, _FOOD, ("公共场所卫生许可", _MARKET))),
    ("洗浴行业开设", (*_REGISTRATIONS, ("旅馆业特种行业许可证核发", _POLICE), _HYGIENE)),
    ("开办美容美发店", (*_REGISTRATIONS, _HYGIENE)),
    ("开办农药经营公司", (("限制使用农药经营许可证初审", "区农业农村局"), *_REGISTRATIONS)),
    (
        "开办养老机构",
        (
            ("公办养老机构基本服务收费标准审批", "区发改委"),
            ("养老机构备案", "区民政局"),
            *_REGISTRATIONS,
        ),
    ),
    ("开办游泳场馆", (*_REGISTRATIONS, _FOOD, _HYGIENE)),
    (
        "开办诊所",
        (
            *_REGISTRATIONS,
            ("建设项目环境影响后评价报告的备案（非辐射类）", _ENVIRONMENT),
            ("建设工程消防验收", "区住建局"),
            ("医疗机构设置及执业登记", "区卫健委"),
        ),
    ),
    (
        "开办危险化学品企业",
        (
            *_REGISTRATIONS,
            ("危险化学品经营许可首次申请", _EMERGENCY),
            ("危险化学品经营许可延续申请", _EMERGENCY),
            ("危险化学品经营许可变更申请", _EMERGENCY),
        ),
    ),
    ("开办养生馆", (*_REGISTRATIONS, _FOOD_NARROW, _HYGIENE)),
    ("开办健身馆", (*_REGISTRATIONS, _FOOD_NARROW, _HYGIENE)),
    ("开办茶馆", (*_REGISTRATIONS, _FOOD)),
    ("开办食品生产企业", (*_REGISTRATIONS, ("食品（含保健食品）生产许可核发", _MARKET))),
    (
        "开办药品零售企业",
        (*_REGISTRATIONS, ("对经营乙类非处方药的药品零售企业从业人员资格认定", _MARKET)),
    ),
)


def things() -> Listing:
    """The catalogue of 一件事; what the source leaves open is left blank."""
    invented = (_BOOKSHOP, _NEWBORN, _HIRING)
    return Listing(
        "one-thing",
        "目录/13项一件事政务服务清单.xlsx",
        "示例区“一件事”政务服务清单",
        items=(*(_sourced(n, name) for n, (name, _) in enumerate(SOURCE, 1)), *invented),
        rows={
            "items": (*_sourced_rows(), *_INVENTED_ITEMS),
            "materials": _MATERIALS,
            "steps": _STEPS,
        },
    )


def _id(number: int) -> str:
    return f"YJS-{number:02}"


def _sourced(number: int, name: str) -> Entry:
    """What the source says of all thirteen: whose list, which window, one form, one set."""
    return {
        "id": _id(number),
        "name": name,
        "list_source": "县级特色清单",
        "list_document": "示例“放管服”组办〔2020〕3号",
        "life_stage": "企业开办",
        "window": "区行政服务中心“一件事”受理窗口",
        "one_form": "是",
        "one_set": "是",
    }


def _sourced_rows() -> tuple[tuple[str, Entry], ...]:
    return tuple(
        (_id(number), {"item": item, "level": "县级", "department": department})
        for number, (_, rows) in enumerate(SOURCE, 1)
        for item, department in rows
    )


def _invented(number: int, name: str, audience: str, stage: str, lead: str) -> Entry:
    """What the three that are made up have in common; 「（演示）」 stands in their names."""
    return {
        "id": f"YS-{number:02}",
        "name": f"{name}（演示）",
        "list_source": "县级特色清单",
        "list_document": "演示清单（虚构）",
        "audience": audience,
        "life_stage": stage,
        "lead": lead,
        "status": "运行",
        "launched": date(2021, number, 1),
        "one_form": "是",
        "one_set": "是",
        "one_issue": "是",
        "online_url": f"http://www.example.invalid/yjs/{number}.html",
        "window": f"综合窗口{number}号（演示）",
        "place": "示例区示例路1号政务服务大厅一楼",
        "hours": "工作日 9:00—12:00，13:30—17:00",
        "phone": f"0000-123451{number}",
        "complaint_phone": "12345",
        "booking": "可在政务服务网预约，也可电话预约",
        "mailing": "结果可以免费邮寄",
        "access": "大厅有无障碍通道，老年人、残疾人可请工作人员帮办",
        "same_source": "是",
        "updated": date(2021, 12, 1),
        "visits_after": 1,
    }


_BOOKSHOP: Entry = {
    **_invented(1, "开办书店", "法人、自然人", "企业开办", _MARKET),
    "partners": "区委宣传部、区税务局",
    "cases": 36,
    "basis": "《示例区促进阅读条例（演示）》第八条",
    "conditions": "有固定的经营场所；有确定的经营范围（演示）",
    "legal_days": "20个工作日",
    "promised_days": "3个工作日",
    "fee": "否",
    "questions": "问：租来的房子能不能开书店？答：能，提交租赁合同。（演示）",
    "steps_before": 9,
    "steps_after": 4,
    "materials_before": 14,
    "materials_after": 4,
    "days_before": "25个工作日",
    "days_after": "3个工作日",
    "visits_before": 4,
}
_NEWBORN: Entry = {
    **_invented(2, "新生儿出生", "自然人", "出生", "区卫健委"),
    "partners": f"{_POLICE}、区人社局",
    "cases": 812,
    "basis": "《示例区新生儿出生一件事办理规定（演示）》第三条",
    "conditions": "新生儿在本区医疗机构出生（演示）",
    "legal_days": "30个工作日",
    "promised_days": "5个工作日",
    "fee": "否",
    "steps_before": 8,
    "steps_after": 2,
    "materials_before": 11,
    "materials_after": 3,
    "days_before": "30个工作日",
    "days_after": "5个工作日",
    "visits_before": 5,
}
_HIRING: Entry = {
    **_invented(3, "员工录用", "法人", "经营发展", "区人社局"),
    "partners": "区税务局、区住建局",
    "cases": 1530,
    "basis": "《示例区员工录用一件事办理规定（演示）》第二条",
    "conditions": "已在本区办理社会保险登记的单位（演示）",
    "legal_days": "15个工作日",
    "promised_days": "当场办结",
    "fee": "是",
    "fee_standard": "档案材料复制每页0.5元（演示）",
    "fee_basis": "《示例区复制费管理办法（演示）》",
    "steps_before": 6,
    "steps_after": 1,
    "materials_before": 9,
    "materials_after": 2,
    "days_before": "15个工作日",
    "days_after": "当场办结",
    "visits_before": 3,
}


def _linked(id_: str, name: str, department: str, relation: str, code: str) -> tuple[str, Entry]:
    entry: Entry = {
        "item": name,
        "code": code,
        "level": "县级",
        "department": department,
        "kind": "公共服务",
        "handling": "承诺件",
        "relation": relation,
        "order": "并联",
        "commitment": "是" if relation == "必选" else "否",
    }
    return id_, entry if relation != "条件触发" else {**entry, "trigger": "设置户外招牌的"}


_INVENTED_ITEMS = (
    _linked("YS-01", "书店设立登记（演示）", _MARKET, "必选", "DEMO-0001"),
    _linked("YS-01", "出版物零售备案（演示）", "区委宣传部", "必选", "DEMO-0002"),
    _linked("YS-01", "户外招牌设置备案（演示）", "区住建局", "条件触发", "DEMO-0003"),
    _linked("YS-02", "出生医学证明签发（演示）", "区卫健委", "必选", "DEMO-0004"),
    _linked("YS-02", "出生户口登记（演示）", _POLICE, "必选", "DEMO-0005"),
    _linked("YS-02", "社会保障卡申领（演示）", "区人社局", "任选其一", "DEMO-0006"),
    _linked("YS-02", "电子社保卡签发（演示）", "区人社局", "任选其一", "DEMO-0007"),
    _linked("YS-03", "就业登记（演示）", "区人社局", "必选", "DEMO-0008"),
    _linked("YS-03", "社会保险参保登记（演示）", "区税务局", "必选", "DEMO-0009"),
)


def _material(id_: str, name: str, source: str, necessity: str) -> tuple[str, Entry]:
    return id_, {
        "material": name,
        "source": source,
        "form": "原件或电子件",
        "copies": 1,
        "demands": "字迹清楚",
        "necessity": necessity,
        "basis": "演示规定第五条",
        "shared": "是" if source == "政府部门核发" else "否",
        "form_url": "http://www.example.invalid/forms.html",
    }


_MATERIALS = (
    _material("YS-01", "开办书店申请表", "申请人自备", "必要"),
    _material("YS-01", "经营者身份证件", "政府部门核发", "必要"),
    _material("YS-01", "经营场所租赁合同或权属证书", "申请人自备", "可承诺"),
    _material("YS-01", "出版物进货清单", "申请人自备", "容缺"),
    _material("YS-02", "新生儿出生一件事申请表", "申请人自备", "必要"),
    _material("YS-02", "父母身份证件", "政府部门核发", "必要"),
    _material("YS-02", "户口簿", "政府部门核发", "容缺"),
    _material("YS-03", "员工录用登记表", "申请人自备", "必要"),
    _material("YS-03", "劳动合同", "申请人自备", "必要"),
)


def _step(id_: str, name: str, department: str, days: str, result: str) -> tuple[str, Entry]:
    return id_, {"step": name, "department": department, "days": days, "result": result}


_STEPS = (
    _step("YS-01", "申请", _SERVICE, "当场办结", "收件凭证"),
    _step("YS-01", "并联审核", _MARKET, "2个工作日", "审核意见"),
    _step("YS-01", "统一发证", _SERVICE, "1个工作日", "营业执照和备案凭证"),
    _step("YS-02", "申请", "区卫健委", "当场办结", "收件凭证"),
    _step("YS-02", "部门办理", _POLICE, "5个工作日", "户口页和社会保障卡"),
    _step("YS-03", "申请并办结", "区人社局", "当场办结", "办理结果告知单"),
)
