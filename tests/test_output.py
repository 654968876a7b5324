"""New output takes the place of the old at once, or not at all."""

import errno
import shutil
from pathlib import Path

import pytest

from builder.output import replace_file, replace_folder, write_files


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


def test_one_file_takes_the_place_of_the_old_one_and_leaves_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    write_files(folder, {"problems.json": "旧", "site/index.html": "页"})

    replace_file(folder / "problems.json", "新")

    assert (folder / "problems.json").read_text(encoding="utf-8") == "新"
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == [
        "index.html",
        "problems.json",
    ]


def test_what_other_commands_made_is_kept(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write_files(
        output, {"templates/a/表.xlsx": b"1", "templates/a.zip": b"2", "site/old.txt": "旧"}
    )

    with replace_folder(output, keep=("templates", "missing")) as fresh:
        write_files(fresh, {"site/new.txt": "新"})

    kept = sorted(path.relative_to(output).as_posix() for path in output.rglob("*.*"))
    assert kept == ["site/new.txt", "templates/a.zip", "templates/a/表.xlsx"]


def test_what_is_made_anew_takes_the_place_of_what_was_kept(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write_files(output, {"a.zip": b"old", "b.zip": b"old"})

    with replace_folder(output, keep=("a.zip", "b.zip")) as fresh:
        write_files(fresh, {"a.zip": b"new"})

    assert (output / "a.zip").read_bytes() == b"new"
    assert (output / "b.zip").read_bytes() == b"old"


def test_a_death_while_kept_files_are_copied_loses_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    write_files(output, {"templates/表.xlsx": b"1"})

    def die(*_: object) -> None:
        message = "the disk is full"
        raise OSError(message)

    monkeypatch.setattr(shutil, "copytree", die)
    with pytest.raises(OSError, match="full"), replace_folder(output, keep=("templates",)):
        pass

    assert (output / "templates" / "表.xlsx").read_bytes() == b"1"


def test_a_death_between_the_renames_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    write_files(tmp_path / ".output-old", {"templates/表.xlsx": b"1"})

    with replace_folder(tmp_path / "output", keep=("templates",)) as fresh:
        write_files(fresh, {"site/new.txt": "新"})

    assert (tmp_path / "output" / "templates" / "表.xlsx").read_bytes() == b"1"


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "problems.json"
    path.write_text("旧", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "open in Excel")

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(PermissionError):
        replace_file(path, "新")

    assert path.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("before", [True, False], ids=["an old one", "none"])
def test_output_that_cannot_take_its_place_leaves_what_there_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, before: bool
) -> None:
    output, rename = tmp_path / "output", Path.rename
    if before:
        write_files(output, {"good.txt": "旧"})

    def refuse_new(path: Path, target: Path) -> Path:
        if "-new-" in path.name:
            raise PermissionError(errno.EACCES, "open in Excel")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_new)

    with pytest.raises(PermissionError), replace_folder(output) as fresh:
        write_files(fresh, {"new.txt": "新"})

    assert output.exists() is before
    assert [path.name for path in tmp_path.rglob("*.txt")] == ["good.txt"] * before
