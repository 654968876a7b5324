"""The layout of an official document on A4 for python-docx: styles, pages, tables."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor, Twips
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

TITLE_FONT, TEXT_FONT, KAI_FONT, HEI_FONT = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
#: What every Windows has where the fonts of official documents aren't installed.
STAND_INS = {TITLE_FONT: "宋体", TEXT_FONT: "仿宋", KAI_FONT: "楷体", HEI_FONT: "SimHei"}

#: Sizes of type by their Chinese names.
ER, SAN, XIAOSI, WU = Pt(22), Pt(16), Pt(12), Pt(10.5)
#: The order of what is set here within paragraph, run and table properties.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr tabs snapToGrid"
    " spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing kern sz szCs u lang",
    "tblPr": "tblStyle tblStyleRowBandSize tblStyleColBandSize tblW jc tblInd tblBorders tblLayout"
    " tblCellMar tblLook",
}
#: A line of text: 225 mm of page hold 22 of them.
LINE = Twips(579)
#: Twentieths of a point between characters, so that 156 mm hold 28 of them and not 27.
CLOSER = "-5"
NONE = Pt(0)
RED = RGBColor(0xE6, 0x00, 0x12)

CENTER, RIGHT, LEFT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
)


@dataclass(frozen=True)
class Look:
    """A paragraph style of the template, which the office may change in Word."""

    name: str
    font: str
    size: Length
    align: WD_ALIGN_PARAGRAPH | None = WD_ALIGN_PARAGRAPH.JUSTIFY
    #: Characters of indent of the first line.
    indent: int = 0
    line: Length | None = LINE
    before: Length = NONE
    after: Length = NONE
    color: RGBColor | None = None
    keep: bool = False


LOOKS = (
    Look("发文机关标志", TITLE_FONT, Pt(36), CENTER, line=Pt(46), before=Mm(30), color=RED),
    Look("发文字号", TEXT_FONT, SAN, CENTER, before=LINE),
    Look("公文标题", TITLE_FONT, ER, CENTER, line=Pt(33), before=LINE, keep=True),
    Look("公文副标题", KAI_FONT, SAN, CENTER, keep=True),
    Look("演示说明", HEI_FONT, XIAOSI, CENTER, line=Pt(22)),
    Look("主送机关", TEXT_FONT, SAN, LEFT, before=LINE),
    Look("公文正文", TEXT_FONT, SAN, indent=2),
    Look("一级标题", HEI_FONT, SAN, indent=2, keep=True),
    Look("二级标题", KAI_FONT, SAN, indent=2, keep=True),
    Look("表题", HEI_FONT, XIAOSI, CENTER, line=Pt(24), before=Pt(6), keep=True),
    Look("表头", HEI_FONT, WU, CENTER, line=Pt(15), keep=True),
    Look("表格文字", TEXT_FONT, WU, LEFT, line=Pt(15)),
    Look("表格数字", TEXT_FONT, WU, CENTER, line=Pt(15)),
    Look("表注", TEXT_FONT, WU, LEFT, line=Pt(16), after=Pt(6)),
    Look("附件说明", TEXT_FONT, SAN, LEFT, indent=2, keep=True),
    Look("落款", TEXT_FONT, SAN, RIGHT, keep=True),
    Look("附件标识", HEI_FONT, SAN, LEFT, keep=True),
)


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element of WordprocessingML with *attributes*."""
    made: BaseOxmlElement = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_style(document: WordDocument, look: Look) -> None:
    """Adds *look* to the styles, so that the office changes it in one place."""
    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True
    style.font.size = look.size
    style.font.color.rgb = look.color
    name_font(style.element.get_or_add_rPr(), look.font)
    if look.size == SAN:
        style.element.get_or_add_rPr().append(element("spacing", val=CLOSER))
    form = style.paragraph_format
    form.alignment, form.keep_with_next = look.align, look.keep or None
    form.space_before, form.space_after = look.before, look.after
    form.line_spacing, form.line_spacing_rule = look.line, WD_LINE_SPACING.EXACTLY
    form.widow_control = False
    if look.indent:
        indent = element("ind", firstLineChars=str(look.indent * 100))
        indent.set(qn("w:firstLine"), str(look.indent * look.size.twips))
        style.element.get_or_add_pPr().append(indent)
    if look.line != LINE:
        style.element.get_or_add_pPr().insert(0, element("snapToGrid", val="0"))


def name_font(properties: BaseOxmlElement, font: str) -> None:
    """*font* for every script, Chinese quotation marks among them."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    names = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font)
    properties.insert(0, element("rFonts", hint="eastAsia", **names))


def set_defaults(document: WordDocument) -> None:
    """Normal text, the language, the names of the stand-in fonts, odd and even pages."""
    normal = document.styles["Normal"]
    normal.font.size = SAN
    name_font(normal.element.get_or_add_rPr(), TEXT_FONT)
    normal.element.get_or_add_rPr().append(element("lang", val="en-US", eastAsia="zh-CN"))
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")
    document.settings.odd_and_even_pages_header_footer = True
    for part in document.part.package.parts:
        if part.partname == "/word/fontTable.xml":
            part._blob = font_table()  # noqa: SLF001 - python-docx has no other way
    core = document.core_properties
    core.author, core.title, core.comments = "", "", ""


def font_table() -> bytes:
    """Which font stands in for which, for computers that lack the fonts of official documents."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in STAND_INS.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()


