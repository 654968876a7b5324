"""佐证材料汇编: a case a file, its sheets as text tables, and what every check has to say."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from builder.intake.collect import collect_returns
from builder.intake.dossier_checks import cited_numbers
from builder.model.dossiers import Access
from builder.model.returns import CampaignReturns
from builder.rubric.dossier import Dossier

if TYPE_CHECKING:
    from tests.intake.conftest import Office

CASES = Path(__file__).parents[1] / "cases" / "dossiers"
NAMES = sorted(path.stem for path in CASES.glob("*.yml"))
SCHEMA = Dossier.model_validate(
    {
        "id": "small",
        "title": "示例汇编",
        "source": "示例通知",
        "claims": [
            {
                "id": "1",
                "title": "压缩审批时限",
                "wording": "2020年以来压缩时限的情况说明和证明材料。",
                "clause": "一.1",
                "window": {"start": date(2020, 1, 1), "end": date(2021, 8, 31)},
                "demands": [
                    {"id": "time_limit_cut", "title": "审批时限压缩比例", "measure": "%"},
                    {"id": "one_certificate", "title": "一证通办事项", "measure": "项"},
                ],
            }
        ],
    }
)


def collect(office: "Office", sheets: str, *proofs: str) -> CampaignReturns:
    office.put("汇编.xlsx", sheets)
    for name in proofs:
        office.put_bytes(f"佐证/{name}", b"%PDF")
    return collect_returns(office.folder, office.campaign, office.rubrics, dossiers=[SCHEMA])


def test_there_are_cases() -> None:
    assert len(NAMES) == 14


@pytest.mark.parametrize("name", NAMES)
def test_the_checks_say_what_the_case_says(office: "Office", name: str) -> None:
    case: Any = YAML(typ="safe").load((CASES / f"{name}.yml").read_text(encoding="utf-8"))

    returns = collect(office, case["sheets"], *case["proofs"])

    (dossier,) = returns.dossiers
    (claim,) = dossier.claims
    faults = {check.title: list(check.faults) for check in claim.checks if check.faults}
    told = [(p.kind.code, *str(p.place).split(" › ")[1:]) for p in returns.problems]
    assert faults == case["faults"]
    assert sorted(" ".join(one) for one in told) == case["problems"]
    empty = [check.title for check in claim.checks if not check.looked_at]
    assert empty == case.get("empty", [])


def test_a_dossier_keeps_its_cells(office: "Office") -> None:
    text = YAML(typ="safe").load((CASES / "everything-is-in-order.yml").read_text("utf-8"))

    returns = collect(office, text["sheets"])

    claim = returns.dossiers[0].claims[0]
    assert [figure.answer.shown for figure in claim.figures] == ["62%", "101项"]
    assert str(claim.figures[0].answer.place) == "汇编.xlsx › 数据 › D2"
    assert [exhibit.pages for exhibit in claim.exhibits] == [(1, 4), (5, 9)]
    assert [exhibit.access for exhibit in claim.exhibits] == [Access.OPEN, Access.ON_REQUEST]
    assert [file.kind for file in returns.inputs if file.file == "汇编.xlsx"] == ["佐证材料汇编"]


UNKNOWN = """
# 情况说明
| 单位 | 论点编号 | 情况说明 |
| 县民政局 | 7 | 无 |
| 县外事办 | 1 | 无 |
"""


def test_an_unknown_claim_and_an_unknown_unit_are_told(office: "Office") -> None:
    returns = collect(office, UNKNOWN)

    assert returns.dossiers == ()
    assert [(p.kind.code, str(p.place)) for p in returns.problems] == [
        ("E501", "汇编.xlsx › 情况说明 › B2"),
        ("E302", "汇编.xlsx › 情况说明 › A3"),
    ]


def test_an_access_that_is_no_choice_is_not_open(office: "Office") -> None:
    sheet = "| 单位 | 论点编号 | 序号 | 标题 | 公开属性 |\n| 县民政局 | 1 | 1 | 甲 | 公开 |"

    returns = collect(office, f"# 佐证目录\n{sheet}")

    assert returns.dossiers[0].claims[0].exhibits[0].access is Access.CLOSED
    assert "E407" in {problem.kind.code for problem in returns.problems}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("见佐证1", (1,)),
        ("佐证材料2、4和5", (2, 4, 5)),
        ("佐证3—5;佐证3", (3, 4, 5)),
        ("佐证1,2020年以来", (1,)),
        ("佐证材料齐全", ()),
    ],
)
def test_a_statement_cites_by_number(text: str, numbers: tuple[int, ...]) -> None:
    assert cited_numbers(text) == numbers
