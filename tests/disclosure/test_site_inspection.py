"""A site is looked at by all cores; what is known to be clean isn't looked at again."""

from pathlib import Path

from builder.output import write_files
from builder.site_inspection import NOTHING_CLEAN, inspect_site

#: Made up; the shape of a mobile number.
MOBILE = "138" + "0013" + "8000"
LEAK = f"<p>联系 {MOBILE}</p>"


def test_a_leak_is_found_and_its_file_never_counts_as_clean(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"a.html": "<p>县民政局</p>", "b.html": LEAK})

    first = inspect_site(tmp_path / "site", {}, tmp_path)
    second = inspect_site(tmp_path / "site", {}, tmp_path, first.clean)

    assert [one.path for one in first.found] == [one.path for one in second.found] == ["b.html"]
    assert len(first.clean) == len(second.clean) == 1


def test_a_file_is_clean_for_its_content_and_name_alone(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"a.html": "<p>县民政局</p>"})
    clean = inspect_site(tmp_path / "site", {}, tmp_path).clean

    write_files(tmp_path / "site", {"a.html": LEAK, f"{MOBILE}.html": "<p>县民政局</p>"})
    found = inspect_site(tmp_path / "site", {}, tmp_path, clean).found

    assert sorted(one.path for one in found) == [f"{MOBILE}.html", "a.html"]


def test_what_passed_before_is_not_looked_at_again_and_other_files_are(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"data/a.json": LEAK, "b.html": LEAK})

    known = inspect_site(tmp_path / "site", {"data/a.json": LEAK}, tmp_path).found

    assert [one.path for one in known] == ["b.html"]


def test_many_files_are_shared_out_and_every_leak_is_found(tmp_path: Path) -> None:
    pages = {f"{number}.html": LEAK if number % 100 == 7 else "<p>无</p>" for number in range(450)}
    write_files(tmp_path / "site", pages)

    found = inspect_site(tmp_path / "site", {}, tmp_path, NOTHING_CLEAN).found

    assert sorted(one.path for one in found) == sorted(f"{n}.html" for n in range(7, 450, 100))
