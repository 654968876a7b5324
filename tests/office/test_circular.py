"""The circular: an official document whose every number stands in the results."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table

from builder.intake.campaign import Campaign, Phase
from builder.model.flags import FlagState
from builder.model.standings import Standings
from builder.model.units import Unit
from builder.office.circular import circular
from builder.office.circular_words import title_of
from builder.scoring.results import CampaignResult
from tests.office.circular_campaign import FLAGS, SECRET, SELF_SCORE, make_result
from tests.office.circular_template import TEMPLATE
from tests.pages.conftest import JIA

TAG = re.compile(r"\{[{%].*?[}%]\}")


def written(result: CampaignResult | None = None) -> WordDocument:
    return Document(io.BytesIO(circular(result or make_result(), TEMPLATE.read_bytes())))


@cache
def small() -> WordDocument:
    return written()


def lines(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_headed(document: WordDocument, head: str) -> list[list[str]]:
    """The rows below the head of the first table that has a column *head*."""
    found = (cells(table) for table in document.tables)
    return next(table[1:] for table in found if head in table[0])


def all_text(content: bytes) -> str:
    """Everything in every part of a document."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def with_campaign(**keys: object) -> CampaignResult:
    result = make_result()
    known = result.campaign.model_dump(exclude_defaults=True)
    return replace(result, campaign=Campaign.model_validate(known | keys))


def test_the_ranking_table_has_the_standings_in_their_order() -> None:
    """甲乡 has 2.25 + 2 + 0.5 = 4.75 points; 乙镇 none, with all that is to be said of it."""
    veto = "一票否决：泄露信息，取消评优资格"

    assert table_headed(small(), "等次") == [
        ["1", "甲乡", "4.75", "好", ""],
        ["2", "乙镇", "0.00", "—", f"{veto}；逾期2天；指标J1待核定"],
    ]


def test_the_attachment_has_the_points_of_every_section() -> None:
    """甲乡: 2.25 + 2 = 4.25 base points and 0.5 of bonus; of 乙镇's bonus nothing is known."""
    document = small()
    (head, *rows) = cells(document.tables[-1])

    assert head == ["名次", "单位", "一、事项进驻（5分）", "二、加分（上限1）", "总分"]
    assert rows == [["1", "甲乡", "4.25", "0.50", "4.75"], ["2", "乙镇", "0.00", "待核定", "0.00"]]


def test_the_numbers_stand_in_words() -> None:
    """The mean of 4.75 and 0 is 2.375, a five going up: 2.38; one unit lies above it."""
    text = "\n".join(lines(small()))

    assert "应参评单位3个，实际参评2个，未列入1个；参评单位中逾期报送1个" in text
    assert "共3项指标，基础分合计5分，另设加分" in text
    assert "平均总分2.38分，高于平均的1个；最高4.75分（甲乡），最低0.00分（乙镇）" in text
    assert "2024年1月1日至2024年12月31日" in text
    assert "报送截止时间为2025年1月10日 18:00，数据截止时间为2025年1月20日 18:00" in text


def test_who_did_not_file_and_who_was_late_are_named() -> None:
    found = lines(small())

    assert "未报的1个：丙街道。" in found
    assert "逾期报送、仍列入评估的1个：乙镇（逾期2天）。" in found
    assert "未列入评估的单位：丙街道（未报）。未列入不等于0分。" in found


def test_the_rows_that_most_units_lost_come_first() -> None:
    """1.1: 甲乡 lost 0.75 of 3 and 乙镇 all 3, on average 1.875; 1.2: only 乙镇, 2."""
    assert table_headed(small(), "失分单位数") == [
        ["1.1 事项集中入驻", "3", "2", "1.88"],
        ["1.2 制度上墙", "2", "1", "2.00"],
    ]


def test_public_flags_are_grouped_by_condition_with_what_became_of_them() -> None:
    rectified = replace(FLAGS[0], unit=JIA, states=(FlagState.RAISED, FlagState.RECTIFIED))
    document = written(replace(make_result(), flags=(*FLAGS, rectified)))

    rows = table_headed(document, "情形")

    assert rows == [["事项进驻不足（RF-05）", "红旗", "2", "乙镇、甲乡（已整改）"]]
    assert any("共有2条提示" in line for line in lines(document))


def test_without_public_flags_nothing_is_said_of_them() -> None:
    document = written(replace(make_result(), flags=FLAGS[1:]))

    assert not any("（三）" in line for line in lines(document))


def test_neither_self_scores_nor_internal_flags_are_in_any_part_of_the_file() -> None:
    text = all_text(circular(make_result(), TEMPLATE.read_bytes()))

    assert "4.75" in text
    assert not [word for word in (SELF_SCORE, SECRET, "RF-40", "自评") if word in text]


def test_number_signature_and_date_are_left_to_the_office() -> None:
    found = lines(small())

    assert "____〔20__〕__号" in found
    assert "（发文机关署名、印章）　　" in found
    assert "____年__月__日　　　　" in found
    assert "各单位要对照本通报和附件" in "\n".join(found)
    assert any("于____年__月__日前完成整改" in line for line in found)


