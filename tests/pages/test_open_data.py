"""results.json is what design.md §5 promises, and the CSV twins say the same."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from builder.model.returns import InputFile
from builder.pages import csv_tables
from builder.pages.data_table import guard_cell, write_csv
from builder.pages.downloads import DICTIONARY, data_files
from builder.pages.open_data import results_json, year_json
from builder.pages.overview import survey_site
from builder.scoring.results import CampaignResult, YearResult


def read_json(result: CampaignResult) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(results_json(result))
    return parsed


def read_csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def written(name: str, result: CampaignResult) -> bytes:
    return write_csv(next(t for t in csv_tables.campaign_tables(result) if t.name == name))


def test_the_keys_are_those_of_the_contract_in_its_order(small_result: CampaignResult) -> None:
    """`demo`, `parts`, `undecided`, what totals are called and counted in, words and figures

    beside a mark, ratings and vetoes are more than design.md asks for.
    """
    data = read_json(small_result)
    instrument = data["instruments"][0]

    assert list(data) == [
        *("schema", "campaign", "title", "status", "demo", "cutoff", "cohort"),
        *("instruments", "flags", "inputs"),
    ]
    assert list(instrument) == [
        *("id", "title", "rubric_sha256", "ranking", "total_title", "total_measure"),
        *("standings", "scorecards"),
    ]
    assert list(instrument["standings"][0]) == [
        *("unit", "name", "kind", "rank", "total", "base", "bonus", "penalty", "parts"),
        *("grade", "eligible", "unranked_reason", "undecided"),
    ]
    assert list(instrument["scorecards"][0]["marks"][0]) == [
        *("indicator", "title", "points", "most", "state", "label", "trace", "figures"),
        *("rule", "clause", "sources"),
    ]
    assert list(instrument["scorecards"][0]) == ["unit", "marks", "ratings", "vetoes"]
    assert list(data["inputs"][0]) == ["file", "sha256", "unit", "kind", "received"]


def test_the_cohort_is_counted_and_the_missing_are_named(small_result: CampaignResult) -> None:
    data = read_json(small_result)

    assert data["cohort"] == {"expected": 3, "counted": 2, "missing": ["bing"]}
    assert data["cutoff"] == "2025-01-20T18:00"
    assert data["status"] == "draft"


def test_decimals_are_strings_and_a_missing_one_is_null(small_result: CampaignResult) -> None:
    """4.75 = 2.25 + 2 + 0.5; 丙街道 isn't counted."""
    jia, yi, bing = read_json(small_result)["instruments"][0]["standings"]

    assert (jia["rank"], jia["total"], jia["base"], jia["bonus"]) == (1, "4.75", "4.25", "0.5")
    assert (yi["total"], yi["grade"]) == ("0", None)
    assert (bing["rank"], bing["total"], bing["unranked_reason"]) == (None, None, "未报")


@pytest.mark.parametrize(
    ("status", "told", "written_so"),
    [
        ("draft", [None, None, None], ["", "", ""]),
        ("final", [True, False, False], ["是", "否", "否"]),
    ],
)
def test_who_may_be_honoured_is_told_once_results_are_signed_off(
    small_result: CampaignResult,
    status: str,
    told: list[bool | None],
    written_so: list[str],
) -> None:
    """A veto stands against 乙镇, and 丙街道 isn't counted."""
    campaign = small_result.campaign.model_copy(update={"status": status})
    result = replace(small_result, campaign=campaign)

    standings = read_json(result)["instruments"][0]["standings"]
    assert [row["eligible"] for row in standings] == told
    rows = read_csv(written("standings.csv", result))
    assert [row["可评优"] for row in rows] == written_so


def test_a_mark_leads_to_its_cells(small_result: CampaignResult) -> None:
    mark = read_json(small_result)["instruments"][0]["scorecards"][0]["marks"][0]

    assert mark["points"] == "2.25"
    assert mark["trace"] == ["已进驻事项数45项 ÷ 事项总数60项 = 75%", "3 × 75% = 2.25分"]
    assert mark["sources"] == [
        {
            "file": "核定记录.xlsx",
            "sheet": "核定",
            "cell": "D7",
            "campaign": None,
            "field": "in_hall",
            "title": "已进驻事项数",
            "value": "45项",
            "origin": "A",
        },
        {
            "file": "填报/甲乡.xlsx",
            "sheet": "指标填报",
            "cell": "D5",
            "campaign": None,
            "field": "total",
            "title": "事项总数",
            "value": "60项",
            "origin": "U",
        },
    ]


