"""What screening makes of the formats before .xlsx, and where a text at the gate came from."""

from dataclasses import replace

from builder.model.answers import Answer, AnswerState, Origin
from builder.model.places import CellPlace
from builder.model.returns import CampaignReturns, UnitReturns
from builder.model.units import Unit, UnitKind
from builder.publication import origins, screen_files

MOBILE = "199" + "0000" + "1234"
UNIT = Unit("jia", "甲乡", UnitKind.TOWNSHIP)
GIVEN = Answer(
    *("a", "办件量", AnswerState.GIVEN, Origin.UNIT, "四十五"),
    place=CellPlace("甲乡.xlsx", "表", "C4"),
)


def test_a_table_of_text_is_screened_cell_by_cell() -> None:
    found = screen_files({"a.csv": f"姓名,电话\n甲,{MOBILE}\n".encode()})

    assert [finding.kind.value for finding in found] == ["手机号"]
    assert "B2" in str(found[0])


def test_a_text_that_stood_in_no_cell_has_no_origin() -> None:
    nowhere = replace(GIVEN, field="b", place=None)
    returns = CampaignReturns(
        units=(UNIT,),
        returns=(UnitReturns(UNIT, "small", answers=(GIVEN, nowhere)),),
        logs_received=frozenset(),
        inputs=(),
        problems=(),
    )

    assert [str(origin.place) for origin in origins("q1", returns)] == [
        "q1/甲乡.xlsx › 表 › C4",
        "q1/甲乡.xlsx › 表 › C4（核定理由）",
    ]
