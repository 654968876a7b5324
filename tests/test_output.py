"""New output takes the place of the old at once, or not at all."""

from pathlib import Path

import pytest

from builder.output import replace_folder, write_files


def test_new_output_replaces_the_old(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write_files(output, {"old.txt": "旧"})

    with replace_folder(output) as fresh:
        write_files(fresh, {"site/new.txt": "新"})

    assert [path.name for path in output.rglob("*.txt")] == ["new.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_failure_leaves_the_last_good_output(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write_files(output, {"good.txt": "旧"})

    with pytest.raises(ZeroDivisionError), replace_folder(output) as fresh:
        write_files(fresh, {"half.txt": str(1 // 0)})

    assert [path.name for path in output.iterdir()] == ["good.txt"]


def test_a_death_between_the_renames_is_mended_by_the_next_run(tmp_path: Path) -> None:
    write_files(tmp_path / ".output-old", {"good.txt": "旧"})
    write_files(tmp_path / ".output-new", {"half.txt": "半"})

    with pytest.raises(ZeroDivisionError), replace_folder(tmp_path / "output"):
        _ = 1 // 0

    assert [path.name for path in (tmp_path / "output").iterdir()] == ["good.txt"]


def test_text_is_written_with_plain_line_ends(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": "一\n二\n", "b.xlsx": b"\x00\r\n"})

    assert (tmp_path / "a.md").read_bytes() == "一\n二\n".encode()
    assert (tmp_path / "b.xlsx").read_bytes() == b"\x00\r\n"
