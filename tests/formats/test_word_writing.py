"""Word templates filled, and what is said of one that can't be."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as Document_
from docx.oxml.ns import qn
from docx.shared import Cm

from builder.formats.word_writing import WordTemplateError, fill_word

VALUES: dict[str, object] = {"单位": "县民政局", "空": [], "数": {}}
Put = Callable[[Document_], object]


def template(put: Put) -> bytes:
    document, stream = Document(), io.BytesIO()
    put(document)
    document.save(stream)
    return stream.getvalue()


def in_header(document: Document_) -> None:
    document.sections[0].header.paragraphs[0].text = "{{ 单 }}"


def in_footer(document: Document_) -> None:
    document.sections[0].footer.paragraphs[0].text = "{{ 单 }}"


@pytest.mark.parametrize(
    ("put", "tag", "words"),
    [
        (lambda document: document.add_paragraph("{{ 单 }}"), "{{ 单 }}", "“单”不是可用的名称"),
        (in_header, "{{ 单 }}", "“单”不是可用的名称"),
        (in_footer, "{{ 单 }}", "“单”不是可用的名称"),
        (
            lambda document: document.add_paragraph("{{ 数['甲' ~ '乙'] }}"),
            "甲乙",
            "“甲乙”不是可用",
        ),
        (lambda document: document.add_paragraph("{{ 空|first }}"), "", "No first item"),
        (lambda document: document.add_paragraph("{{ 单位|没有 }}"), "{{ 单位|没有 }}", "没有"),
    ],
    ids=["in text", "in a header", "in a footer", "in no tag", "of an empty list", "a filter"],
)
def test_a_wrong_tag_is_named_wherever_it_stands(put: Put, tag: str, words: str) -> None:
    with pytest.raises(WordTemplateError, match=words) as raised:
        fill_word(template(put), VALUES)

    assert raised.value.tag == tag


def test_a_table_without_widths_stays_as_it_is() -> None:
    def put(document: Document_) -> None:
        plain, wide = document.add_table(1, 2), document.add_table(1, 2)
        for cell in plain.rows[0].cells:
            properties = cell._tc.tcPr  # noqa: SLF001 - python-docx always writes a width
            assert properties is not None
            properties.remove(properties.find(qn("w:tcW")))
        for cell, width in zip(wide.rows[0].cells, (3, 9), strict=True):
            cell.width = Cm(width)
        plain.rows[0].cells[0].text = "{{ 单位 }}"

    filled = Document(io.BytesIO(fill_word(template(put), VALUES)))

    plain, wide = filled.tables
    assert plain.rows[0].cells[0].text == "县民政局"
    assert plain.columns[0].width == plain.columns[1].width
    # Word keeps widths in twentieths of a point.
    assert [round(column.width / Cm(1), 2) for column in wide.columns if column.width] == [3, 9]
