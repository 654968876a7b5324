"""One rubric file for several counties: what each profile makes of it, and faults in it."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from builder.rubric.library import read_library
from builder.rubric.profiles import read_rubrics
from builder.rubric.rules.status import Status
from builder.rubric.schema import Rubric

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "sources"

TWO = """\
id: points
profiles:
  north:
    title: 北县评估要点
    source: {document: 北县要点}
    values: {county: 北县, area: 150, group: true}
    notes: [北县的备注]
  south:
    title: 南县评估要点
    source: {document: 南县要点}
    values: {county: 南县, area: 99.50, group: false}
kinds: [township]
notes: ["两县共用：{county}"]
parts:
  - id: all
    title: 得分
    points: 100
    sections:
      - id: "1"
        title: "{county}大厅"
        indicators:
          - id: "1.1"
            title: 面积
            wording: 在{county}内，面积不少于{area}平方米。
            clause: 附件1
            method: 实地验证
            points: 100
            fields:
              - {id: area, title: 面积, type: decimal, measure: ㎡, origin: [U]}
              - {id: group, title: 有领导小组, type: yes_no, origin: [U]}
            rule:
              kind: status
              met:
                all:
                  - {field: area, at_least: "{area}"}
                  - {field: group, is: "{group}"}
"""


def write(folder: Path, text: str, name: str = "points") -> Path:
    path = folder / f"{name}.yml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    _, problems = read_rubrics(write(folder, text), "points.yml")
    return [f"{problem.kind.code} {problem.place} {problem.wrong}" for problem in problems]


def two(folder: Path) -> tuple[Rubric, Rubric]:
    found, problems = read_rubrics(write(folder, TWO), "points.yml")
    assert problems == ()
    north, south = (one.record for one in found)
    return north, south


def test_a_file_with_two_profiles_is_two_instruments(tmp_path: Path) -> None:
    north, south = two(tmp_path)

    assert (north.id, south.id) == ("points-north", "points-south")
    assert (north.title, south.title) == ("北县评估要点", "南县评估要点")
    assert (north.source.document, south.source.document) == ("北县要点", "南县要点")


def test_placeholders_within_a_text_become_the_values_words(tmp_path: Path) -> None:
    north, south = two(tmp_path)

    assert north.sections[0].title == "北县大厅"
    assert south.indicators[0].wording == "在南县内，面积不少于99.50平方米。"


def test_a_text_that_is_only_a_placeholder_becomes_the_value_itself(tmp_path: Path) -> None:
    limits = []
    for rubric in two(tmp_path):
        rule = rubric.indicators[0].rule
        assert isinstance(rule, Status)
        assert rule.met is not None
        assert rule.met.all is not None
        limits.append((rule.met.all[0].at_least, rule.met.all[1].is_))

    assert limits == [(Decimal(150), True), (Decimal("99.50"), False)]


def test_notes_of_a_profile_follow_those_for_all(tmp_path: Path) -> None:
    north, south = two(tmp_path)

    assert north.notes == ("两县共用：北县", "北县的备注")
    assert south.notes == ("两县共用：南县",)


def test_a_file_without_profiles_stays_as_it_is(tmp_path: Path) -> None:
    head = "id: plain\ntitle: 细则\nsource: {document: 文件}\n"
    plain = head + TWO[TWO.index("kinds:") :].replace('"{area}"', "1").replace('"{group}"', "true")

    found, problems = read_rubrics(write(tmp_path, plain), "points.yml")

    assert problems == ()
    assert [one.record.id for one in found] == ["plain"]
    assert found[0].record.sections[0].title == "{county}大厅"


def test_an_unknown_placeholder_is_told_with_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    _, problems = read_rubrics(write(tmp_path, TWO.replace("在{county}", "在{country}")), "p.yml")

    assert [str(problem.place) for problem in problems] == [
        "p.yml › 第24行 › parts[0].sections[0].indicators[0].wording",
    ] * 2
    assert [problem.remedy for problem in problems] == ["是否想写「county」？"] * 2
    assert "profiles.north" in problems[0].wrong
    assert "profiles.south" in problems[1].wrong


def test_only_the_profile_that_lacks_a_value_is_left_out(tmp_path: Path) -> None:
    lacking = TWO.replace("county: 南县, area: 99.50,", "area: 99.50,")

    found, problems = read_rubrics(write(tmp_path, lacking), "points.yml")

    assert [one.record.id for one in found] == ["points-north"]
    assert {problem.kind.code for problem in problems} == {"R505"}


def test_a_fault_that_both_share_is_told_once_where_it_stands(tmp_path: Path) -> None:
    told = faults(tmp_path, TWO.replace("clause: 附件1", "clausen: 附件1"))

    assert len(told) == 1
    assert "第25行 › parts[0].sections[0].indicators[0].clausen" in told[0]


def test_a_value_of_the_wrong_type_is_told_where_the_placeholder_stands(tmp_path: Path) -> None:
    told = faults(tmp_path, TWO.replace("area: 150", "area: 很大"))

    assert len(told) == 1
    assert told[0].startswith("R502 points.yml › 第35行")
    assert "应为数字" in told[0]


def test_a_fault_in_a_profile_stands_in_the_profile(tmp_path: Path) -> None:
    told = faults(tmp_path, TWO.replace("source: {document: 南县要点}", "source: {dokument: 南县}"))

    assert [one.split(" ")[0] for one in told] == ["R503"]
    assert "第10行 › profiles.south.source.dokument" in told[0]


def test_profiles_that_are_empty_are_refused(tmp_path: Path) -> None:
    start, end = TWO.index("profiles:"), TWO.index("kinds:")
    told = faults(tmp_path, f"{TWO[:start]}profiles: {{}}\n{TWO[end:]}")

    assert [one.split(" ")[0] for one in told] == ["R502"]


def test_a_library_holds_the_instrument_of_every_profile(tmp_path: Path) -> None:
    write(tmp_path, TWO)

    library, problems = read_library(tmp_path)

    assert problems == ()
    assert sorted(library) == ["points-north", "points-south"]
    assert library["points-north"].sha256 == library["points-south"].sha256


def test_a_library_tells_a_fault_of_both_profiles_once(tmp_path: Path) -> None:
    write(tmp_path, TWO.replace("points: 100\n    sections", "points: 90\n    sections"))

    library, problems = read_library(tmp_path)

    assert library == {}
    assert [problem.kind.code for problem in problems] == ["R504"]


STATUS_FILES = ("county-twelve-points", "township-eight-points")
STATUS_IDS = [f"{file}-{county}" for file in STATUS_FILES for county in ("wenxian", "luoshan")]
PRINTED = {
    "wenxian": "wenxian-evaluation-points.txt",
    "luoshan": "luoshan-2021-evaluation-plan.txt",
}

#: Rows of each file, in the source's order; the letters are parts of one printed clause.
STATUS_ROWS = {
    "county-twelve-points": (
        "1.1 1.2 2.1 2.2 3.1a 3.1b 3.1c 4.1 4.2 4.3 5.1 5.2 6.1 6.2 6.3 6.4 6.5 6.6 7.1 7.2"
        " 8.1 8.2 8.3 9.1 9.2a 9.2b 9.2c 9.2d 9.2e 10.1 11.1 11.2 12.1"
    ),
    "township-eight-points": (
        "1.1 1.2 2.1 2.2 3.1 4.1 4.2 4.3 5.1 5.2 5.3 6.1 6.2 6.3 6.4 6.5 7.1 7.2 8.1 8.2 8.3 8.4"
    ),
}


@cache
def status_rubrics() -> Mapping[str, Rubric]:
    paths = [ROOT / "rubrics" / f"{file}.yml" for file in STATUS_FILES]
    found = [one.record for path in paths for one in read_rubrics(path, path.name)[0]]
    return {rubric.id: rubric for rubric in found}


def status_rubric(id_: str) -> Rubric:
    return status_rubrics()[id_]


@pytest.mark.parametrize("id_", STATUS_IDS)
def test_every_requirement_of_the_printed_tables_is_a_row(id_: str) -> None:
    file = id_.rpartition("-")[0]

    assert [row.id for row in status_rubric(id_).indicators] == STATUS_ROWS[file].split()


def test_the_rows_come_to_twenty_seven_and_twenty_two_requirements() -> None:
    """Rows less letters: 33 − 2 (3.1a–c are one) − 4 (9.2a–e are one) = 27; the towns' are 22."""
    counts = {
        file: len({row.rstrip("abcde") for row in rows.split()})
        for file, rows in STATUS_ROWS.items()
    }

    assert counts == {"county-twelve-points": 27, "township-eight-points": 22}


