"""Whatever comes in as a file is read or refused in words: a coverage-guided search for a crash.

A program of its own, since what it looks at has to be loaded by the fuzzer. The first byte says
what the others are: a file, the cells of a filing, a campaign's settings, a rubric. Run as
`python tests/fuzz/fuzz_intake.py -max_total_time=60 corpus/`, with libFuzzer's flags.
"""

import csv
import io
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-untyped]  # nobody has typed it

with atheris.instrument_imports(include=["builder"]):
    from builder.formats.excel_reading.content import PlainReader
    from builder.formats.excel_reading.reader import Reader
    from builder.intake.campaign import Campaign, Period
    from builder.intake.collect import collect_returns
    from builder.model.problems import Problem
    from builder.rubric.load import load_record
    from builder.rubric.profiles import read_rubrics
    from builder.rubric.schema import Rubric

FIELDS = {
    "审批服务事项总数": "integer",
    "办件金额": "decimal",
    "网上可办率": "percent",
    "是否公示": "yes_no",
    "公示日期": "date",
    "各窗口人数": "integers",
    "公示网址": "url",
    "说明": "text",
}
RUBRIC = Rubric.model_validate(
    {
        "id": "small",
        "title": "细则",
        "source": {"document": "示例文件"},
        "kinds": ["department"],
        "parts": [
            {
                "id": "all",
                "title": "全部",
                "points": 1,
                "sections": [
                    {
                        "id": "1",
                        "title": "一",
                        "indicators": [
                            {
                                "id": "1.1",
                                "title": "公示",
                                "wording": "公示记满分",
                                "clause": "一",
                                "method": "查资料",
                                "points": 1,
                                "fields": [
                                    {"id": f"f{number}", "title": title, "type": kind}
                                    | {"origin": ["U"]}
                                    for number, (title, kind) in enumerate(FIELDS.items())
                                ],
                                "rule": {"kind": "award", "when": {"field": "f3", "is": True}},
                            }
                        ],
                    }
                ],
            }
        ],
    }
)
CAMPAIGN = Campaign(
    id="demo",
    title="示例",
    authority="示例办",
    region="示例县",
    period=Period(start=date(2018, 1, 1), end=date(2018, 12, 31)),
    instruments=("small",),
)
PLAIN = PlainReader()
#: Old workbooks are read where units' files always are, in a process with a limit to its memory:
#: the library makes room for whatever size a mangled one claims.
GUARDED = Reader(processes=1)
OLD = b"\xd0\xcf\x11\xe0"
REGISTER = "单位代码,单位名称,单位类型\ncivil,县民政局,县直部门\n"


def read_returns(folder: Path, name: str, content: bytes) -> None:
    """Reads a campaign with this one file: it is told what it is, or what is wrong with it."""
    (folder / "单位名录.csv").write_text(REGISTER, encoding="utf-8")
    (folder / name).write_bytes(content)
    reader = GUARDED if content.startswith(OLD) else PLAIN
    returns = collect_returns(folder, CAMPAIGN, {RUBRIC.id: RUBRIC}, reader=reader)
    told = {problem.place.file for problem in returns.problems if hasattr(problem.place, "file")}
    assert name in told | {one.file for one in returns.inputs}
    explain(returns.problems)


def read_cells(folder: Path, text: str) -> None:
    """Reads a filing whose values are the lines of *text*."""
    stream = io.StringIO()
    rows = [("填报单位", "县民政局", ""), ("指标编号", "填报项", "填报值")]
    rows += [("1.1", title, cell) for title, cell in zip(FIELDS, text.split("\n"), strict=False)]
    csv.writer(stream).writerows(rows)
    read_returns(folder, "县民政局.csv", stream.getvalue().encode())


def read_settings(folder: Path, content: bytes) -> None:
    """Reads a campaign's settings."""
    path = folder / "campaign.yml"
    path.write_bytes(content)
    _, problems = load_record(path, Campaign, path.name)
    explain(problems)


def read_rubric(folder: Path, content: bytes) -> None:
    """Reads a rubric."""
    path = folder / "rubric.yml"
    path.write_bytes(content)
    _, problems = read_rubrics(path, path.name)
    explain(problems)


def explain(problems: tuple[Problem, ...]) -> None:
    """Each problem says where, what, and what to do."""
    for problem in problems:
        assert str(problem.place)
        assert problem.wrong
        assert problem.remedy


def look_at(data: bytes) -> None:
    """One input of the fuzzer."""
    kind, content = data[:1], data[1:]
    with TemporaryDirectory() as folder:
        match kind[0] % 4 if kind else 0:
            case 0:
                read_returns(Path(folder), "县民政局.xlsx", content)
            case 1:
                read_cells(Path(folder), content.decode("utf-8", "replace").replace("\0", ""))
            case 2:
                read_settings(Path(folder), content)
            case _:
                read_rubric(Path(folder), content)


if __name__ == "__main__":
    atheris.Setup(sys.argv, look_at)
    atheris.Fuzz()