def test_a_phase_of_rectification_that_is_still_ahead_sets_the_day() -> None:
    phase = Phase.model_validate({"title": "整改", "start": "2025-02-01", "end": "2025-03-31"})
    ahead = written(with_campaign(phases=[phase.model_dump()]))
    over = phase.model_dump() | {"start": "2024-12-01", "end": "2024-12-31"}
    past = written(with_campaign(phases=[over]))

    assert any("于2025年3月31日前完成整改" in line for line in lines(ahead))
    assert any("于____年__月__日前完成整改" in line for line in lines(past))


def test_demo_and_draft_are_said_on_the_first_page_and_at_the_head_of_each() -> None:
    document = small()
    heads = document.sections[0].header, document.sections[0].even_page_header

    assert "（征求意见稿）" in lines(document)
    assert any(line.startswith("演示数据，非真实评估结果") for line in lines(document))
    assert {head.paragraphs[0].text for head in heads} == {
        "演示数据，非真实评估结果　草稿，征求意见"
    }


def test_a_final_result_of_a_real_office_says_neither() -> None:
    document = written(with_campaign(status="final", demo=False))

    assert "征求意见" not in "\n".join(lines(document))
    assert "演示" not in "\n".join(lines(document)).replace("（演示）", "")
    assert document.sections[0].header.paragraphs[0].text == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("示例县2018年度考核", "关于示例县2018年度考核结果的通报"),
        ("示例县11月指标通报", "关于示例县11月指标情况的通报"),
    ],
)
def test_the_title_reads_as_a_circulars_does(title: str, expected: str) -> None:
    assert title_of(title, "通报") == expected


def test_no_tag_is_left_over() -> None:
    assert TAG.findall(all_text(circular(make_result(), TEMPLATE.read_bytes()))) == []


def test_what_is_free_text_stays_text() -> None:
    hostile = "<w:p/>{{ 7*7 }}{% raw %}&amp;{_{甲\x0b乡\n丙}}"
    document = written(make_result(Unit(JIA.id, hostile, JIA.kind)))

    shown = hostile.replace("\x0b", " ").replace("\n", " ")
    assert table_headed(document, "等次")[0][1] == shown
    assert "49" not in table_headed(document, "等次")[0][1]


def test_the_page_is_that_of_an_official_document() -> None:
    upright, across = small().sections

    assert [round(side.mm) for side in (upright.page_width, upright.page_height) if side] == [
        210,
        297,
    ]
    sides = (upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin)
    assert [round(side.mm) for side in sides if side] == [37, 35, 28, 26]
    assert across.orientation is WD_ORIENT.LANDSCAPE
    assert across.page_width is not None
    assert round(across.page_width.mm) == 297


def test_text_is_set_in_22_lines_of_28_characters() -> None:
    """225 mm ÷ 22 are 579 twips; 28 characters of 16 − 0.25 points fit 156 mm (442 points)."""
    style = small().styles["公文正文"]
    spacing = style.element.rPr.find(qn("w:spacing"))
    closer = Decimal(spacing.get(qn("w:val"))) / 20

    assert style.font.size.pt == 16
    assert style.paragraph_format.line_spacing.twips == 579
    assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert 28 * (16 + closer) <= Decimal(156) / Decimal("25.4") * 72 < 29 * (16 + closer)


def test_page_numbers_stand_at_the_outer_edge() -> None:
    section = small().sections[0]
    odd, even = (footer.paragraphs[0] for footer in (section.footer, section.even_page_footer))

    assert (odd.alignment, even.alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)
    assert "PAGE" in odd.part.element.xml
    assert "PAGE" in even.part.element.xml
    assert odd.text.startswith("— ")


def test_every_table_repeats_its_head_and_breaks_no_row() -> None:
    for table in small().element.iter(qn("w:tbl")):
        marks = [row.find(qn("w:trPr")) for row in table.findall(qn("w:tr"))]
        assert marks[0].find(qn("w:tblHeader")) is not None
        assert all(mark.find(qn("w:cantSplit")) is not None for mark in marks)


def test_columns_are_as_wide_as_their_cells() -> None:
    for table in small().element.iter(qn("w:tbl")):
        grid = [column.get(qn("w:w")) for column in table.find(qn("w:tblGrid"))]
        widths = table.find(qn("w:tr")).iter(qn("w:tcW"))
        assert grid == [width.get(qn("w:w")) for width in widths]


def test_the_same_results_give_the_same_bytes_without_time_or_author() -> None:
    content = circular(make_result(), TEMPLATE.read_bytes())

    assert circular(make_result(), TEMPLATE.read_bytes()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
    assert Document(io.BytesIO(content)).core_properties.author == ""


def test_a_campaign_in_which_nobody_counts_still_has_a_circular() -> None:
    result = make_result()
    (instrument,) = result.instruments
    cohort = replace(instrument.standings.cohort, counted=(), late={})
    rows = tuple(
        replace(row, rank=None, scorecard=None, grades=(), undecided=(), unranked_reason="未报")
        for row in instrument.standings.rows
    )
    empty = replace(instrument, standings=Standings(cohort, rows))
    document = written(replace(result, instruments=(empty,), flags=()))

    assert "未报的3个：甲乡、乙镇、丙街道。" in lines(document)
    assert not any("附件：" in line for line in lines(document))
