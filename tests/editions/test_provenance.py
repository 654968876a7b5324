"""Which cells changed between the versions of a return, whatever its file was called."""

import io
import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from builder.editions.history_list import describe_history, history_json, history_workbook
from builder.editions.provenance import CampaignFiles, History, compare_cells, trace_returns
from builder.formats.git_reading import file_versions, find_repository

WHO = {f"GIT_{who}_NAME": "nobody" for who in ("AUTHOR", "COMMITTER")}
MAIL = {f"GIT_{who}_EMAIL": "nobody@example.invalid" for who in ("AUTHOR", "COMMITTER")}
DATE = {f"GIT_{who}_DATE": "2024-04-01T09:05:00+08:00" for who in ("AUTHOR", "COMMITTER")}


def git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, **WHO, **MAIL, **DATE, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, env=environment
    )


def book(*values: int) -> bytes:
    """A return with *values* below one another in column D, from D2."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "指标填报"
    for number, value in enumerate(values, start=2):
        sheet.cell(number, 4, value)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def commit(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """One commit that writes *files* into the campaign's folder, or takes them away."""
    for name, content in files.items():
        path = folder / "input" / "q1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "收件")


def history_of(folder: Path, *files: str) -> History:
    """The history of a unit whose returns are *files*."""
    repository = find_repository(folder)
    known = CampaignFiles(repository, "input/q1", file_versions(repository, "input/q1"))
    owners = {key: "A" for key in known.contents() if key[1] in files}
    return trace_returns(known, "A", "甲局", owners)


def told(history: History) -> list[tuple[str, str, list[str]]]:
    """File, the file before, and the changed cells of every version."""
    return [
        (v.file, v.before, [f"{c.place.cell}：{c.before} → {c.after}" for c in v.changes])
        for v in history.versions
    ]


def test_cells_are_told_by_sheet_row_and_column() -> None:
    """D2 comes before D10, and Z1 before AA1, whatever their letters are."""
    old = {("一", "D10"): "1", ("一", "AA1"): "1", ("二", "A1"): "x"}
    new = {("一", "D2"): "2", ("一", "D10"): "3", ("一", "Z1"): "4", ("二", "A1"): "x"}

    changes = compare_cells(old, new, "甲局.xlsx")

    assert [(c.place.cell, c.before, c.after) for c in changes] == [
        ("Z1", "无", "4"),
        ("AA1", "1", "无"),
        ("D2", "无", "2"),
        ("D10", "1", "3"),
    ]
    assert str(changes[-1].place) == "甲局.xlsx › 一 › D10"


def test_a_version_follows_the_same_file_and_a_new_name_the_file_most_like_it(
    folder: Path,
) -> None:
    """Three of four cells of 补.xlsx are those of 甲局.xlsx; of 附表.xlsx none."""
    commit(folder, {"甲局.xlsx": book(1, 2, 3, 4), "附表.xlsx": book(7, 8, 9, 10)})
    commit(folder, {"甲局.xlsx": book(1, 2, 3, 5)})
    commit(folder, {"补.xlsx": book(1, 2, 6, 5)})

    history = history_of(folder, "甲局.xlsx", "附表.xlsx", "补.xlsx")

    assert told(history) == [
        ("甲局.xlsx", "", []),
        ("附表.xlsx", "", []),
        ("甲局.xlsx", "甲局.xlsx", ["D5：4 → 5"]),
        ("补.xlsx", "甲局.xlsx", ["D4：3 → 6"]),
    ]


def test_a_file_that_was_renamed_and_mended_in_one_commit_follows_the_old_one(
    folder: Path,
) -> None:
    commit(folder, {"甲局.xlsx": book(1, 2, 3)})
    commit(folder, {"甲局.xlsx": None, "甲局定稿.xlsx": book(1, 2, 4)})

    history = history_of(folder, "甲局.xlsx", "甲局定稿.xlsx")

    assert told(history)[1:] == [
        ("甲局定稿.xlsx", "甲局.xlsx", ["D4：3 → 4"]),
        ("甲局.xlsx", "", []),
    ]
    assert history.versions[-1].sha256 is None


def test_files_of_other_units_are_left_out(folder: Path) -> None:
    commit(folder, {"甲局.xlsx": book(1), "乙局.xlsx": book(1)})

    assert [version.file for version in history_of(folder, "甲局.xlsx").versions] == ["甲局.xlsx"]


def test_a_version_that_is_no_workbook_is_listed_with_its_fingerprint(folder: Path) -> None:
    """sha256 of the three bytes ``abc`` is the published test vector of FIPS 180-2."""
    commit(folder, {"甲局.xlsx": b"PK\x03\x04 broken"})
    commit(folder, {"甲局.xlsx": book(1)})
    commit(folder, {"甲局.xlsx": b"abc"})

    versions = history_of(folder, "甲局.xlsx").versions

    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(versions) == 3
    assert versions[2].sha256 == expected


def test_a_history_reads_alike_on_the_screen_in_json_and_as_a_workbook(folder: Path) -> None:
    commit(folder, {"甲局.xlsx": book(1)})
    commit(folder, {"甲局.xlsx": book(2)})
    history = history_of(folder, "甲局.xlsx")

    lines = list(describe_history(history, whole=True))
    value = json.loads(history_json(history))
    rows = list(openpyxl.load_workbook(io.BytesIO(history_workbook(history))).worksheets[0].values)

    short = history.versions[1].commit.short
    assert lines == [
        "【甲局】q1：2次",
        f"2024-04-01 09:05 {history.versions[0].commit.short} 甲局.xlsx：收入",
        f"2024-04-01 09:05 {short} 甲局.xlsx：改动1格",
        "    指标填报 › D2：1 → 2",
    ]
    assert value["schema"] == "gongshi-history/1"
    assert value["versions"][1]["cells"] == [
        {"sheet": "指标填报", "cell": "D2", "old": "1", "new": "2"}
    ]
    assert rows[2][1:3] == (short, "甲局.xlsx")
    assert rows[2][4:] == ("指标填报 › D2", "1", "2")


def test_only_the_first_changed_cells_are_shown_unless_all_are_asked_for(folder: Path) -> None:
    commit(folder, {"甲局.xlsx": book(*range(10))})
    commit(folder, {"甲局.xlsx": book(*range(1, 11))})
    history = history_of(folder, "甲局.xlsx")

    assert list(describe_history(history, whole=False))[-1].strip() == "另有2格，加 --all 全部列出"
    assert len(list(describe_history(history, whole=True))) == 3 + 10


def test_what_was_taken_away_and_what_may_be_missing_are_told(folder: Path) -> None:
    commit(folder, {"甲局.xlsx": book(1)})
    commit(folder, {"乙局.xlsx": book(1)})
    history = history_of(folder, "甲局.xlsx")
    gone = replace(history.versions[0], sha256=None)

    lines = list(describe_history(replace(history, versions=(gone,), shallow=True), whole=True))

    assert lines[1] == "说明：这个克隆没有更早的提交，第一次不一定是最早的。"
    assert lines[2].endswith("甲局.xlsx：删去")