def test_vetoes_stand_apart_from_marks(small_result: CampaignResult) -> None:
    _, yi = read_json(small_result)["instruments"][0]["scorecards"]

    assert [mark["indicator"] for mark in yi["marks"]] == ["1.1", "1.2", "J1"]
    assert [veto["indicator"] for veto in yi["vetoes"]] == ["RF-01"]


def test_a_mark_tells_its_figures_and_no_word_where_it_has_none(
    small_result: CampaignResult,
) -> None:
    mark = read_json(small_result)["instruments"][0]["scorecards"][0]["marks"][0]

    assert (mark["label"], mark["figures"]) == (None, ["窗口数12个"])


def test_the_order_of_inputs_does_not_hang_on_their_names(small_result: CampaignResult) -> None:
    returns = small_result.returns
    renamed = tuple(
        replace(file, file=name)
        for file, name in zip(reversed(returns.inputs), ("z.xlsx", "a.xlsx"), strict=True)
    )
    other = replace(small_result, returns=replace(returns, inputs=renamed))

    before, after = read_json(small_result)["inputs"], read_json(other)["inputs"]

    assert [file["sha256"] for file in before] == [file["sha256"] for file in after]


def test_a_year_tells_the_totals_of_its_rounds(small_year: YearResult) -> None:
    data = json.loads(year_json(small_year))

    assert data["rounds"] == ["small-2024"]
    assert data["standings"][0]["totals"] == {"small-2024": "4.75"}
    assert data["standings"][1]["totals"] == {"small-2024": None}


def test_the_csv_twin_of_the_standings_says_the_same(small_result: CampaignResult) -> None:
    rows = read_csv(written("standings.csv", small_result))

    assert [(row["名次"], row["单位名称"], row["总分"]) for row in rows] == [
        ("1", "甲乡", "4.75"),
        ("2", "乙镇", "0"),
        ("", "丙街道", ""),
    ]


def test_a_missing_mark_and_a_zero_are_two_things_in_the_csv(small_result: CampaignResult) -> None:
    rows = [row for row in read_csv(written("marks.csv", small_result)) if row["单位代码"] == "yi"]

    assert [(row["指标编号"], row["得分"], row["状态"]) for row in rows] == [
        ("1.1", "", "未填"),
        ("1.2", "0", "已核定"),
        ("J1", "", "待核定"),
    ]


@pytest.mark.parametrize("name", sorted(csv_tables.TABLES))
def test_the_dictionary_describes_every_column(
    name: str, small_result: CampaignResult, small_year: YearResult
) -> None:
    own = (*csv_tables.campaign_tables(small_result), *csv_tables.year_tables(small_year))
    tables = {table.name: write_csv(table) for table in own}
    dictionary = data_files(survey_site((small_result,)))[DICTIONARY]
    described = [row["列名"] for row in read_csv(dictionary) if row["文件"] == name]

    heads = tables[name].decode("utf-8-sig").split("\r\n")[0].split(",")

    assert heads == described


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+86", "'+86"),
        ("-1+2", "'-1+2"),
        ("@sum", "'@sum"),
        ("\t=1", "'\t=1"),
        ("-5", "-5"),
        ("-0.5", "-0.5"),
        ("县民政局", "县民政局"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_calculate_is_guarded(text: str, expected: str) -> None:
    """A number below zero is a number, and stays one."""
    assert guard_cell(text) == expected


def test_a_file_name_that_is_a_formula_is_guarded(small_result: CampaignResult) -> None:
    inputs = (InputFile("=cmd.xlsx", "d" * 64, "填报表"),)
    result = replace(small_result, returns=replace(small_result.returns, inputs=inputs))

    assert read_csv(written("inputs.csv", result))[0]["文件"] == "'=cmd.xlsx"
