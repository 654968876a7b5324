"""The demo input is what its generator makes, holds nobody's data, and every oddity comes out."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from builder.intake.calendar import read_calendar
from builder.intake.campaign import Campaign
from builder.intake.collect import collect_returns
from builder.model.problems import Problem
from builder.model.returns import CampaignReturns
from builder.model.standings import Standing
from builder.rubric.catalogue import CatalogueSchema, read_catalogue_schemas
from builder.rubric.dossier import Dossier, read_dossiers
from builder.rubric.library import Instrument, read_library
from builder.scoring.campaigns import EvidenceByRubric, ScoredCampaign, score_campaign
from builder.scoring.years import combine_year
from tests.demo.files import same_content
from tests.demo.filings import ADDED
from tests.demo.world import ROOT, make_folders, make_input, make_round, rounds

INPUT = ROOT / "input"
COUNTY = "example-county-2018"
QUARTERS = tuple(f"example-district-2022q{quarter}" for quarter in range(1, 5))
MONTHS = tuple(f"example-county-2020m{month:02}" for month in (9, 10, 11))
LEDGER = "example-district-2021-ledger"
POINTS = ("example-county-a-2021", "example-county-b-2021")
DOSSIER = "example-district-2021-dossier"
SERVICES = "example-district-2021-services"
FIRST, SECOND = "example-county-c-2021r1", "example-county-c-2021r2"
DEPARTMENTS, TOWNSHIPS = "taiqian-2018-departments", "taiqian-2018-townships"
DISTRICT = "zichuan-2022-townships"
#: Files of each campaign, `campaign.yml` included. The county: 38 units that filed, 3 further
#: versions, 3 files of strangers, 7 books of the office, 2 registers, and the settings.
FILES = {
    COUNTY: 54,
    "example-district-2022": 1,
    **dict(zip(QUARTERS, (19, 19, 18, 20), strict=True)),
    # Twelve filings (eleven in October), platform, verdicts, receipts, units and the settings.
    **dict(zip(MONTHS, (17, 16, 17), strict=True)),
    # Nine filings, verdicts, receipts, units and the settings.
    LEDGER: 13,
    # Seventeen filings, or six; platform (not for the towns), verdicts, receipts, units, settings.
    **dict(zip(POINTS, (22, 10), strict=True)),
    # The same under the other county's profile, where T06 filed too.
    "example-county-b-2021-county": 23,
    "example-county-a-2021-towns": 10,
    # The workbook, three proofs, receipts, units and the settings.
    DOSSIER: 7,
    # Thirteen filings, nine catalogues, platform, verdicts, receipts, units and the settings;
    # answers to flags, and the register of rectification.
    SERVICES: 29,
    # Five filings, verdicts of one assessor and of three groups, receipts, units, settings.
    FIRST: 10,
    # One filing of changed rows, verdicts, the register of rectification, and the same three.
    SECOND: 6,
}
MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[\s-]?\d){8}(?!\d)")
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


@cache
def made() -> Mapping[str, bytes]:
    return make_input()


@cache
def library() -> Mapping[str, Instrument]:
    return read_library(ROOT / "rubrics")[0]


@cache
def dossiers() -> Mapping[str, Dossier]:
    return read_dossiers(ROOT / "rubrics")[0]


@cache
def catalogues() -> Mapping[str, CatalogueSchema]:
    return read_catalogue_schemas(ROOT / "rubrics")[0]


@cache
def campaign_of(name: str) -> Campaign:
    rubrics = {id_: instrument.rubric for id_, instrument in library().items()}
    folders, problems = read_calendar(INPUT, rubrics, dossiers(), catalogues())
    assert problems == ()
    return next(item.campaign for item in folders if item.campaign.id == name)


@cache
def returns_of(name: str) -> CampaignReturns:
    rubrics = {id_: instrument.rubric for id_, instrument in library().items()}
    campaign = campaign_of(name)
    schemas = [dossiers()[id_] for id_ in campaign.dossiers]
    listed = [catalogues()[id_] for id_ in campaign.catalogues]
    return collect_returns(INPUT / name, campaign, rubrics, dossiers=schemas, catalogues=listed)


@cache
def scored(name: str) -> ScoredCampaign:
    campaign = campaign_of(name)
    earlier: EvidenceByRubric = scored(campaign.previous).evidence if campaign.previous else {}
    instruments = [library()[id_] for id_ in campaign.instruments]
    return score_campaign(campaign, returns_of(name), instruments, earlier)


def rows_of(name: str, rubric: str) -> dict[str, Standing]:
    result = next(r for r in scored(name).result.instruments if r.rubric.id == rubric)
    return {row.unit.id: row for row in result.standings.rows}


def state_of(name: str, rubric: str, unit: str, indicator: str) -> tuple[str, str]:
    card = rows_of(name, rubric)[unit].scorecard
    assert card is not None
    mark = next(mark for mark in card.marks if mark.indicator == indicator)
    return mark.state.value, str(mark.points)


def texts_of(path: Path) -> Iterator[str]:
    """Everything that a person could read in the file, hidden sheets and properties included."""
    data = path.read_bytes()
    yield path.relative_to(INPUT).as_posix()
    if path.suffix in {".yml", ".md"}:
        yield data.decode()
    elif path.suffix == ".csv":
        yield data.decode("gbk")
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from (archive.read(name).decode() for name in archive.namelist())
        except zipfile.BadZipFile:
            yield data.decode(errors="replace")
    elif path.suffix in {".xls", ".et"}:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheet_names:
            yield from (str(c) for row in book.get_sheet_by_name(sheet).to_python() for c in row)


def test_the_input_has_the_files_that_it_should_have() -> None:
    found = {
        folder.name: sum(path.is_file() for path in folder.rglob("*"))
        for folder in INPUT.iterdir()
        if folder.is_dir()
    }

    assert found == FILES


def test_the_input_is_small_enough_for_git() -> None:
    assert sum(path.stat().st_size for path in INPUT.rglob("*") if path.is_file()) < 4_000_000


def test_formats_are_mixed_as_offices_mix_them() -> None:
    suffixes = [path.suffix for path in INPUT.rglob("*.*") if path.suffix not in {".yml", ".md"}]

    assert suffixes.count(".et") == 2
    assert suffixes.count(".csv") == 1
    assert suffixes.count(".docx") == 1
    assert suffixes.count(".pdf") == 4
    assert suffixes.count(".xls") > len(suffixes) / 8
    assert suffixes.count(".xlsx") > len(suffixes) * 3 / 5


def test_what_is_committed_is_what_the_generator_makes() -> None:
    """If this fails, run `python -m tests.demo` and commit what it changed."""
    committed = {
        path.relative_to(INPUT).as_posix(): path.read_bytes()
        for path in INPUT.rglob("*")
        if path.is_file()
    }

    assert sorted(committed) == sorted(made())
    changed = [name for name in committed if not same_content(committed[name], made()[name])]
    assert changed == []


def test_making_a_campaign_twice_gives_the_same_bytes() -> None:
    one = rounds()[1]
    rubrics = {id_: instrument.rubric for id_, instrument in library().items()}

    first, second = make_round(one, rubrics), make_round(one, rubrics)

    assert first == second


def test_no_file_holds_a_mobile_or_identity_number() -> None:
    hits = [
        (path.name, found[0])
        for path in sorted(INPUT.rglob("*"))
        if path.is_file()
        for text in texts_of(path)
        for pattern in (MOBILE, ID_NUMBER)
        if (found := pattern.search(text))
    ]

    assert hits == []


def test_the_guard_knows_a_mobile_and_an_identity_number_when_it_sees_one() -> None:
    assert MOBILE.search("电话 138" + " 0000 0000")
    assert ID_NUMBER.search("9901011949" + "10010013")
    assert not MOBILE.search("0000-1234501")


@pytest.mark.parametrize(
    "number",
    range(14),
    ids=[COUNTY, *QUARTERS, *MONTHS, LEDGER, *POINTS, DOSSIER, FIRST, SERVICES],
)
def test_intake_tells_exactly_the_problems_that_were_seeded(number: int) -> None:
    campaign, folder = make_folders()[number]
    seeded = {_spot(n.code, n.file, n.place) for n in folder.notes if n.code}

    told = {
        _spot(p.kind.code, p.place.file, str(p.place).partition(" › ")[2])
        for p in returns_of(campaign.id).problems
        if not _is_added_column(p)
    }

    assert told == seeded


@pytest.mark.parametrize(
    ("name", "excluded", "late"),
    [
        (COUNTY, {"D10", "D11", "D14", "D16", "D27", "T08"}, {"D24"}),
        (QUARTERS[0], set(), set()),
        (QUARTERS[1], set(), set()),
        (QUARTERS[2], {"T13"}, {"T10"}),
        (QUARTERS[3], {"T12", "T13"}, set()),
        (MONTHS[0], set(), set()),
        (MONTHS[1], {"G06"}, set()),
        (MONTHS[2], set(), set()),
        (LEDGER, set(), {"T07"}),
        (POINTS[0], {"T06"}, {"D10"}),
        (POINTS[1], set(), set()),
        (DOSSIER, set(), set()),
        (FIRST, set(), set()),
        (SERVICES, set(), set()),
    ],
)
def test_only_these_units_are_left_out_or_late(
    name: str, excluded: set[str], late: set[str]
) -> None:
    returns = returns_of(name).returns

    assert {item.unit.id for item in returns if item.excluded} == excluded
    assert {item.unit.id for item in returns if item.late and not item.excluded} == late


def test_a_unit_that_used_its_former_name_or_only_a_file_name_is_recognised() -> None:
    filings = {item.unit.id: item.filing for item in returns_of(COUNTY).returns}

    assert filings["D20"] == "邮件附件/县畜牧局填报表.xlsx"
    assert filings["D26"] == "邮件附件/县司法局报送.xlsx"
    assert filings["D03"] == "填报表/县城管局/县城管局填报表（定稿）.xlsx"


@pytest.mark.parametrize(
    ("unit", "indicator", "expected"),
    [
        ("D02", "2.2b", ("scored", "4.00")),  # 0.9 is 90 %: the band from 90 %
        ("D04", "2.2b", ("scored", "4.00")),  # 90 is 90 %
        ("D06", "2.2b", ("scored", "4.00")),  # 90％ is 90 %
        ("D07", "2.2b", ("scored", "1.00")),  # 70 % belongs to 「70%以上」
        ("D08", "2.2b", ("scored", "0.00")),  # 69.99 % doesn't
        ("D17", "1.1", ("scored", "3.00")),  # 46 of 46
        ("D29", "1.1", ("scored", "3.00")),  # 52 of 48 counts as all
        ("D31", "1.1", ("not_applicable", "None")),  # 0 of 0
        ("D04", "1.2", ("pending", "None")),  # the verdict gives no reason
        ("D07", "1.2", ("scored", "1.00")),  # the verdict gives one
        ("D12", "1.2", ("missing", "None")),  # #REF!
        ("D08", "1.4d", ("scored", "2.00")),  # 4 − 2 unfounded complaints
        ("D09", "1.4d", ("scored", "0.00")),  # one founded complaint
        ("D28", "2.3c", ("pending", "None")),  # 「约1200件」 is no number
        ("D25", "3.2b", ("missing", "None")),  # a blank isn't a zero
        ("D22", "4.1", ("not_applicable", "None")),  # no task was given
        ("D22", "4.2", ("not_applicable", "None")),
        ("D18", "5.1", ("scored", "11.00")),  # 5 × 2 + 1; the section has the cap
    ],
)
def test_a_department_with_an_oddity_gets_what_the_rubric_says(
    unit: str, indicator: str, expected: tuple[str, str]
) -> None:
    assert state_of(COUNTY, DEPARTMENTS, unit, indicator) == expected


def test_bonus_over_the_cap_of_its_section_is_cut() -> None:
    card = rows_of(COUNTY, DEPARTMENTS)["D18"].scorecard

    assert card is not None
    assert str(card.parts[0].bonus) == "10"


@pytest.mark.parametrize(
    ("unit", "indicator", "expected"),
    [
        ("T01", "5.3", ("scored", "1.00")),  # 30 of 50 is 60 %, in the gap: 1 by default
        ("T09", "5.3", ("scored", "0.00")),  # 35 of 60 is below 60 %
        ("T05", "5.3", ("not_applicable", "None")),  # nobody was asked
        ("T02", "3.1a", ("scored", "0.00")),  # 49.9 ㎡
        ("T03", "3.1a", ("scored", "10.00")),  # 195 ㎡, in the gap: 10 by default
        ("T04", "3.1a", ("scored", "10.00")),  # reported 210, verified 185
        ("T05", "3.1a", ("scored", "8.00")),  # 100 ㎡ belongs to the higher band
        ("T06", "3.1a", ("scored", "10.00")),  # 150 ㎡ too
        ("T07", "3.1a", ("scored", "15.00")),  # 200 ㎡
        ("T06", "1.4", ("scored", "1.00")),  # 2 − 0.5 × (4 − 2 with photos)
    ],
)
def test_a_township_with_an_oddity_gets_what_the_rubric_says(
    unit: str, indicator: str, expected: tuple[str, str]
) -> None:
    assert state_of(COUNTY, TOWNSHIPS, unit, indicator) == expected


def test_1200_written_in_two_ways_is_one_number_and_one_rank() -> None:
    """Both are ranked alike, so that 20 points by rank are the same for both."""
    assert state_of(COUNTY, DEPARTMENTS, "D15", "2.3c") == state_of(
        COUNTY, DEPARTMENTS, "D23", "2.3c"
    )


def test_only_a_verified_veto_costs_the_honours() -> None:
    cards = {unit: row.scorecard for unit, row in rows_of(COUNTY, DEPARTMENTS).items()}

    assert [unit for unit, card in cards.items() if card and not card.eligible] == ["D09"]
    assert cards["D09"] is not None
    (veto,) = cards["D09"].vetoes
    assert veto.trace[1] == "情形：上级明察暗访发现问题；是否核实：是"
    assert [answer.title for answer in veto.answers] == ["日期", "情形", "是否核实"]


def test_an_article_that_was_read_a_thousand_times_leads_to_the_figure() -> None:
    """999, 1000 and 12345 readings: nothing, a tenth, and a point, which is the most."""
    card = rows_of(QUARTERS[0], DISTRICT)["T05"].scorecard
    assert card is not None
    mark = next(mark for mark in card.marks if mark.indicator == "B3")

    scale = "每满1000加0.1分，至多1分"
    assert mark.trace == (
        f"「便民服务送到家门口」微信公众号：1 + 0分（阅读量999人次，{scale}）",
        f"「帮办员的一天」微信公众号：1 + 0.1分（阅读量1000人次，{scale}）",
        f"「智慧咨询一次不跑」微信公众号：1 + 1分（阅读量12345人次，{scale}）",
        "合计4.1分",
    )
    figures = [answer for answer in mark.answers if answer.field == "readings"]
    assert [str(one.place).rpartition(" ")[2] for one in figures] == ["I8", "I9", "I10"]


@pytest.mark.parametrize(
    ("name", "unit", "indicator", "expected"),
    [
        (QUARTERS[0], "T03", "B1", ("scored", "5.00")),  # one matter, 5, 3 and 2: the highest
        (QUARTERS[0], "T05", "B3", ("scored", "4.10")),  # 1 + (1 + 0.1) + (1 + 1)
        (QUARTERS[0], "T08", "B2", ("scored", "0.00")),  # unconfirmed, and of the district
        (QUARTERS[1], "T02", "B1", ("scored", "10.00")),  # 5 + 5 + 3 = 13, and the cap is 10
        (QUARTERS[1], "T06", "2.2", ("pending", "None")),  # 1 isn't within 2 to 4
        (QUARTERS[2], "T06", "2.2", ("pending", "None")),  # no reason
        (QUARTERS[2], "T11", "2.3", ("pending", "None")),  # the office entered no score
        (QUARTERS[2], "T07", "1.1", ("scored", "10.00")),  # newly 标杆型
        (QUARTERS[3], "T07", "1.1", ("scored", "10.00")),  # carried from the third quarter
    ],
)
def test_a_town_with_an_oddity_gets_what_the_rubric_says(
    name: str, unit: str, indicator: str, expected: tuple[str, str]
) -> None:
    assert state_of(name, DISTRICT, unit, indicator) == expected


def test_in_the_first_quarter_the_chain_decides_the_fourth_place() -> None:
    rows = rows_of(QUARTERS[0], DISTRICT)

    assert (rows["T06"].rank, rows["T13"].rank) == (4, 4)
    assert (rows["T06"].grades, rows["T13"].grades) == (("好",), ())


def test_in_the_first_quarter_nothing_is_open_so_that_it_may_be_final() -> None:
    assert campaign_of(QUARTERS[0]).status == "final"
    assert [row.undecided for row in rows_of(QUARTERS[0], DISTRICT).values()] == [()] * 13


def test_in_the_second_quarter_the_fourth_place_waits_for_a_person() -> None:
    rows = rows_of(QUARTERS[1], DISTRICT)

    assert (rows["T01"].rank, rows["T08"].rank) == (4, 4)
    assert rows["T01"].grades == rows["T08"].grades == ()
    assert rows["T01"].undecided == rows["T08"].undecided == ("「好」需人工裁定",)


def test_in_the_third_quarter_the_first_and_a_middle_place_are_tied() -> None:
    rows = rows_of(QUARTERS[2], DISTRICT)

    assert (rows["T02"].rank, rows["T04"].rank) == (1, 1)
    assert "担当作为流动红旗" in rows["T04"].grades
    assert (rows["T06"].rank, rows["T10"].rank, rows["T07"].rank) == (5, 5, 7)


def test_a_town_counted_in_only_two_quarters_has_no_result_for_the_year() -> None:
    rubric = library()[DISTRICT].rubric
    assert rubric.annual is not None
    results = [scored(name).result for name in QUARTERS]

    year = combine_year(campaign_of("example-district-2022"), rubric, rubric.annual, results)

    assert [row.unit.id for row in year.rows if row.rank is None] == ["T13"]


def _spot(code: str, file: str, place: str) -> tuple[str, str, str]:
    """Problems of values are told at their cell, others at their file."""
    return code, file, place if code.startswith("E4") else ""


def _is_added_column(problem: Problem) -> bool:
    return problem.kind.code == "E204" and ADDED in problem.wrong
