"""The parts of the site generator by themselves: what is kept, helped with, asked and refused."""

import io
import json
import logging
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from builder.generator import plugin as plugin_module
from builder.generator import program, running_program
from builder.generator.blocks import read_block
from builder.generator.building import Order
from builder.generator.helper import Helper
from builder.generator.kept import (
    NOTHING,
    MadePage,
    State,
    digest,
    find_kept,
    place_kept,
    read_state,
    write_state,
)
from builder.generator.plugin import SitePlugin
from builder.generator.running_program import RunningProgram, SiteBuildError

PAGE = MadePage(digest(b"# A"), digest(b"<h1>A</h1>"), [{"title": "A"}])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The last build, of one page."""
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "a" / "b.html").write_bytes(b"<h1>A</h1>")
    write_state(tmp_path / "site", State("settings", {"a/b.md": PAGE}))
    return tmp_path / "site"


def test_what_was_built_is_known_by_the_next_run(site: Path) -> None:
    assert read_state(site) == State("settings", {"a/b.md": PAGE})


@pytest.mark.parametrize("written", ["", "[]", "{}", '{"settings": "", "pages": {"a": {}}}'])
def test_a_state_that_cannot_be_read_is_none(site: Path, written: str) -> None:
    (site.parent / ".site.json").write_text(written, encoding="utf-8")

    assert read_state(site) == NOTHING
    assert read_state(site / "nowhere") == NOTHING


@pytest.mark.parametrize(
    ("settings", "source", "html", "kept"),
    [
        ("settings", b"# A", b"<h1>A</h1>", True),
        ("others", b"# A", b"<h1>A</h1>", False),
        ("settings", b"# B", b"<h1>A</h1>", False),
        ("settings", b"# A", b"<h1>B</h1>", False),
        ("settings", b"# A", None, False),
    ],
    ids=["as it was", "other settings", "another text", "tampered with", "gone"],
)
def test_a_page_is_kept_only_where_everything_is_as_it_was(
    site: Path, settings: str, source: bytes, html: bytes | None, *, kept: bool
) -> None:
    path = site / "a" / "b.html"
    path.unlink()
    if html is not None:
        path.write_bytes(html)

    found = find_kept(read_state(site), settings, {"a/b.md": digest(source)}, site)

    assert found == ({"a/b.md": PAGE} if kept else {})


@pytest.mark.parametrize("links", [True, False], ids=["linked", "copied"])
def test_a_page_that_was_kept_lies_in_the_new_site(
    site: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    def no_links(*_: object) -> None:
        raise OSError

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", no_links)

    place_kept(["a/b.md"], site, site.with_name("new"))

    placed = site.with_name("new") / "a" / "b.html"
    assert placed.read_bytes() == b"<h1>A</h1>"
    assert (placed.stat().st_nlink == 2) is links


def test_a_helper_gives_its_result_or_raises_what_it_met() -> None:
    assert Helper(pow, 2, 5).result() == 32
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        Helper(divmod, 1, 0).result()
    with pytest.raises(EOFError):
        Helper(os._exit, 3).result()


def test_an_order_that_cannot_be_carried_out_is_answered(tmp_path: Path) -> None:
    settings = tmp_path / "mkdocs.yml"

    told = program.answer(Order(str(settings)))

    assert told["warnings"] == []
    assert str(settings) in str(told["fault"])


def test_the_program_rehearses_then_answers_line_by_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    levels, answers = list[int](), io.StringIO()

    def build_site(order: Order) -> Any:
        if order.settings == "wrong.yml":
            raise SystemExit(1)
        return SimpleNamespace(warnings=[order.settings], built=3)

    orders = [{"settings": "wrong.yml"}, {"settings": "right.yml"}]
    monkeypatch.setattr(program, "build_site", build_site)
    monkeypatch.setattr(sys, "argv", ["program", "wrong.yml"])
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(map(json.dumps, orders))))
    monkeypatch.setattr(sys, "stdout", answers)
    monkeypatch.setitem(sys.modules, "jieba", SimpleNamespace(setLogLevel=levels.append))

    program.main()

    assert levels == [logging.ERROR]
    assert [json.loads(line) for line in answers.getvalue().splitlines()] == [
        {"warnings": [], "fault": "SystemExit: 1"},
        {"warnings": ["right.yml"], "fault": "", "built": 3},
    ]


def test_without_a_dictionary_of_words_the_program_rehearses_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Order] = []
    monkeypatch.setattr(program, "build_site", asked.append)
    monkeypatch.delitem(sys.modules, "jieba", raising=False)

    program.rehearse("mkdocs.yml")

    assert asked == [Order("mkdocs.yml")]


def test_a_program_that_died_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running_program, "PROGRAM", "builder.generator.no_program")
    asked = RunningProgram(tmp_path / "mkdocs.yml")

    with pytest.raises(SiteBuildError, match="意外停止"):
        asked.ask({"settings": "mkdocs.yml"})

    asked.close()
    assert not asked.alive


@pytest.mark.parametrize("text", ["<div />", "<div /><p>甲</p>", "<div><p>甲</div>", "<div>"])
def test_what_two_parsers_may_see_otherwise_is_no_block(text: str) -> None:
    assert read_block(text, 0) is None


def test_without_a_search_there_are_no_entries_and_no_anchors_to_tell() -> None:
    plugin, page = SitePlugin(()), SimpleNamespace(present_anchor_ids=None)
    config: Any = SimpleNamespace(plugins={"other": object()})

    assert plugin.on_page_content("<p>", page=page, config=config, files=None) == "<p>"  # type: ignore[arg-type]
    assert plugin_module._entries_of(config) == []  # noqa: SLF001 - what Material's part leaves out
