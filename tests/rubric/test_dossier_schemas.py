"""The schemas of 佐证材料汇编: the shipped one is sound; wrong ones are told with their line."""

from datetime import date
from pathlib import Path

import pytest

from builder.intake.calendar import read_calendar
from builder.rubric.dossier import Window, read_dossiers

ROOT = Path(__file__).parents[2]

GOOD = """\
id: small
title: 汇编
source: 通知
claims:
  - id: "1"
    title: 论点
    wording: 要求
    clause: 一
    window: {start: 2020-01-01}
    demands:
      - {id: cut, title: 压缩比例, measure: "%"}
"""
CAMPAIGN = """\
id: one
title: 任务
authority: 办公室
region: 示例县
period: {start: 2020-01-01, end: 2020-12-31}
dossiers: %s
"""


def write(folder: Path, **files: str) -> Path:
    (folder / "rubrics" / "dossiers").mkdir(parents=True)
    for name, text in files.items():
        (folder / "rubrics" / "dossiers" / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder / "rubrics"


def test_the_shipped_schema_demands_what_the_source_demands() -> None:
    dossiers, problems = read_dossiers(ROOT / "rubrics")

    assert problems == ()
    (claim,) = dossiers["hualong-2021-rule-of-law"].claims
    assert claim.demands[0].title == "审批时限压缩比例"
    assert claim.window.start == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("right", "wrong", "code", "line"),
    [
        ("clause: 一", "clauses: 一", "R503", 8),
        ("    clause: 一\n", "", "R502", 5),
        ("start: 2020-01-01", "start: 去年", "R502", 9),
        ("    demands:\n", "    demands:\n      - {id: cut, title: 压缩天数}\n", "R502", 5),
    ],
)
def test_a_wrong_schema_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, code: str, line: int
) -> None:
    dossiers, problems = read_dossiers(write(tmp_path, small=GOOD.replace(right, wrong)))

    assert dossiers == {}
    told = [(p.kind.code, getattr(p.place, "line", 0)) for p in problems]
    assert (code, line) in told


def test_two_schemas_of_one_id_are_told(tmp_path: Path) -> None:
    _, problems = read_dossiers(write(tmp_path, first=GOOD, second=GOOD))

    assert [(p.kind.code, p.place.file) for p in problems] == [
        ("R506", "rubrics/dossiers/second.yml")
    ]


@pytest.mark.parametrize(
    ("named", "codes"),
    [("[small]", []), ("[smal]", ["R505"]), ("[small, other]", ["R506"])],
    ids=["known", "misspelt", "two with a claim of one number"],
)
def test_a_campaign_names_schemas_that_there_are(
    tmp_path: Path, named: str, codes: list[str]
) -> None:
    dossiers, _ = read_dossiers(
        write(tmp_path, small=GOOD, other=GOOD.replace("id: small", "id: other"))
    )
    folder = tmp_path / "input" / "one"
    folder.mkdir(parents=True)
    (folder / "campaign.yml").write_text(CAMPAIGN % named, encoding="utf-8")

    _, problems = read_calendar(tmp_path / "input", {}, dossiers)

    assert [problem.kind.code for problem in problems] == codes


def test_a_window_holds_its_first_and_last_day() -> None:
    window = Window(start=date(2020, 1, 1), end=date(2020, 12, 31))

    assert window.holds(date(2020, 1, 1))
    assert window.holds(date(2020, 12, 31))
    assert not window.holds(date(2021, 1, 1))
    assert Window(start=date(2020, 1, 1)).holds(date(2099, 1, 1))
