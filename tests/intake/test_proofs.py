"""Papers that returns name: looked for where the folder 佐证 is sorted by units."""

from typing import TYPE_CHECKING

import pytest

from tests.intake.conftest import FILING

if TYPE_CHECKING:
    from tests.intake.conftest import Office

CELL = "a.xlsx › 填报表 › C7"
LOST = "“佐证”文件夹中没有"


def told(office: "Office", said: str, *papers: str) -> list[tuple[str, str]]:
    """What is told of 县民政局, who says *said* of 1.2, where *papers* lie below 佐证."""
    office.put("a.xlsx", FILING.replace("详见附件", said))
    for paper in papers:
        office.put_bytes(f"佐证/{paper}", b"%PDF-1.4")
    assert office.answer("proof").value == said
    return [(str(one.place), one.wrong) for one in office.problems("E427")]


@pytest.mark.parametrize(
    "papers",
    [
        ("县民政局/截图.pdf",),
        ("民政局/1.2/截图.pdf",),
        ("县民政局/1.1/方案.pdf", "县民政局/1.2/任何.jpg"),
        ("县民政局/说明/1.1.pdf",),
    ],
    ids=["its folder", "by its short name", "its indicator's", "folders of other names"],
)
def test_a_pointer_to_what_is_there_is_not_told(office: "Office", papers: tuple[str, ...]) -> None:
    assert told(office, "详见附件", *papers) == []


@pytest.mark.parametrize("said", ["详见附件", "总结.docx"])
def test_of_a_unit_that_handed_in_nothing_its_return_is_told(office: "Office", said: str) -> None:
    assert told(office, said, "县水利局/截图.pdf") == [("a.xlsx", f"{LOST}这个单位的材料")]


def test_a_file_that_lies_with_another_unit_is_there(office: "Office") -> None:
    assert told(office, "截图.pdf", "县水利局/截图.pdf") == []


def test_where_papers_are_sorted_by_indicator_the_others_do_not_count(office: "Office") -> None:
    papers = ("县民政局/1.1/方案.pdf", "县民政局/2.2/奖状.jpg")

    assert told(office, "见附件", *papers) == [(CELL, f"{LOST}指标1.2的材料")]


@pytest.mark.parametrize(
    ("said", "lost"),
    [
        ("制度.pdf", ""),
        ("附件：制度.PDF、照片（1）.jpg", ""),
        ("详见附件制度.pdf", ""),
        ("（见照片(1).jpg）", ""),
        ("制度.pdf、总结.docx", "“总结.docx”"),
        ("总结.docx;台账.xlsx", "“总结.docx”、“台账.xlsx”"),
        ("www.example.gov.cn", ""),
    ],
)
def test_a_file_that_is_named_is_looked_for_by_its_name(
    office: "Office", said: str, lost: str
) -> None:
    """Wherever it lies, with full-width signs or not."""
    found = told(office, said, "县民政局/制度.pdf", "县水利局/2.1/照片（1）.JPG")

    assert found == ([(CELL, LOST + lost)] if lost else [])


@pytest.mark.parametrize("papers", [(), ("县民政局盖章扫描件.pdf",), ("扫描件/县民政局.pdf",)])
def test_where_no_folder_is_a_units_nothing_is_told(
    office: "Office", papers: tuple[str, ...]
) -> None:
    """Papers are handed in otherwise then; scans of sealed returns alone lie there."""
    assert told(office, "制度.pdf", *papers) == []


def test_what_an_assessor_names_is_not_asked_of_the_unit(office: "Office") -> None:
    office.put(
        "核定.xlsx",
        "# 核定\n| 单位 | 指标编号 | 填报项 | 核定值 |\n| 县水利局 | 1.2 | 是否可网上申报 | 是 |",
    )

    assert told(office, "截图.pdf", "县民政局/截图.pdf") == []
