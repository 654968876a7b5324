"""Any text in any place of a template comes out as that text: no tag, no link, no attribute."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown
from markupsafe import Markup

from builder.formats.jinja_text import TextTemplates, escape_text

#: As mkdocs.yml has them, as far as they look at what stands within a line.
EXTENSIONS = ["tables", "attr_list", "md_in_html", "admonition"]
#: Headings go on after a text, as in layout.md.j2: at its end, Markdown takes a # for its own.
TEMPLATE = """\
# 题{{ text }}。

正文{{ text }}。

- 项{{ text }}

| 列 |
| --- |
| 格{{ text }} |

<p title="注{{ text }}">段{{ text }}</p>
"""
EXPECTED = ["h1", "p", "ul", "li", "table", "thead", "tr", "th", "tbody", "tr", "td", "p"]
#: Signs that turn the direction of what follows (UAX #9): they alone are left out.
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
VOID = {"br", "hr", "img", "input"}

#: Text as an attacker writes it, and as anybody does.
PIECES = (
    *("<script>", "</p>", "<img src=x onerror=alert(1)>", "&lt;", "&#60;", "&", '"', "'", "`"),
    *("[甲](javascript:alert(1))", "![](http://a.invalid)", "**", "_", "~~", "{: onclick=x }"),
    *("{{ 7*7 }}", "{% raw %}", "{#a}", "|", "\\", "\n", "\r\n", "\n\n", "# ", "> ", "- ", "1. "),
    *("<!--", "-->", "<![CDATA[", "http://a.invalid", "<http://a.invalid>", "a@b.invalid", "^1^"),
    *("县民政局", "　", " ", "\u202e", "\u200b", "=HYPERLINK(1)", "[^1]", "*[甲]: 乙", "+++", "\t"),
)
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40) | st.lists(
    st.sampled_from(PIECES), max_size=12
).map("".join)


class Outline(HTMLParser):
    """The tags of a page in order, the attributes given to them, and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[str] = []
        self.open: list[str] = []
        self.titles: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins; none has an attribute but its title."""
        self.opened.append(tag)
        self.open.append(tag)
        self.titles += [value or "" for name, value in attrs if name == "title"]
        assert {name for name, _ in attrs} <= {"title"}

    def handle_endtag(self, tag: str) -> None:
        """A tag ends that is the last to have begun."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """There is none."""
        raise AssertionError(data)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> TextTemplates:
    """One template with a text in every sort of place."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / "page.md").write_text(TEMPLATE, encoding="utf-8")
    return TextTemplates(Path(folder))


def blanks_joined(text: str) -> str:
    """*text* as a browser shows it: white space is one blank, and none at an end."""
    return " ".join(text.split())


@given(text=texts)
@example(text="<script>alert(1)</script>")
@example(text="![图](javascript:alert(1)){: onclick=x }")
def test_a_page_has_its_own_tags_and_the_text_as_it_was(
    templates: TextTemplates, text: str
) -> None:
    page = markdown(templates.render("page.md", {"text": text}), extensions=EXTENSIONS)

    shown = TURNS.sub("", text)
    outline = Outline()
    outline.feed(page)
    outline.close()

    assert outline.opened == EXPECTED
    assert outline.open == []
    for name in "题项格段":
        assert blanks_joined(f"{name}{shown}") in blanks_joined(outline.text)
    assert [blanks_joined(title) for title in outline.titles] == [blanks_joined(f"注{shown}")]


@given(text=texts)
def test_escaping_can_be_undone_and_is_never_done_twice(text: str) -> None:
    escaped = escape_text(text)

    assert isinstance(escaped, Markup)
    assert escape_text(escaped) == escaped
    assert unescape(str(escaped)) == TURNS.sub("", text)
    assert not set(str(escaped)) & set("<>\"'\\`*_{}[]|~^$\r\n\t")
