"""Word out: a .docx template with its tags filled, through docxtpl, here and nowhere else."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from markupsafe import Markup

from builder.formats.jinja_text import TemplateError, word_environment

#: Stands in for the time of writing, which would differ each time.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_EPOCH_TEXT = b"1980-01-01T00:00:00Z"

#: Who wrote a template and when: no reader of the document needs to know.
_TRACES = re.compile(
    rb"(<(dc:creator|cp:lastModifiedBy|Manager|Company|cp:revision|TotalTime)(?: [^>]*)?>)"
    rb"[^<]*(</\2>)"
)
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")

#: What XML 1.0 can't hold, and white space that Word would take for a break.
_UNSUITABLE = re.compile("[\x00-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")

#: Braces would be read as tags when the document is filled a second time.
_BRACES = {"{": "&#123;", "}": "&#125;"}

#: The tags made XML that doesn't close.
_MISPLACED = "标签的位置不对：{%p … %}、{%tr … %}、{%tc … %} 须各自独占一段、一行、一格"

#: What a tag may come to that is read without complaint, and makes no sense: {{ 1 / 0 }}.
_SLIPS = (TypeError, ValueError, ArithmeticError, LookupError)

#: How much of a paragraph without a whole tag is told.
_FIRST_WORDS = 40

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_UNKNOWN = re.compile(r"'([^']*)' is undefined|has no attribute '([^']*)'")


class WordTemplateError(ValueError):
    """A Word template that can't be filled; the message says in Chinese which tag and why."""

    def __init__(self, reason: str, tag: str = "") -> None:
        super().__init__(f"标签“{tag}”{reason}" if tag else reason)
        #: The tag as it stands in the template; empty where it is the whole file.
        self.tag = tag


class _Template(DocxTemplate):  # type: ignore[misc]  # nobody has typed it
    """Refuses what tags in wrong places tear apart: docxtpl would mend it, and lose some of it."""

    def fix_tables(self, xml: str) -> object:
        parse_xml(xml)
        return super().fix_tables(xml)


def fill_word(template: bytes, values: Mapping[str, object]) -> bytes:
    """*template*, a .docx file, with *values* at its tags; the same bytes for the same input.

    Text is inert: neither markup, nor a field, nor a tag. Raises WordTemplateError for a template
    that is no .docx file or whose tags are wrong.
    """
    document = _open(template)
    filled, environment = io.BytesIO(), word_environment(place_text)
    try:
        document.render(dict(values), environment, autoescape=True)
        _fit_columns(document)
        document.save(filled)
    except TemplateError as error:
        raise _explain(error, document) from error
    except _SLIPS as error:
        reason = f"有标签的写法不对，或者放了不能直接印出的内容（{error}）"
        raise WordTemplateError(reason) from error
    except SyntaxError as error:
        raise WordTemplateError(_MISPLACED) from error
    return _without_traces(filled.getvalue())


def place_text(value: object) -> Markup:
    """*value* as text for a document. Raises TypeError for what is neither text nor a number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        message = f"templates place text, not {type(value).__name__}"
        raise TypeError(message)
    return Markup(escape(_UNSUITABLE.sub(" ", str(value)), _BRACES))  # noqa: S704 - the seam


def _open(template: bytes) -> _Template:
    document = _Template(io.BytesIO(template))
    try:
        document.init_docx()
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        reason = "不是Word文件（.docx），打不开"
        raise WordTemplateError(reason) from error
    return document


def _fit_columns(document: DocxTemplate) -> None:
    """Every table's columns as wide as its cells say, now that loops have made them."""
    for table in document.docx.element.body.iter(qn("w:tbl")):
        fullest = max(table.findall(qn("w:tr")), key=len)
        widths = [cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") for cell in fullest.iter(qn("w:tc"))]
        grid = table.find(qn("w:tblGrid"))
        if grid is None or any(width is None for width in widths):
            continue
        for column, width in zip(grid, widths, strict=False):
            column.set(qn("w:w"), width.get(qn("w:w")))


def _tags(document: DocxTemplate) -> Iterator[str]:
    body = document.patch_xml(document.xml_to_string(document.docx.element.body))
    yield from (_plain(found) for found in _TAG.findall(body))
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            text = document.patch_xml(part.blob.decode("utf-8"))
            yield from (_plain(found) for found in _TAG.findall(text))


def _plain(tag: str) -> str:
    return " ".join(_MARKUP.sub("", tag).split())


def _explain(error: TemplateError, document: DocxTemplate) -> WordTemplateError:
    """*error* in Chinese, with the tag that it is about."""
    words = str(error.message or "")
    if found := _UNKNOWN.search(words):
        name = found[1] or found[2]
        tag = next((tag for tag in _tags(document) if re.search(rf"\b{name}\b", tag)), name)
        return WordTemplateError(f"里的“{name}”不是可用的名称，请照原模板改正", tag)
    if "Unexpected end of template" in words:
        return WordTemplateError(f"有开头没有结尾，缺少 endfor 或 endif（{words}）", "{% … %}")
    return WordTemplateError(f"写法不对（{words}）", _tag_at(error))


def _tag_at(error: TemplateError) -> str:
    """The tags in the paragraph where *error* was met, or its first words."""
    source, line = getattr(error, "source", None), getattr(error, "lineno", None)
    if not source or not line:
        return ""
    near = "".join(source.splitlines()[line - 1 : line])
    return " ".join(map(_plain, _TAG.findall(near))) or _plain(near)[:_FIRST_WORDS]


def _without_traces(raw: bytes) -> bytes:
    """The same document without times, and without the names of who wrote its template."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("docProps/"):
                content = _TRACES.sub(rb"\1\3", content)
                content = _TIMES.sub(rb"\g<1>" + _EPOCH_TEXT + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            target.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
