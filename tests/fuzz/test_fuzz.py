"""The fuzzers, for so many inputs from one seed, beginning with files that are sound.

For longer: `python tests/fuzz/fuzz_intake.py -max_total_time=3600 folder/`; what it finds lies in a
file `crash-…` and belongs into a test.
"""

import io
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
import xlwt  # type: ignore[import-untyped]  # nobody has typed it
from openpyxl import Workbook

from tests.demo.xlsx import same_time_zip

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
FLAGS = ("-seed=8", "-len_control=0", "-max_len=6144", "-timeout=60", "-rss_limit_mb=1024")
#: Inputs that come to about ten seconds on a quiet machine.
RUNS = {"fuzz_intake": 500, "fuzz_gate": 1000}

CELLS = "48\n0.12万\n98%\n√\n2018.3.5前\n2、2、3\nwww.example.invalid\n不适用"
ROWS = (("填报单位", "县民政局"), ("指标编号", "填报项", "填报值"), ("1.1", "说明", "有"))
PAGE = "<p title='办公电话'>0393-4412345</p>\n| 联系人 | 张某 |\n密码\n{\"手机\": 12345}"


def in_xlsx() -> bytes:
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet("填报表")
    for row in ROWS:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    # The time in it would make another file of it, and another search, at every run.
    return same_time_zip(stream.getvalue())


def in_xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("填报表")
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def in_csv() -> bytes:
    return "\r\n".join(",".join(row) for row in ROWS).encode("gb18030")


def seeds_of_intake() -> Mapping[str, bytes]:
    """By name: a file of each kind that is read, behind the byte that says which it is."""
    settings = next((ROOT / "input").glob("*/campaign.yml")).read_bytes()
    rubric = (ROOT / "rubrics" / "example-2024-comprehensive.yml").read_bytes()
    return {
        "xlsx": b"\0" + in_xlsx(),
        "xls": b"\0" + in_xls(),
        "csv": b"\0" + in_csv(),
        "cells": b"\1" + CELLS.encode(),
        "settings": b"\2" + settings,
        "rubric": b"\3" + rubric[:3000],
    }


def seeds_of_gate() -> Mapping[str, bytes]:
    """By name: a page, and a workbook, behind the byte that says what is planted."""
    return {"page": b"\0" + PAGE.encode(), "workbook": b"\5" + in_xlsx()}


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris 只有 Linux 版，CI 上会运行")
@pytest.mark.parametrize(
    ("program", "seeds"),
    [("fuzz_intake", seeds_of_intake()), ("fuzz_gate", seeds_of_gate())],
    ids=RUNS,
)
def test_no_input_brings_it_down(program: str, seeds: Mapping[str, bytes], tmp_path: Path) -> None:
    for name, content in seeds.items():
        (tmp_path / name).write_bytes(content)

    done = subprocess.run(
        [sys.executable, FOLDER / f"{program}.py", f"-runs={RUNS[program]}", *FLAGS, tmp_path],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        timeout=540,
        check=False,
    )

    # The fuzzer tells of an exception on its output, of everything else on stderr.
    said = (done.stderr + done.stdout).decode("utf-8", "replace")
    assert done.returncode == 0, said[-3000:]
    assert f"Done {RUNS[program]} runs" in said
