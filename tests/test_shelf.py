"""What files hold is found by its fingerprint, whole or not at all."""

from pathlib import Path

import pytest

from builder.shelf import Shelf


def test_what_is_put_on_it_is_placed_wherever_it_is_wanted(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    text, picture = shelf.put("县民政局"), shelf.put(b"\x89PNG")

    for print_, name in ((text, "a/1.md"), (text, "2.md"), (picture, "b.png")):
        shelf.place(print_, tmp_path / name)

    assert (tmp_path / "a/1.md").read_bytes() == (tmp_path / "2.md").read_bytes()
    assert (tmp_path / "2.md").read_text("utf-8") == "县民政局"
    assert (tmp_path / "b.png").read_bytes() == b"\x89PNG"


def test_where_there_are_no_links_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    shelf = Shelf(tmp_path / "shelf")

    shelf.place(shelf.put("a"), tmp_path / "a.md")

    assert (tmp_path / "a.md").read_text("utf-8") == "a"


def test_a_file_that_somebody_wrote_to_is_not_taken_for_what_it_was(tmp_path: Path) -> None:
    """The file placed is the one on the shelf; what is put there anew is not written into it."""
    shelf = Shelf(tmp_path / "shelf")
    print_ = shelf.put("a")
    shelf.place(print_, tmp_path / "a.md")
    (tmp_path / "a.md").write_text("b", encoding="utf-8")

    assert not shelf.holds(print_)
    assert shelf.put("a") == print_
    assert shelf.holds(print_)
    assert (tmp_path / "a.md").read_text("utf-8") == "b"


def test_what_no_run_places_any_more_is_taken_out(tmp_path: Path) -> None:
    first = Shelf(tmp_path / "shelf")
    old, both = first.put("old"), first.put("both")
    second = Shelf(tmp_path / "shelf")
    second.place(both, tmp_path / "both.md")

    second.sweep()

    assert second.holds(both)
    assert not second.holds(old)
