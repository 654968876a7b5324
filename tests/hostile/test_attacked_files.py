"""What else comes out of workbooks whose every cell is an attack: data, tables, papers, feeds.

All of it can be read by the programs it is for, and holds the attacks as words.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from tests.hostile.conftest import Attacked

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: What Excel, and whoever imports a CSV, takes for the beginning of something to compute.
BEGINS = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?")


def files(attacked: Attacked, suffix: str, least: int) -> list[Path]:
    """The files of a kind, which are at least so many."""
    found = sorted(path for path in attacked.output.rglob(f"*{suffix}") if path.is_file())
    assert len(found) >= least
    return found


def parts(package: Path) -> Iterator[tuple[str, etree._Element]]:
    """The XML parts of an Office file, parsed; one that isn't well-formed is raised."""
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(archive.read(name))


def test_json_is_json_and_feeds_are_xml(attacked: Attacked) -> None:
    for path in files(attacked, ".json", 30):
        json.loads(path.read_text("utf-8"))
    for path in files(attacked, ".xml", 1):
        etree.fromstring(path.read_bytes())


def test_a_feed_holds_nothing_but_text_and_links_of_its_own(attacked: Attacked) -> None:
    """A reader of feeds shows what is of type html as a page."""
    feed = etree.fromstring((attacked.output / "site" / "feeds" / "results.xml").read_bytes())

    links = [one.get("href") for one in feed.iter("{*}link")]
    assert {one.get("type") for one in feed.iter("{*}title", "{*}summary", "{*}content")} <= {
        None,
        "text",
    }
    assert [link for link in links if "invalid" in str(link) or "script" in str(link)] == []
    assert any("<script>" in str(one.text) for one in feed.iter("{*}title"))


def test_the_search_shows_its_entries_as_html_and_gets_them_escaped(attacked: Attacked) -> None:
    index = json.loads((attacked.output / "site/search/search_index.json").read_text("utf-8"))
    shown = [entry["title"] + entry["text"] for entry in index["docs"]]

    assert any("&lt;script" in text for text in shown)
    alive = re.compile(r"<(?:script|img|svg|iframe|form|base|meta|link|style|math|details)\b")
    assert [text for text in shown if alive.search(text)] == []


def test_no_cell_of_a_csv_is_computed(attacked: Attacked) -> None:
    for path in files(attacked, ".csv", 20):
        rows = csv.reader(io.StringIO(path.read_text("utf-8-sig")))
        told = [cell for row in rows for cell in row if BEGINS.match(cell)]
        assert [cell for cell in told if not NUMBER.fullmatch(cell)] == [], path


def test_no_workbook_computes_an_attack_or_leads_out(attacked: Attacked) -> None:
    """Formulas are those of forms, which count their own cells; links lead within the workbook."""
    for path in files(attacked, ".xlsx", 100):
        for name, root in parts(path):
            formulas = [str(one.text) for one in root.iter(f"{SHEET}f", f"{SHEET}formula1")]
            outside = [one.get("Target") for one in root.iter() if one.get("TargetMode")]
            bad = [one for one in formulas if re.search(r"(?i)//|calc|hyperlink|webservice", one)]
            assert (bad, outside) == ([], []), (path, name)


def test_word_papers_have_no_field_or_link_but_page_numbers(attacked: Attacked) -> None:
    for path in files(attacked, ".docx", 4):
        for name, root in parts(path):
            fields = [str(one.text).strip() for one in root.iter(f"{MAIN}instrText")]
            made = [*root.iter(f"{MAIN}hyperlink", f"{MAIN}fldSimple", f"{MAIN}object")]
            outside = [one for one in root.iter() if one.get("TargetMode")]
            assert (set(fields) - {"PAGE"}, made, outside) == (set(), [], []), (path, name)


def test_the_circular_says_an_attack_in_words(attacked: Attacked) -> None:
    """Braces and angle brackets too, which are Word's and the template's own language."""
    texts = [" ".join(paragraphs(path)) for path in files(attacked, ".docx", 4)]

    for attack in ("<script>__hit=1</script>", "{{ 7*7 }}", "</w:t></w:r></w:p>"):
        assert any(attack in text for text in texts), attack


def paragraphs(path: Path) -> Iterator[str]:
    document = Document(str(path))
    yield from (one.text for one in document.paragraphs)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x9b", "\u202e", "\u2067"])
def test_the_screen_gets_no_order_and_turns_nothing(attacked: Attacked, sign: str) -> None:
    """Names of files and sheets come to the screen as they are."""
    assert sign not in attacked.said


def test_the_screen_takes_no_words_in_brackets_for_markup(attacked: Attacked) -> None:
    assert "[x](data:text/html" in attacked.said


def test_no_file_has_a_name_that_a_folder_or_windows_refuses(attacked: Attacked) -> None:
    """No letter of a name is one that Windows forbids, and no name longer than a disk takes."""
    names = {part for path in attacked.output.rglob("*") for part in path.parts[3:]}

    assert [name for name in names if re.search(r'[<>:"|?*\\\x00-\x1f]', name)] == []
    assert max(len(name.encode()) for name in names) <= 255
