"""数据来历 as it is published: what a return hides stays hidden."""

import pytest

from builder.editions.change import CellChange
from builder.editions.provenance import History, ReturnVersion
from builder.editions.sources import known_cells, publishable_history, tellable
from builder.formats.git_reading import Commit
from builder.model.places import CellPlace

COMMITS = tuple(Commit(id_ * 40, f"2022-04-0{id_}T09:00:00+08:00", "收件") for id_ in "12")
FILE, SHEET = "甲乡.xlsx", "指标填报"


def changed(cell: str, before: str, after: str) -> CellChange:
    return CellChange(cell, before, after, CellPlace(FILE, SHEET, cell))


def history(*changes: CellChange) -> History:
    versions = (
        ReturnVersion(COMMITS[0], FILE, "a1"),
        ReturnVersion(COMMITS[1], FILE, "a2", FILE, changes),
    )
    return History("q1", "jia", "甲乡", versions, shallow=False)


@pytest.mark.parametrize(
    "text",
    ["37", "-2.5", "98%", "12件", "0.98", "2022-04-01", "2022年4月1日", "是", "√", "不适用", "无"],
)
def test_numbers_days_and_set_words_may_be_told(text: str) -> None:
    assert tellable(text)


@pytest.mark.parametrize(
    "text",
    [
        *("张三", "联系人张三", "13800138000", "0393-8888888", "410927199001010016"),
        *("见附件", "张三 13800138000", "6222020200112230000", "是张三", "", "=A1", "192.168.1.1"),
    ],
)
def test_names_numbers_of_people_and_free_text_may_not(text: str) -> None:
    assert not tellable(text)


def test_only_published_cells_are_told_by_their_field_and_the_others_are_counted() -> None:
    """D5 is the field that a mark rests on; D9 isn't; D6 is, and somebody's number stood there."""
    known = {(SHEET, "D5"): "事项总数", (SHEET, "D6"): "已进驻事项数"}
    told = history(
        *(changed("D5", "60", "62"), changed("D6", "13800138000", "45")),
        changed("D9", "张三", "李四"),
    )

    first, second = publishable_history(told, known, {}, {}).versions

    assert (first.before, first.changes, first.others) == ("", (), 0)
    assert [str(change) for change in second.changes] == [
        f"事项总数：60 → 62（{FILE} › {SHEET} › D5）"
    ]
    assert second.others == 2
    assert "138" not in repr(second)
    assert "张三" not in repr(second)


def test_what_the_name_of_an_old_file_gives_away_is_covered() -> None:
    """The office renamed the file; its old name stays in git."""
    versions = (
        ReturnVersion(COMMITS[0], "甲乡 13800138000.xlsx", "a1"),
        ReturnVersion(COMMITS[1], FILE, "a1", "甲乡 13800138000.xlsx"),
    )
    history = History("q1", "jia", "甲乡", versions, shallow=False)

    first, second = publishable_history(history, {}, {}, {}).versions

    assert (first.file, second.file, second.before) == (
        *("甲乡 ＊＊＊.xlsx", FILE, "甲乡 ＊＊＊.xlsx"),
    )


def test_a_version_knows_when_it_came_and_which_editions_rest_on_it() -> None:
    used = {"a1": ["2022年第一季度"], "a2": ["2022年第一季度（更正1）", "2022年第二季度"]}

    first, second = publishable_history(history(), {}, {"a1": "2022-04-05T14:36"}, used).versions

    assert (first.received, second.received) == ("2022-04-05T14:36", "")
    assert second.editions == ("2022年第一季度（更正1）", "2022年第二季度")


def test_the_cells_that_marks_and_vetoes_rest_on_are_known_those_of_other_files_not() -> None:
    def source(file: str, cell: str, campaign: str | None = None) -> dict[str, str | None]:
        place = {"file": file, "sheet": SHEET, "cell": cell}
        return place | {"title": f"填报项{cell}", "field": cell.lower(), "campaign": campaign}

    mark = {"sources": [source(FILE, "D5"), source("平台.xlsx", "E1"), source(FILE, "D7", "q0")]}
    card = {"marks": [mark], "vetoes": [{"sources": [source(FILE, "D8")]}]}
    results = {"instruments": [{"scorecards": [card]}]}

    assert known_cells([results, {"rounds": []}], {FILE}) == {
        (SHEET, "D5"): "填报项D5",
        (SHEET, "D8"): "填报项D8",
    }


def test_a_number_that_may_be_withheld_is_no_more_told_by_how_it_changed() -> None:
    """Three bad reviews are published as 「<5件」; 「3 → 4」 in the history would tell both."""
    sources = [
        {"file": FILE, "sheet": SHEET, "cell": cell, "field": field, "title": field}
        for cell, field in (("D5", "items"), ("D6", "bad_reviews"))
    ]
    results = {"instruments": [{"scorecards": [{"marks": [{"sources": sources}], "vetoes": []}]}]}

    known = known_cells([results], {FILE}, {"bad_reviews"})
    _, second = publishable_history(
        history(changed("D5", "60", "62"), changed("D6", "3", "4")), known, {}, {}
    ).versions

    assert [change.title for change in second.changes] == ["items"]
    assert second.others == 1