def portrait(section: Section) -> None:
    """A4 upright with the margins of official documents, page numbers and marks."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(25)
    set_grid(section)
    for header in (section.header, section.even_page_header):
        mark_page(header.paragraphs[0])
    number_page(section.footer.paragraphs[0], RIGHT)
    number_page(section.even_page_footer.paragraphs[0], LEFT)


def landscape(section: Section) -> None:
    """A4 across, for wide tables."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(25), Mm(25)
    section.header_distance, section.footer_distance = Mm(15), Mm(16)
    set_grid(section)


def set_grid(section: Section) -> None:
    """So many lines a page; the characters are set apart by their styles."""
    for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001 - no other way
        section._sectPr.remove(old)  # noqa: SLF001
    grid = element("docGrid", type="lines", linePitch=str(LINE.twips))
    section._sectPr.append(grid)  # noqa: SLF001


def mark_page(paragraph: Paragraph) -> None:
    """演示数据 and 征求意见稿 at the head of every page."""
    text = (
        "{% if demo %}演示数据，非真实评估结果{% endif %}{% if demo and draft %}　{% endif %}"
        "{% if draft %}草稿，征求意见{% endif %}"
    )
    paragraph.style, paragraph.alignment = "表头", CENTER
    paragraph.add_run(text)


def number_page(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """「— 1 —」 in 四号, at the outer edge, a character in from it."""
    paragraph.alignment = side
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Pt(14)
    for text in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if text == "PAGE" else text)
        run.font.size = Pt(14)
        name_font(run._r.get_or_add_rPr(), "宋体")  # noqa: SLF001
        if text == "PAGE":
            for step in ("begin", "instr", "end"):
                run._r.append(page_field(step))  # noqa: SLF001


def page_field(step: str) -> BaseOxmlElement:
    """One of the three parts of the field that counts pages."""
    if step != "instr":
        return element("fldChar", fldCharType=step)
    field = element("instrText")
    field.text = "PAGE"
    return field


def red_line(paragraph: Paragraph) -> None:
    """The red line below 发文字号."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="18", space="10", color=str(RED)))
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001


def whole_width(table: Table) -> None:
    """As wide as the text, columns in proportion to their widths, narrow cell margins."""
    properties = table._tbl.tblPr  # noqa: SLF001
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    properties.append(element("tblW", type="pct", w="5000"))
    margins = element("tblCellMar")
    margins.append(element("left", w="57", type="dxa"))
    margins.append(element("right", w="57", type="dxa"))
    properties.append(margins)


def unbroken(row: _Row) -> None:
    """The row isn't broken across pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001


def repeated(row: _Row) -> None:
    """The row heads the table on every page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001


def put_in_order(part: BaseOxmlElement) -> None:
    """Properties in the order that the schema demands, and Word insists on."""
    for name, order in ORDERS.items():
        for properties in part.iter(qn(f"w:{name}")):
            known = [qn(f"w:{child}") for child in order.split()]
            properties[:] = sorted(properties, key=lambda item: known.index(item.tag))


def packed(document: WordDocument) -> bytes:
    """*document* as a file without the time of writing."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            target.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def add(document: WordDocument, style: str, *texts: str) -> Paragraph:
    """A paragraph each of *texts*; the last is returned."""
    found = [document.add_paragraph(text, style=style) for text in texts]
    return found[-1]


def plain_table(  # noqa: PLR0913 - a table is its rows, heads, cells and widths
    document: WordDocument,
    rows: str,
    heads: Sequence[str],
    cells: Sequence[str],
    widths: Sequence[int],
    *,
    texts: Sequence[int] = (0,),
) -> None:
    """A table with a line for each of *rows*; *widths* in mm, *texts* the columns of text."""
    table = document.add_table(rows=4, cols=len(heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    whole_width(table)
    lines = (heads, (f"{{%tr for row in {rows} %}}",), cells, ("{%tr endfor %}",))
    for line, values in zip(table.rows, lines, strict=True):
        for number, (cell, width) in enumerate(zip(line.cells, widths, strict=True)):
            fill(cell, values[number] if number < len(values) else "", number in texts)
            cell.width = Mm(width)
        unbroken(line)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].style = "表头"
    repeated(table.rows[0])


def fill(cell: _Cell, text: str, is_text: bool) -> None:  # noqa: FBT001 - one of two looks
    cell.paragraphs[0].style = "表格文字" if is_text else "表格数字"
    cell.paragraphs[0].add_run(text)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
