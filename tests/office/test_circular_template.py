"""The office's own Word template: what it may write, and what is told where it is wrong."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields

import pytest
from docx import Document

from builder.office.circular import CircularTemplateError, circular
from builder.office.circular_words import CircularView
from tests.office.circular_campaign import make_result
from tests.office.circular_template import TEMPLATE, write_template

TAG = re.compile(r"\{[{%].*?[}%]\}")


def template_with(*texts: str) -> bytes:
    """The office's template with more paragraphs at its end."""
    document = Document(io.BytesIO(TEMPLATE.read_bytes()))
    for text in texts:
        document.add_paragraph(text)
    filled = io.BytesIO()
    document.save(filled)
    return filled.getvalue()


def test_who_edited_the_template_is_not_told() -> None:
    document = Document(io.BytesIO(TEMPLATE.read_bytes()))
    document.core_properties.author = document.core_properties.last_modified_by = "经办人甲"
    edited = io.BytesIO()
    document.save(edited)

    content = circular(make_result(), edited.getvalue())
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "经办人甲".encode() in parts.read(name)]


@pytest.mark.parametrize(
    ("texts", "tag"),
    [
        (("{{ nobody }}",), "{{ nobody }}"),
        (("{{ register_of.rate }}",), "{{ register_of.rate }}"),
        (
            ("{%p for group in groups %}", "{{ group.colour }}", "{%p endfor %}"),
            "{{ group.colour }}",
        ),
        (("{% fro group in groups %}",), "{% fro group in groups %}"),
        (("{%p if draft %}",), "{% … %}"),
        (("{{ title",), "{{ title"),
        (("{{ groups }}",), ""),
        (("{{ 1 / 0 }}",), ""),
    ],
    ids=[
        "unknown",
        "unknown owner",
        "unknown part",
        "misspelt",
        "unclosed",
        "cut off",
        "no text",
        "nonsense",
    ],
)
def test_a_wrong_tag_is_told_in_chinese(texts: tuple[str, ...], tag: str) -> None:
    with pytest.raises(CircularTemplateError) as caught:
        circular(make_result(), template_with(*texts))

    assert caught.value.tag == tag
    assert tag in str(caught.value)
    assert "通报.docx 有误" in str(caught.value)


def test_tags_that_tear_a_table_apart_are_told() -> None:
    """Docxtpl alone would mend the table and silently lose the rest of the document."""
    document = Document(io.BytesIO(TEMPLATE.read_bytes()))
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).text = "{%tr if not draft %}"
    document.add_paragraph("{%p endif %}")
    torn = io.BytesIO()
    document.save(torn)

    with pytest.raises(CircularTemplateError, match="标签的位置不对"):
        circular(make_result(), torn.getvalue())


@pytest.mark.parametrize("content", [b"", b"not a document", b"PK\x03\x04 broken"])
def test_a_template_that_is_no_document_is_told(content: bytes) -> None:
    with pytest.raises(CircularTemplateError, match="不是Word文件"):
        circular(make_result(), content)


def test_the_office_may_write_its_own_words() -> None:
    document = Document()
    document.add_paragraph("{{ title }}（{% for group in groups %}{{ group.name }}{% endfor %}）")
    own = io.BytesIO()
    document.save(own)

    filled = Document(io.BytesIO(circular(make_result(), own.getvalue())))

    assert [paragraph.text for paragraph in filled.paragraphs] == [
        "关于2024年示例评估结果的通报（乡镇、街道）"
    ]


def test_the_committed_template_places_every_value_that_there_is() -> None:
    tags = " ".join(template_tags())

    missing = [field.name for field in fields(CircularView) if not has_word(tags, field.name)]

    assert missing == []


def test_the_committed_template_is_what_its_script_writes() -> None:
    """Whoever changes the one changes the other."""
    committed, fresh = (
        Document(io.BytesIO(content)) for content in (TEMPLATE.read_bytes(), write_template())
    )

    assert committed.element.xml == fresh.element.xml
    assert committed.styles.element.xml == fresh.styles.element.xml


def template_tags() -> Iterator[str]:
    document = Document(io.BytesIO(TEMPLATE.read_bytes()))
    yield from TAG.findall(re.sub(r"<[^>]*>", "", document.element.xml))
    yield from TAG.findall(document.sections[0].header.paragraphs[0].text)


def has_word(text: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None
