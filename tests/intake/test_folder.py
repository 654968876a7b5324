"""What lies in a campaign's folder: files of its own, and what only looks like one."""

import os
import sys
from pathlib import Path

import pytest

from builder.intake.folder import find_files, find_proofs

needs_links = pytest.mark.skipif(
    sys.platform == "win32", reason="only administrators may make links on Windows"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file, beside one that holds a secret."""
    (tmp_path / "别处").mkdir()
    (tmp_path / "别处" / "秘密.csv").write_text("秘密,1\n", encoding="utf-8")
    (tmp_path / "任务").mkdir()
    (tmp_path / "任务" / "县民政局.csv").write_text("单位,1\n", encoding="utf-8")
    return tmp_path / "任务"


def files(folder: Path) -> list[str]:
    return [file.file for file in find_files(folder)[0]]


def told(folder: Path) -> list[tuple[str, str]]:
    return [(problem.kind.code, problem.place.file) for problem in find_files(folder)[1]]


@needs_links
@pytest.mark.parametrize("target", ["别处/秘密.csv", "别处", "没有.csv"])
def test_a_link_that_leads_out_is_told_and_not_followed(folder: Path, target: str) -> None:
    (folder / "链接.csv").symlink_to(folder.parent / target)

    assert files(folder) == ["县民政局.csv"]
    assert told(folder) == [("E122", "链接.csv")]


@needs_links
def test_a_link_to_itself_is_told(folder: Path) -> None:
    (folder / "链接.csv").symlink_to(folder / "链接.csv")

    assert told(folder) == [("E122", "链接.csv")]


@needs_links
def test_a_link_within_the_folder_is_a_copy(folder: Path) -> None:
    (folder / "链接.csv").symlink_to(folder / "县民政局.csv")

    assert len(files(folder)) == 1
    assert [code for code, _ in told(folder)] == ["E109"]


@needs_links
def test_a_pipe_is_told_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "管道.csv")

    assert files(folder) == ["县民政局.csv"]
    assert told(folder) == [("E122", "管道.csv")]


def test_a_folder_that_is_called_like_a_workbook_is_told_and_looked_into(folder: Path) -> None:
    (folder / "乡镇.xlsx").mkdir()
    (folder / "乡镇.xlsx" / "示例镇.csv").write_text("单位,2\n", encoding="utf-8")

    assert sorted(files(folder)) == ["乡镇.xlsx/示例镇.csv", "县民政局.csv"]
    assert told(folder) == [("E123", "乡镇.xlsx")]


@pytest.mark.parametrize("lock", ["~$县民政局.csv", ".~lock.县民政局.csv#"])
def test_a_lock_says_that_its_file_is_open_and_is_none_itself(folder: Path, lock: str) -> None:
    (folder / lock).write_bytes(b"\x05owner")

    assert files(folder) == ["县民政局.csv"]
    assert told(folder) == [("E124", "县民政局.csv")]


@needs_links
def test_a_file_whose_name_is_no_text_is_told_and_not_read(folder: Path) -> None:
    """审计 in GBK, as archives of other systems leave it; so is what lies in such a folder."""
    garbled = os.fsdecode(os.fsencode(folder) + b"/" + "审计".encode("gbk"))
    Path(f"{garbled}.csv").write_text("单位,3\n", encoding="utf-8")
    Path(garbled).mkdir()
    (Path(garbled) / "甲.csv").write_text("单位,4\n", encoding="utf-8")

    assert files(folder) == ["县民政局.csv"]
    assert {code for code, _ in told(folder)} == {"E125"}
    assert [name for _, name in told(folder)] == ["���", "���.csv", "���/甲.csv"]


@needs_links
def test_the_folder_of_proofs_may_hold_anything(tmp_path: Path) -> None:
    """Links that lead round or nowhere, a pipe, names that are no text: the papers are found."""
    folder = tmp_path / "佐证"
    folder.mkdir()
    for name in ("3通知.pdf", "=cmd|x.pdf", "\u202e倒.pdf"):
        (folder / name).write_bytes(b"")
    os.close(os.open(os.fsencode(folder) + b"/\xff\xfe.pdf", os.O_CREAT))
    (folder / "环").symlink_to(folder)
    (folder / "断").symlink_to("/nowhere")
    os.mkfifo(folder / "管")

    assert {"3通知.pdf", "=cmd|x.pdf", "\u202e倒.pdf"} < find_proofs(tmp_path)
    assert not {"断", "管"} & find_proofs(tmp_path)