@pytest.mark.parametrize("id_", STATUS_IDS)
def test_wording_is_that_of_the_countys_own_document(id_: str) -> None:
    path = SOURCES / PRINTED[id_.rpartition("-")[2]]
    if not path.exists():
        pytest.skip(f"the source document {path.name} isn't here")
    printed = plain(path.read_text(encoding="utf-8"))
    quoted = [line for row in status_rubric(id_).indicators for line in row.wording.split("\n")]

    assert [line for line in quoted if plain(line) not in printed] == []


def plain(text: str) -> str:
    """*text* without white space, its commas, colons, semicolons and brackets full width."""
    widths = str.maketrans(",:;()", "，：；（）")
    return "".join(text.split()).translate(widths)


@pytest.mark.parametrize("id_", STATUS_IDS)
def test_sections_weigh_the_same_and_rows_are_worth_a_hundred(id_: str) -> None:
    rubric = status_rubric(id_)

    assert {section.weight for section in rubric.sections} == {Decimal(1)}
    assert {row.points for row in rubric.indicators} == {Decimal(100)}
    assert len(rubric.sections) == (12 if id_.startswith("county") else 8)
    assert (rubric.total_title, rubric.total_note) == ("达标率", "源文件未赋分，仅供排序参考")


@pytest.mark.parametrize("id_", STATUS_IDS)
def test_a_split_clause_weighs_as_much_as_a_whole_one(id_: str) -> None:
    """9.2a–e: 5 × 0.2 = 1, the weight of 9.1."""
    split = [row for row in status_rubric(id_).indicators if row.id.startswith("9.2")]

    assert sum((row.weight for row in split), Decimal(0)) == (1 if split else 0)


@pytest.mark.parametrize("id_", STATUS_IDS)
def test_every_row_says_what_it_takes_for_met(id_: str) -> None:
    silent = [row.id for row in status_rubric(id_).indicators if not row.defaults]

    assert silent == []


def test_no_text_of_one_county_is_left_in_the_other() -> None:
    """罗山县 stands in 温县's 6.3 as printed, and is corrected beside it."""
    for file in STATUS_FILES:
        rubric = status_rubric(f"{file}-wenxian")
        texts = [*(row.wording for row in rubric.indicators), *(s.title for s in rubric.sections)]
        residue = [text for text in texts if "罗山" in text or "信阳" in text]

        assert len(residue) == (1 if file.startswith("township") else 0)
    towns = {row.id: row for row in status_rubric("township-eight-points-wenxian").indicators}
    assert "温县" in towns["6.3"].correction


def test_a_file_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("id: [", encoding="utf-8")

    rubrics, problems = read_rubrics(tmp_path / "a.yml", "a.yml")

    assert (rubrics, [problem.kind.code for problem in problems]) == ((), ["R501"])
