"""The seam where text is escaped: whatever a workbook holds comes out as literal text."""

import errno
import os
import stat
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import BytecodeCache, DictLoader, Environment, UndefinedError
from markdown import markdown

from builder.formats.jinja_text import TextTemplates, compiled_templates

HOSTILE = [
    "<script>alert(1)</script>|*x*{{y}}",
    "__名称__ 和 `代码`",
    "[点这里](javascript:alert(1))",
    "![图](x.png)",
    "a\n# 标题\n\n- 项目",
    '" onclick="alert(1)',
    "' onfocus='alert(1)",
    "&lt;b&gt; & &amp;",
    r"\*不是强调\*",
    "第#号 #标签",
    "{: #别处 .class }",
    "</title><script>alert(1)</script>",
    "=HYPERLINK(1)",
    "$x^2$ ~~删去~~",
]


class Reader(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the tag and its attributes."""
        self.tags.append(tag)
        self.attributes.update(attrs)

    def handle_data(self, data: str) -> None:
        """Notes the text."""
        self.text += data


def read(tmp_path: Path, template: str, **values: object) -> Reader:
    (tmp_path / "page.md.j2").write_text(template, encoding="utf-8")
    text = TextTemplates(tmp_path).render("page.md.j2", values)
    reader = Reader()
    reader.feed(markdown(text, extensions=["attr_list", "tables", "toc"]))
    reader.close()
    return reader


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_a_heading_stays_text(tmp_path: Path, text: str) -> None:
    page = read(tmp_path, "# {{ text }} {: #here }\n", text=text)

    assert (page.tags, page.text.strip()) == (["h1"], text)
    assert page.attributes["id"] == "here"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_raw_html_stays_text(tmp_path: Path, text: str) -> None:
    page = read(tmp_path, "<table>\n<tr><td>{{ text }}</td></tr>\n</table>\n", text=text)

    assert (page.tags, page.text.strip()) == (["table", "tr", "td"], text)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_an_attribute_stays_within_it(tmp_path: Path, text: str) -> None:
    page = read(tmp_path, '<p title="{{ text }}">x</p>\n', text=text)

    assert page.attributes == {"title": text}


def test_text_passed_through_a_macro_is_escaped_once(tmp_path: Path) -> None:
    template = "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}<p>{{ bold(text) }}</p>\n"

    page = read(tmp_path, template, text="<i>&")

    assert (page.tags, page.text.strip()) == (["p", "b"], "<i>&")


@pytest.mark.parametrize("value", [Decimal("1.50"), None, 1.5, True, ("一",)])
def test_a_template_places_only_text_and_whole_numbers(tmp_path: Path, value: object) -> None:
    """How a number or a date is worded is for the views to say."""
    with pytest.raises(TypeError, match="templates place text"):
        read(tmp_path, "<p>{{ value }}</p>", value=value)


def test_a_name_that_no_view_gives_stops_the_template(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        read(tmp_path, "<p>{{ nobody }}</p>")


def flip_a_bit(whole: bytes) -> bytes:
    """*whole* with another sign in the text of its program."""
    return whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:]


def compile_once_more(cache: BytecodeCache | None, source: str = "{{ 1 + 1 }}") -> tuple[str, int]:
    """What a template of *source* comes to, and how many were compiled for it."""
    compiled = list[str]()

    class Counting(Environment):
        def compile(self, *arguments: Any, **keys: Any) -> Any:
            compiled.append("once")
            return super().compile(*arguments, **keys)

    loader = DictLoader({"a.html": source})
    environment = Counting(loader=loader, bytecode_cache=cache, autoescape=True)
    return environment.get_template("a.html").render(), len(compiled)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this test for temporary files."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_templates_stay_compiled_from_run_to_run(temporary: Path) -> None:
    """Until the template, or what compiles it, is another one."""
    assert temporary.is_dir()
    assert compile_once_more(compiled_templates()) == ("2", 1)
    assert compile_once_more(compiled_templates()) == ("2", 0)
    assert compile_once_more(compiled_templates("mkdocs")) == ("2", 1)
    assert compile_once_more(compiled_templates(), "{{ 1 + 2 }}") == ("3", 1)


def test_they_lie_where_nobody_else_can_write(temporary: Path) -> None:
    compile_once_more(compiled_templates())

    (folder,) = temporary.iterdir()
    assert os.name == "nt" or stat.S_IMODE(folder.stat().st_mode) == stat.S_IRWXU


@pytest.mark.parametrize("damage", [lambda whole: whole[:-5], lambda _: b"", flip_a_bit])
def test_a_damaged_template_is_compiled_again(
    damage: Callable[[bytes], bytes], temporary: Path
) -> None:
    compile_once_more(compiled_templates())
    (kept,) = (path for path in temporary.rglob("*") if path.is_file())
    kept.write_bytes(damage(kept.read_bytes()))

    assert compile_once_more(compiled_templates()) == ("2", 1)
    assert compile_once_more(compiled_templates()) == ("2", 0)


def test_where_no_folder_is_the_users_own_none_is_kept(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(temporary / "nowhere"))

    assert compiled_templates() is None
    assert compile_once_more(None) == ("2", 1)


def test_a_full_disk_does_not_stop_a_template(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    cache = compiled_templates()
    monkeypatch.setattr(Path, "write_bytes", refuse)

    assert compile_once_more(cache) == ("2", 1)
    assert not [path for path in temporary.rglob("*") if path.is_file()]
