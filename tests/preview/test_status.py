"""What the bar says, and which problem the list begins with."""

from builder.model import file_problem_kinds as kinds
from builder.model import problem_kinds
from builder.model.places import CellPlace
from builder.preview.status import (
    count_problems,
    describe_build,
    describe_locked,
    list_problems,
)
from builder.preview.watching import FileState

OLD = kinds.DAMAGED.at(CellPlace("旧.xlsx"))
NEW_FIRST = kinds.DAMAGED.at(CellPlace("新.xlsx"))
NEW_SECOND = kinds.HIDDEN_SHEETS.at(CellPlace("新.xlsx"), count=1)
STRANGE = problem_kinds.UNRECOGNISED_FILE.at(CellPlace("旧.xlsx"), heads="甲")
PROBLEMS = {"county": [OLD, STRANGE, NEW_SECOND], "city": [NEW_FIRST]}


def test_what_must_and_what_should_be_mended_is_counted() -> None:
    """Two damaged files, one of no known kind; what is only told doesn't count."""
    assert count_problems(PROBLEMS) == "本次读到 2处必改、1处建议"
    assert count_problems({"county": [NEW_SECOND]}) == "没有要改的地方"


def test_the_list_begins_with_the_file_that_changed_last() -> None:
    files = {
        "input/county/旧.xlsx": FileState(1, modified=5, changed=5),
        "input/county/新.xlsx": FileState(1, modified=1, changed=9),
        "input/city/新.xlsx": FileState(1, modified=7, changed=7),
    }

    listed = list_problems(PROBLEMS, {"county": "示例县", "city": "示例市"}, files)

    assert [(entry.title, entry.place, entry.word) for entry in listed] == [
        ("示例县", "新.xlsx", "提示"),
        ("示例市", "新.xlsx", "必改"),
        ("示例县", "旧.xlsx", "必改"),
        ("示例县", "旧.xlsx", "建议"),
    ]


def test_a_message_about_many_pages_is_listed_once() -> None:
    listed = describe_build({"a.md": ("断了",), "b.md": ("断了", "没有")})

    assert [entry.wrong for entry in listed] == ["断了", "没有"]


def test_the_list_says_no_value_that_a_name_or_a_title_holds() -> None:
    """The bar stands on every page that somebody shows to others."""
    number = "199" + "0000" + "1234"
    problem = kinds.DAMAGED.at(CellPlace(f"县水利局{number}.xlsx"))

    (entry,) = list_problems({"county": [problem]}, {"county": f"示例县 {number}"}, {})
    (locked,) = describe_locked(PermissionError(13, "拒绝访问", f"/input/{number}.xlsx"))

    assert (entry.title, entry.place) == ("示例县 ＊＊＊", "县水利局＊＊＊.xlsx")
    assert locked.place == "/input/＊＊＊.xlsx"
