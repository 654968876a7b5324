"""Blocks of HTML out of Markdown and back: the page and its search entries stay as they were."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from material.plugins.search.plugin import Parser
from mkdocs.utils import meta

from builder.generator.fold import KNOWN_EXTENSIONS, fold, search_view, unfold

GOLDEN = sorted((Path(__file__).parents[1] / "golden").rglob("*.md"))

#: What our templates put pages together from, and what else somebody might.
USUAL = (
    "# 题\n",
    "## 节 {: #a data-search-exclude }\n",
    "## 节二 {: #b }\n",
    "段落 *强调* 和 <b>粗</b>\n",
    "- 列表\n- 二\n",
    "> 引用\n",
    "> ## 引用里的题\n",
    "<p>一段</p>\n",
    "<p data-search-exclude>不搜</p>\n",
    '<div data-search-exclude="true"><div>里</div>外</div>\n',
    '<div class="x">\n\n<p>里</p>\n\n</div>\n',
    '<h3 id="c" data-search-exclude>题三</h3>\n',
    '<h3 id="d">题四</h3>\n<p>四</p>\n',
    '<section><h4 id="e">里面的题</h4><p>五</p></section>\n',
    '<section data-search-exclude="1"><h4 id="f">里面的题</h4><p>六</p></section>\n',
    '<figure><svg viewBox="0 0 1 1"><title>图</title><path d="M0 0"/></svg></figure>\n',
    '<ul class="l">\n<li>甲</li>\n<li>乙<br>丙</li>\n</ul>\n',
    "<details open>\n<summary>细</summary>\n文 &amp; 字 &#60;\n</details>\n",
)
PIECES = (
    *USUAL,
    "<p>一段</p>余下\n",
    "<p>一段</p><p>二段</p>\n",
    "<div>没有结束\n",
    "<div><p>错位</div></p>\n",
    "<p>单独的 & 和 &nbsp 号</p>\n",
    "<script>if (a < b) alert('<div>')</script>\n",
    "<!-- 注 -->\n",
    "```\n<div>码</div>\n```\n",
    "    <div>缩进</div>\n",
    " <div>一格</div>\n",
    "</div>\n",
    "<span>行内</span>\n<p>接着</p>\n",
    "文字\n<p>接着</p>\n文字\n",
    '<p title="a>b">引号</p>\n',
    "<p title='a'>单引号</p>\n",
    '<p\nclass="x"\n>换行</p>\n',
    "\t<p>制表</p>\n",
    "<p>甲\t乙</p>\n",
)


def convert(text: str) -> str:
    """What MkDocs makes of *text* with the extensions of our mkdocs.yml."""
    return str(Markdown(extensions=sorted(KNOWN_EXTENSIONS)).convert(text))


def entries(html: str) -> list[tuple[str | None, str, str]]:
    """The sections that Material's search takes from *html*: id, title, text."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [
        (section.id, "".join(section.title).strip(), "".join(section.text).strip())
        for section in parser.data
        if not section.is_excluded()
    ]


def check(text: str) -> None:
    folded, runs = fold(text)
    plain, html = convert(text), convert(folded)

    assert unfold(html, runs) == plain
    assert entries(search_view(html, runs)) == entries(plain)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name + "/" + path.stem)
def test_our_pages_come_out_the_same_and_leave_little_to_markdown(path: Path) -> None:
    text, _ = meta.get_data(path.read_text(encoding="utf-8"))

    check(text)

    assert len(fold(text)[0]) < 0.25 * len(text) + 500


GAPS = st.sampled_from(("", "\n", "\n\n"))


@given(st.lists(st.tuples(st.sampled_from(USUAL), GAPS), max_size=12))
def test_what_our_pages_are_made_of_comes_out_the_same(pieces: list[tuple[str, str]]) -> None:
    check("".join(piece + gap for piece, gap in pieces))


@given(st.lists(st.tuples(st.sampled_from(PIECES), GAPS), max_size=6))
def test_whatever_a_page_is_made_of_comes_out_the_same(pieces: list[tuple[str, str]]) -> None:
    check("".join(piece + gap for piece, gap in pieces))


@given(st.text(alphabet="<>/&;# \n\"'=-!?p`divh1a*x", max_size=60))
def test_any_text_comes_out_the_same(text: str) -> None:
    check(text)


def test_blocks_that_follow_one_another_are_one_run() -> None:
    folded, runs = fold("# 题\n\n<p>一</p>\n<p>二</p>\n\n\n<p>三</p>\n\n文字\n")

    assert [run.html for run in runs] == ["<p>一</p>\n<p>二</p>\n\n<p>三</p>"]
    assert folded.count("<") == 2  # one stand-in


def test_the_search_sees_no_block_of_an_excluded_section() -> None:
    text = "# 题\n\n<p>甲</p>\n\n## 节 {: #s data-search-exclude }\n\n<p>乙</p>\n"
    folded, runs = fold(text)

    view = search_view(convert(folded), runs)

    assert "甲" in view
    assert "乙" not in view
