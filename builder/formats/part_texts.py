"""What stands in a zipped document beside its sheets: comments, shapes, properties, paragraphs."""

import re
from collections.abc import Iterator

from builder.formats.markup_texts import PackageTexts, plain_text, texts_in_markup, texts_in_tags

#: What makes one paragraph, or one text of a sheet, of which runs are only formatted otherwise.
_BLOCKS = re.compile(r"</(?:\w+:)?(?:si|p)>")
_BLOCK_PARTS = re.compile(r"xl/sharedStrings|xl/drawings/|word/|ppt/|content\.xml|styles\.xml")
_COMMENTS = re.compile("xl/comments|xl/threadedComments")
_COMMENT_ENDS = re.compile(r"</(?:\w+:)?(?:comment|threadedComment|authors)>")
_COMMENTED = re.compile(r'\sref="([A-Z]{1,3}[0-9]{1,7})"')
#: What properties repeat of the sheets.
_SHEET_TITLES = re.compile(r"<TitlesOfParts>.*?</TitlesOfParts>", re.DOTALL)
_CELL_MARKS = re.compile(r"</(?:\w+:)?tc>")
_WORD_ROW = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)
#: What a part of a document is called.
_TITLES = (
    (re.compile("docProps/"), "文档属性"),
    (re.compile("xl/comments|xl/threadedComments|word/comments|xl/persons"), "批注"),
    (re.compile("xl/drawings|xl/charts"), "图形"),
    (re.compile("xl/workbook.xml"), "工作表名和定义的名称"),
    (re.compile("xl/worksheets/_rels"), "链接"),
    (re.compile("xl/externalLinks|xl/pivotCache"), "取自其他表的数据"),
    (re.compile("word/(?:header|footer)"), "页眉页脚"),
    (re.compile("word/document"), "正文"),
)


def texts_of_part(name: str, text: str, sheet: str) -> Iterator[PackageTexts]:
    """What the part *name* says with *text*; *sheet* is the one that it belongs to, if any."""
    title = next((title for form, title in _TITLES if form.match(name)), name)
    if _COMMENTS.match(name):
        yield from _comments(text, title, sheet)
        return
    if not _BLOCK_PARTS.match(name):
        yield from texts_in_markup(_SHEET_TITLES.sub("", text), title, sheet)
        return
    for row in _WORD_ROW.findall(text):
        cells = tuple(filter(None, (plain_text(cell).strip() for cell in _CELL_MARKS.split(row))))
        yield PackageTexts(cells, title, sheet)
    blocks = filter(None, (plain_text(block).strip() for block in _BLOCKS.split(text)))
    yield from (PackageTexts((block,), title, sheet) for block in blocks)
    yield from texts_in_tags(text, title, sheet)


def _comments(text: str, title: str, sheet: str) -> Iterator[PackageTexts]:
    """Each comment with its cell; the names of those who made them without."""
    for block in _COMMENT_ENDS.split(text):
        cell, said = _COMMENTED.search(block), plain_text(block).strip()
        if said:
            yield PackageTexts((said,), title, sheet, (cell[1],) if cell else ())
    yield from texts_in_tags(text, title, sheet)
