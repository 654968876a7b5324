"""A site is looked at by all cores; what is known to be clean isn't looked at again."""

from datetime import date
from pathlib import Path

import pytest

from builder.disclosure.gate import Allowance, DisclosureBlockedError
from builder.disclosure.leaks import LeakKind
from builder.output import write_files
from builder.publication import Gate, check_pages
from builder.site_inspection import NOTHING_CLEAN, Inspected, Pages, inspect_site

#: Made up; the shape of a mobile number.
MOBILE = "138" + "0013" + "8000"
LEAK = f"<p>联系 {MOBILE}</p>"
PAGE = "---\nboost: 1\n---\n"


def inspect(
    folder: Path, pages: Pages | None = None, clean: frozenset[str] = NOTHING_CLEAN
) -> Inspected:
    return inspect_site(folder / "site", pages, folder / "overrides", clean)


def test_a_leak_is_found_and_its_file_never_counts_as_clean(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"a.html": "<p>县民政局</p>", "b.html": LEAK})

    first = inspect(tmp_path)
    second = inspect(tmp_path, clean=first.clean)

    assert [one.path for one in first.found] == [one.path for one in second.found] == ["b.html"]
    assert len(first.clean) == len(second.clean) == 1


def test_a_file_is_clean_for_its_content_and_name_alone(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"a.html": "<p>县民政局</p>"})
    clean = inspect(tmp_path).clean

    write_files(tmp_path / "site", {"a.html": LEAK, f"{MOBILE}.html": "<p>县民政局</p>"})
    found = inspect(tmp_path, clean=clean).found

    assert sorted(one.path for one in found) == [f"{MOBILE}.html", "a.html"]


def test_what_passed_before_is_not_looked_at_again_and_other_files_are(tmp_path: Path) -> None:
    write_files(tmp_path / "pages", {"data/a.json": LEAK, "data/b.json": LEAK})
    write_files(tmp_path / "site", {"data/a.json": LEAK, "data/b.json": f"{LEAK} "})

    known = inspect(tmp_path, Pages(tmp_path / "pages"))

    assert [one.path for one in known.found] == ["data/b.json"]
    assert len(known.clean) == 1


def test_an_empty_file_is_looked_at_for_its_name(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {f"{MOBILE}.txt": ""})

    found = inspect(tmp_path, Pages(tmp_path / "pages")).found

    assert [one.where for one in found] == ["文件名"]


def test_a_line_of_a_page_is_not_looked_at_again_where_its_markdown_has_it(tmp_path: Path) -> None:
    """The page as a whole differs; what isn't found here was found there."""
    write_files(tmp_path / "pages", {"a.md": f"{PAGE}{LEAK}\n", "b.md": PAGE})
    html = f"<html>\n{LEAK}\n<b>{LEAK}</b>"
    write_files(tmp_path / "site", {"a.html": html, "b.html": html, "a.js": LEAK})

    found = inspect(tmp_path, Pages(tmp_path / "pages")).found

    told = [(one.path, one.where) for one in found]
    assert told == [
        ("a.html", "第3行"),
        ("a.js", "第1行"),
        ("b.html", "第2行"),
        ("b.html", "第3行"),
    ]


@pytest.mark.parametrize("start", ["", "wOFF", "var __index = "])
def test_a_source_that_may_not_have_been_looked_at_line_by_line_proves_nothing(
    start: str, tmp_path: Path
) -> None:
    write_files(tmp_path / "pages", {"a.md": f"{start}\n{LEAK}\n"})
    write_files(tmp_path / "site", {"a.html": f"<html>\n{LEAK}\n"})

    assert [one.where for one in inspect(tmp_path, Pages(tmp_path / "pages")).found] == ["第2行"]


def test_what_may_be_published_in_the_source_alone_is_found_on_the_page(tmp_path: Path) -> None:
    """And counts as clean in neither place, since what lets it pass has an end."""
    pages = {"a.md": f"{PAGE}{LEAK}\n".encode(), "data/a.json": LEAK.encode()}
    write_files(tmp_path / "pages", pages)
    write_files(tmp_path / "site", {"a.html": LEAK, "data/a.json": LEAK})
    leaking = {one.path for one in check_pages(pages).found}

    looked = inspect(tmp_path, Pages(tmp_path / "pages", leaking))

    assert [one.path for one in looked.found] == ["a.html", "data/a.json"]
    assert looked.clean == NOTHING_CLEAN


def test_the_gate_knows_what_of_the_pages_it_let_pass(tmp_path: Path) -> None:
    pages = {"a.md": f"{PAGE}{LEAK}\n"}
    write_files(tmp_path / "pages", pages)
    write_files(tmp_path / "site", {"a.html": LEAK})
    gate = Gate({}, [Allowance(LeakKind.MOBILE, "a.md", date.max)])
    gate.passed(pages)

    with pytest.raises(DisclosureBlockedError) as stopped:
        gate.pass_site(tmp_path / "site", tmp_path / "pages", tmp_path / "overrides")

    assert [one.places for one in stopped.value.findings] == [("a.html 第1行",)]


def test_many_files_are_shared_out_and_every_leak_is_found(tmp_path: Path) -> None:
    pages = {f"{number}.html": LEAK if number % 100 == 7 else "<p>无</p>" for number in range(450)}
    write_files(tmp_path / "site", pages)

    found = inspect(tmp_path).found

    assert sorted(one.path for one in found) == sorted(f"{n}.html" for n in range(7, 450, 100))
