"""Why something changed, in words for readers: short, and without the keys of rubrics."""

import pytest

from builder.editions.change import Cause, CellChange, Change, KeyChange, Reason
from builder.model.places import CellPlace
from builder.pages.change_words import tell_reasons
from builder.pages.edition_words import row_title

CELLS = tuple(
    CellChange("扣分", "1", "0", CellPlace("核定.xlsx", "核定", f"D{row}")) for row in range(2, 6)
)


def change(*reasons: Reason, indicator: str = "1.1") -> Change:
    return Change("q1", "small", "jia", "甲乡", indicator, "1分", "2分", reasons)


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            Reason(
                Cause.SETTINGS,
                "cutoff：…",
                keys=(KeyChange("cutoff", "2024-04-12T18:00", "2024-04-15T18:00"),),
            ),
            "数据截止：2024-04-12 18:00 → 2024-04-15 18:00",
        ),
        (
            Reason(Cause.SETTINGS, "x", keys=tuple(KeyChange(n, "1", "2") for n in "abcd")),
            "a：1 → 2；b：1 → 2；c：1 → 2等4处",
        ),
        (
            Reason(Cause.CORRECTION, f"采纳，{'；'.join(map(str, CELLS))}", cells=CELLS),
            f"采纳，{'；'.join(map(str, CELLS[:3]))}等4处",
        ),
        (Reason(Cause.OTHERS, "乙镇变动"), "乙镇变动，影响本项得分"),
        (Reason(Cause.DATA, "45项 → 46项"), "45项 → 46项"),
    ],
    ids=["a setting", "many settings", "many cells", "others", "its own"],
)
def test_a_reason_is_told_shortly(reason: Reason, told: str) -> None:
    assert tell_reasons(change(reason), ()) == told


def test_a_rank_that_others_moved_moved_no_points_of_its_own() -> None:
    assert tell_reasons(change(Reason(Cause.OTHERS, "乙镇变动"), indicator=""), ()) == "乙镇变动"


def test_a_row_of_a_rubric_that_is_gone_has_its_number_alone() -> None:
    assert row_title(change(Reason(Cause.DATA, "")), None) == "1.1"
