"""濮阳 2020 and 华龙 2021 against their source: every row, quoted, the municipal ones disabled."""

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from builder.formats.yaml_text import read_yaml
from builder.rubric.check import check_rubric
from builder.rubric.load import load_record
from builder.rubric.rules.status import Status
from builder.rubric.rules.target import Target
from builder.rubric.schema import Rubric

ROOT = Path(__file__).parents[2]
SOURCE = ROOT.parent / "shared" / "sources" / "hualong-puyang-dossier.txt"
INDICATORS, LEDGER = "puyang-2020-online-service", "hualong-2021-ledger"

#: Rows of the county; the rest of the thirty are those of the city's own bodies.
COUNTY = [str(row) for row in (1, 2, 3, 5, 7, 9, 11, 12, 14, 16, 18, 20, *range(22, 31))]
#: The row whose limit holds all year.
ALWAYS = "23"
BODY = ["T1", "T2", "T3", "T4"]
#: What the printed rows are labelled with in the rubric.
_LABEL = re.compile(r"^(评估要点|评分标准|工作要求及标准|目前参照标准)：")

#: Row → its benchmark, as printed.
BENCHMARKS = {
    "1": "1",
    "2": "0.4395",
    "3": "0.8189",
    "17": "0.9957",
    "18": "0.9041",
    "19": "0.8824",
    "20": "0.7098",
    "21": "0.8638",
    "22": "0.7365",
    "26": "0.2535",
    "27": "1",
    "10": "0",
    "11": "0",
}
#: Row → its dated targets.
TARGETS = {
    **{row: [("2020-10-15", "0.5"), ("2020-11-30", "1")] for row in ("6", "7")},
    **{row: [("2020-09-30", "1")] for row in ("12", "13", "14")},
    **{row: [("2020-10-15", "0.1")] for row in ("15", "16")},
    "23": [("2020-01-01", "0.08")],
    "24": [("2020-11-15", "0.3")],
    "25": [("2020-11-15", "0.1")],
    "29": [("2020-11-15", "1")],
    "30": [("2020-08-20", "1")],
    "T1": [("2020-10-20", "0.7"), ("2020-12-31", "1")],
    "T2": [("2020-11-10", "0.3")],
    "T3": [("2020-08-20", "1")],
    "T4": [("2020-08-30", "1")],
}


@cache
def rubric_of(id_: str) -> Rubric:
    loaded, problems = load_record(ROOT / "rubrics" / f"{id_}.yml", Rubric, id_)
    assert loaded is not None, [problem.wrong for problem in problems]
    return loaded.record


def bare(text: str) -> str:
    return re.sub(r"</?p>|\s", "", text)


def test_all_thirty_rows_are_there_and_the_county_uses_twenty_one() -> None:
    rubric = rubric_of(INDICATORS)
    rows = [row for section in rubric.sections for row in section.all_indicators]

    assert [row.id for row in rows] == [*map(str, range(1, 31)), *BODY]
    assert [row.id for row in rubric.indicators] == [*COUNTY, *BODY]
    assert all("市直" in row.disabled for row in rows if row.disabled)


def test_benchmarks_and_targets_are_those_of_the_source() -> None:
    rubric = rubric_of(INDICATORS)
    rules = {row.id: row.rule for section in rubric.sections for row in section.all_indicators}
    found = {id_: rule for id_, rule in rules.items() if isinstance(rule, Target)}
    benchmarks = {id_: rule.benchmark for id_, rule in found.items() if rule.benchmark}
    dated = {id_: rule.targets for id_, rule in found.items() if rule.targets}

    assert len(found) == len(rules)
    assert {id_: one.value for id_, one in benchmarks.items()} == {
        id_: Decimal(value) for id_, value in BENCHMARKS.items()
    }
    assert {
        id_: [(goal.since.isoformat(), goal.value) for goal in goals]
        for id_, goals in dated.items()
    } == {id_: [(day, Decimal(value)) for day, value in goals] for id_, goals in TARGETS.items()}


def test_the_disabled_rows_are_sound_when_they_are_enabled(tmp_path: Path) -> None:
    text = (ROOT / "rubrics" / f"{INDICATORS}.yml").read_text(encoding="utf-8")
    path = tmp_path / f"{INDICATORS}.yml"
    path.write_text(re.sub(r"\n *disabled:.*", "", text), encoding="utf-8")

    loaded, problems = load_record(path, Rubric, path.name)

    assert problems == ()
    assert loaded is not None
    assert len(loaded.record.indicators) == 34
    assert check_rubric(loaded) == ()


def test_the_ledger_has_five_tasks_and_sixteen_checkpoints_of_equal_weight() -> None:
    rubric = rubric_of(LEDGER)

    assert [len(section.indicators) for section in rubric.sections] == [4, 2, 7, 2, 1]
    assert {row.points for row in rubric.indicators} == {Decimal("6.25")}
    assert all(isinstance(row.rule, Status) for row in rubric.indicators)
    assert (rubric.total_title, rubric.total_note) == ("完成率", "台账未赋分，仅供排序参考")


def test_every_checkpoint_asks_for_the_same_and_has_the_same_due_date() -> None:
    rubric = rubric_of(LEDGER)
    for row in rubric.indicators:
        titles = [field.title for field in row.fields][:5]
        assert titles == ["进展", "完成日期", "完成率", "说明", "附件"], row.id
        assert "on_or_before=datetime.date(2021, 3, 31)" in repr(row.rule), row.id


@pytest.mark.parametrize("rubric_id", [INDICATORS, LEDGER])
def test_wording_is_quoted_from_the_dossier(rubric_id: str) -> None:
    if not SOURCE.exists():
        pytest.skip(f"the source document {SOURCE.name} isn't here")
    printed = bare(SOURCE.read_text(encoding="utf-8"))
    rows = [row for section in rubric_of(rubric_id).sections for row in section.all_indicators]
    lines = [_LABEL.sub("", line) for row in rows for line in row.wording.split("\n")]

    assert [line for line in lines if bare(line) not in printed] == []


@pytest.mark.parametrize("rubric_id", [INDICATORS, LEDGER])
def test_correction_stands_only_where_it_differs(rubric_id: str) -> None:
    rows = [row for row in rubric_of(rubric_id).indicators if row.correction]

    assert rows
    assert all(row.correction not in row.wording for row in rows)


def test_every_dated_target_has_cases_on_its_day_and_on_the_day_before() -> None:
    path = ROOT / "tests" / "cases" / "rubrics" / f"{INDICATORS}.yml"
    cases = cast("list[dict[str, str]]", read_yaml(path).value)
    days = {(case["indicator"], date.fromisoformat(case["period_end"])) for case in cases}
    wanted = {
        (row.id, day)
        for row in rubric_of(INDICATORS).indicators
        if isinstance(row.rule, Target) and row.id != ALWAYS
        for goal in row.rule.targets
        for day in (goal.since, goal.since - timedelta(days=1))
    }

    assert wanted - days == set()
