"""示例区's proofs, ten cancelled and eighteen kept, and twelve that a promise stands in for."""

from datetime import date

from .blots import Note
from .catalogue_books import Entry, Listing

PROOFS, COMMITMENTS = "目录/证明事项取消和保留清单.xlsx", "目录/告知承诺清单.xlsx"
_POLICE, _HEALTH = "示例市公安局示例区分局", "区卫生健康委"
#: Name, other names, use, who asked for it, who wrote it, what stands in for it.
_CANCELLED = (
    (
        "居住证明",
        "住所证明、现居住地证明",
        "医疗机构设置及执业登记",
        _HEALTH,
        "村（社区）",
        "数据共享",
    ),
    ("婚姻状况证明", "未婚证明", "公司登记", "区市场监管局", "区民政局", "告知承诺"),
    ("无固定收入证明", "低收入证明", "法律援助审查（演示）", "区司法局", "村（社区）", "部门核验"),
    ("亲属关系证明", None, "养老机构备案", "区民政局", "村（社区）", "告知承诺"),
    ("房屋权属情况证明", None, "旅馆业特种行业许可证核发", _POLICE, "区住建局", "数据共享"),
    ("学历证明", None, "药品零售人员资格认定（演示）", "区市场监管局", "学校", "证照替代"),
    ("未就业证明", "失业状况证明", "灵活就业登记（演示）", "区人社局", "村（社区）", "部门核验"),
    ("健在证明", "生存证明", "养老待遇资格认证（演示）", "区人社局", "村（社区）", "数据共享"),
    ("农业户口证明", None, "限制使用农药经营许可证初审", "区农业农村局", "派出所", "数据共享"),
    (
        "环保守法证明",
        None,
        "危险化学品经营许可首次申请",
        "区应急管理局",
        "生态环境分局",
        "部门核验",
    ),
)
_KEPT = (
    *("出生医学证明", "死亡医学证明", "健康证明", "无犯罪记录证明", "火灾事故证明", "献血证明"),
    *("残疾等级证明", "收养登记证明", "学籍证明", "参军服役证明", "转学证明", "疫病检疫证明"),
    *("产地证明", "竣工验收证明", "安全评价证明", "验资证明", "完税证明", "无固定收入证明"),
)
_KEPT_BY = ("区市场监管局", "区人社局", "区民政局", _HEALTH, "区司法局", "区住建局")
_KEPT_USES = (
    *("公司登记", "灵活就业登记（演示）", "养老机构备案", "公共场所卫生许可"),
    *("法律援助审查（演示）", "建设工程消防验收"),
)
#: Proof, item, department, how, checked how.
_PROMISED = (
    ("无犯罪记录证明", "养老机构备案", "区民政局", "免交", "全覆盖核查"),
    ("住所使用证明", "公司登记", "区市场监管局", "免交", "抽查"),
    ("房屋安全鉴定材料", "旅馆业特种行业许可证核发", _POLICE, "延迟提交", "全覆盖核查"),
    ("就业状况说明", "灵活就业登记（演示）", "区人社局", "免交", "抽查"),
    ("从业人员资格材料", "食品（含保健食品）经营许可核发", "区市场监管局", "延迟提交", "抽查"),
    ("经营场所权属材料", "书店设立登记（演示）", "区市场监管局", "免交", "抽查"),
    ("固定资产证明", "社会组织名称核准（演示）", "区民政局", "延迟提交", "全覆盖核查"),
    ("场所平面图", "公共场所卫生许可", _HEALTH, "延迟提交", "全覆盖核查"),
    ("学历证书", "乡村兽医备案（演示）", "区农业农村局", "免交", "抽查"),
    ("仓储设施证明", "限制使用农药经营许可证初审", "区农业农村局", "延迟提交", "全覆盖核查"),
    ("经济状况证明", "法律援助审查（演示）", "区司法局", "免交", "抽查"),
    ("法定代表人任职证明", "合伙企业登记", "区市场监管局", "免交", "抽查"),
)


def proofs() -> Listing:
    """The list of proofs, cancelled and kept."""
    kept = enumerate(_KEPT, 1)
    items = (*_cancelled(), *(_kept(number, name) for number, name in kept))
    return Listing("proofs", PROOFS, "示例区证明事项取消和保留清单", items)


def commitments() -> Listing:
    """The list of proofs that a written promise stands in for."""
    items = tuple(_promised(number) for number in range(1, len(_PROMISED) + 1))
    return Listing("commitments", COMMITMENTS, "示例区证明事项告知承诺清单", items)


def proof_notes() -> tuple[Note, ...]:
    """What the two lists hold, for intake and for the red flags."""
    listing = proofs()
    return (
        Note(
            PROOFS,
            listing.spot("QX-01", "aliases"),
            "居住证明的别称",
            "据此查出ZN-05仍在索要，RF-10",
        ),
        Note(PROOFS, listing.spot("BL-18", "id"), "无固定收入证明又取消又保留", "提示核对", "E606"),
        Note(COMMITMENTS, commitments().spot("CN-01", "name"), "ZN-04没有标注可承诺", "黄旗 RF-11"),
    )


def _cancelled() -> tuple[Entry, ...]:
    made = []
    for number, row in enumerate(_CANCELLED, 1):
        name, aliases, use, department, issuer, replacement = row
        entry: Entry = {
            "id": f"QX-{number:02}",
            "name": name,
            "state": "取消",
            "use": use,
            "department": department,
            "issuer": issuer,
            "replacement": replacement,
            "document": "示政办〔2021〕8号",
            "effective": date(2021, 3, 1),
        }
        made.append(entry if aliases is None else {**entry, "aliases": aliases})
    return tuple(made)


def _kept(number: int, name: str) -> Entry:
    return {
        "id": f"BL-{number:02}",
        "name": name,
        "state": "保留",
        "use": _KEPT_USES[number % len(_KEPT_USES)],
        "basis": f"《示例区证明事项规定（演示）》第{number}条",
        "department": _KEPT_BY[number % len(_KEPT_BY)],
        "issuer": "出具该证明的法定机关（演示）",
        "replacement": "—",
        "document": "示政办〔2021〕8号",
        "effective": date(2021, 3, 1),
        "sample": f"http://www.example.invalid/proofs/{number}.html",
    }


def _promised(number: int) -> Entry:
    name, item, department, way, check = _PROMISED[number - 1]
    return {
        "id": f"CN-{number:02}",
        "name": name,
        "item": item,
        "department": department,
        "way": way,
        "text_url": f"http://www.example.invalid/commitments/{number}.html",
        "check": check,
        "check_days": f"{10 + number}个工作日",
        "excluded": "直接涉及公共安全、生态环境保护的；有严重失信记录的（演示）",
        "consequence": "承诺不实的记入信用记录，撤销办理结果（演示）",
    }
