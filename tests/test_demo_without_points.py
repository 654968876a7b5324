"""The demo's months of online service and its ledger: every oddity comes out as it should."""

import io
from functools import cache

import pytest
from docx import Document
from openpyxl import load_workbook

from builder.intake.calendar import read_calendar
from builder.intake.collect import collect_returns
from builder.model.marks import Mark
from builder.model.standings import Scorecard, Standing
from builder.office.consultation import consultation_packs
from builder.office.desk import result_papers
from builder.office.losses import list_losses
from builder.pages.mark_card import MarkCard
from builder.pages.unit import unit_page
from builder.rubric.catalogue import read_catalogue_schemas
from builder.rubric.dossier import read_dossiers
from builder.rubric.library import Instrument, read_library
from builder.scoring.campaigns import EvidenceByRubric, ScoredCampaign, score_campaign
from builder.scoring.conclusions import conclusion
from tests.demo.ledger import ledger_round
from tests.demo.online import MONTHS, online_campaign
from tests.demo.world import ROOT

INPUT = ROOT / "input"
SEPTEMBER, OCTOBER, NOVEMBER = (online_campaign(month).id for month in MONTHS)
LEDGER = ledger_round().campaign.id
GREEN, RED = "达到目标（绿）", "未达到目标（红）"


@cache
def library() -> dict[str, Instrument]:
    return dict(read_library(ROOT / "rubrics")[0])


@cache
def scored(name: str) -> ScoredCampaign:
    rubrics = {id_: instrument.rubric for id_, instrument in library().items()}
    catalogues, _ = read_catalogue_schemas(ROOT / "rubrics")
    dossiers, _ = read_dossiers(ROOT / "rubrics")
    folders, _ = read_calendar(INPUT, rubrics, dossiers, catalogues)
    campaign = next(item.campaign for item in folders if item.campaign.id == name)
    earlier: EvidenceByRubric = scored(campaign.previous).evidence if campaign.previous else {}
    instruments = [library()[id_] for id_ in campaign.instruments]
    returns = collect_returns(INPUT / name, campaign, rubrics)
    return score_campaign(campaign, returns, instruments, earlier)


def rows_of(name: str) -> dict[str, Standing]:
    return {row.unit.id: row for row in scored(name).result.instruments[0].standings.rows}


def scorecard_of(name: str, unit: str) -> Scorecard:
    card = rows_of(name)[unit].scorecard
    assert card is not None
    return card


def mark_of(name: str, unit: str, indicator: str) -> Mark:
    marks = scorecard_of(name, unit).marks
    return next(mark for mark in marks if mark.indicator == indicator)


@pytest.mark.parametrize(
    ("name", "unit", "indicator", "expected"),
    [
        (SEPTEMBER, "G05", "23", ("scored", RED)),  # 1603 of 19800 is 8.1 %
        (SEPTEMBER, "G07", "23", ("scored", "达到目标，接近界限（黄）")),  # 8 % keeps the limit
        (SEPTEMBER, "G09", "23", ("scored", "达到目标，接近界限（黄）")),  # 6 %
        (SEPTEMBER, "G02", "1", ("scored", GREEN)),  # all 96 items
        (SEPTEMBER, "G08", "27", ("not_applicable", "")),  # no bad review
        (SEPTEMBER, "G03", "24", ("not_applicable", "")),  # not the county as a whole
        (SEPTEMBER, "G01", "24", ("scored", "目标尚未生效")),  # due on 15 November
        (OCTOBER, "G04", "7", ("missing", "")),  # a blank isn't a zero
        (OCTOBER, "G10", "14", ("pending", "")),  # 「约90项」 is no number
        (NOVEMBER, "G08", "11", ("scored", RED)),  # 900 is fewer than the month before
        (NOVEMBER, "G01", "24", ("scored", GREEN)),  # 150700 of 486000 is 31.01 %
    ],
)
def test_an_indicator_comes_to_its_word(
    name: str, unit: str, indicator: str, expected: tuple[str, str]
) -> None:
    mark = mark_of(name, unit, indicator)

    assert (mark.state.value, mark.label) == expected
    assert mark.points is None


def test_nobody_is_ranked_by_indicators_without_points() -> None:
    for name in (SEPTEMBER, OCTOBER, NOVEMBER):
        rows = rows_of(name).values()
        assert {row.rank for row in rows} == {None}
        assert {row.total for row in rows} == {None}
    reasons = {unit: row.unranked_reason for unit, row in rows_of(OCTOBER).items()}
    assert reasons.pop("G06") == "未报"
    assert set(reasons.values()) == {"本细则不计分、不排名"}


def test_the_first_month_has_no_trend_and_the_third_shows_three() -> None:
    first, third = (mark_of(name, "G01", "24").trace for name in (SEPTEMBER, NOVEMBER))

    assert not [step for step in first if "上期" in step]
    walk = "各期走势：2020年9月30日≈23.87% → 2020年10月31日≈28.5% → 2020年11月30日≈31.01%"
    assert walk in third


def test_a_trend_names_the_cells_of_the_months_before() -> None:
    mark = mark_of(NOVEMBER, "G01", "24")

    assert {answer.carried_from for answer in mark.answers} == {"", OCTOBER, SEPTEMBER}
    assert all(answer.place is not None for answer in mark.answers)


@pytest.mark.parametrize(
    ("unit", "indicator", "expected"),
    [
        ("T01", "1.2", ("scored", "达标", "6.250")),  # done on the due date
        ("T02", "1.2", ("scored", "部分达标", "3.125")),  # a day late
        ("T02", "3.2", ("scored", "部分达标", "3.125")),  # done, but nobody says when
        ("T03", "2.2", ("scored", "未达标", "0.000")),  # nothing but phrases
        ("T03", "4.2", ("scored", "未达标", "0.000")),
        ("T09", "2.1", ("scored", "未达标", "0.000")),
        ("T05", "3.1", ("scored", "部分达标", "3.125")),  # 400 people want two agents
        ("T06", "1.1", ("scored", "部分达标", "3.125")),  # 149.5 ㎡
        ("T08", "5.1", ("not_applicable", "", "None")),
        ("T09", "3.4", ("missing", "", "None")),
    ],
)
def test_a_checkpoint_comes_to_its_status(
    unit: str, indicator: str, expected: tuple[str, str, str]
) -> None:
    mark = mark_of(LEDGER, unit, indicator)

    assert (mark.state.value, mark.label, str(mark.points)) == expected


def test_a_checkpoint_that_does_not_apply_leaves_the_rate() -> None:
    """T08: six met and nine partly met of fifteen: (6 + 9 × 0.5) ÷ 15 = 70 %."""
    card = rows_of(LEDGER)["T08"].scorecard

    assert card is not None
    assert [mark.label for mark in card.marks].count("达标") == 6
    assert [mark.label for mark in card.marks].count("部分达标") == 9
    assert str(card.total) == "70.000"


def test_equal_rates_share_a_rank() -> None:
    """T02 and T10: fourteen met and two partly met of sixteen, 93.75 %."""
    rows = rows_of(LEDGER)

    assert [str(rows[unit].total) for unit in ("T02", "T10")] == ["93.750", "93.750"]
    assert [rows[unit].rank for unit in ("T02", "T10")] == [2, 2]


def tables(name: str) -> list[list[list[str]]]:
    """The tables of the campaign's circular, row by row."""
    papers = result_papers(scored(name), ROOT / "site_templates").papers
    content = papers["通报.docx"]
    assert isinstance(content, bytes)
    found = Document(io.BytesIO(content)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def test_a_circular_without_points_counts_words() -> None:
    """Every number is counted again from the marks of SEPTEMBER."""
    units, short, rows = tables(SEPTEMBER)
    marks = {
        row.unit.name: row.scorecard.marks for row in rows_of(SEPTEMBER).values() if row.scorecard
    }

    for line in units[1:]:
        labels = [conclusion(mark) for mark in marks[line[0]]]
        assert line[1:-1] == [str(labels.count(word)) for word in units[0][1:-1]]
    red = {
        id_: sum(conclusion(m) == RED for own in marks.values() for m in own if m.indicator == id_)
        for id_ in (line[0].split(" ")[0] for line in short[1:])
    }
    assert [line[1] for line in short[1:]] == [str(number) for number in red.values()]
    assert list(red.values()) == sorted(red.values(), reverse=True)
    assert rows[0][-1] == "没有完全达到的单位"
    assert sum(int(line[rows[0].index(RED)]) for line in rows[1:]) == sum(
        conclusion(mark) == RED for own in marks.values() for mark in own
    )


def test_a_pack_without_points_tells_words_and_no_rank() -> None:
    book = load_workbook(io.BytesIO(next(iter(consultation_packs(scored(SEPTEMBER)).values()))))
    said = "".join(str(cell.value) for row in book.worksheets[0] for cell in row if cell.value)

    assert "（不计分、不排名）" in said
    assert "名次" not in said


def test_what_falls_short_without_points_is_a_loss_by_its_word() -> None:
    losses = [one for one in list_losses(scored(SEPTEMBER).result) if one.unit.id == "G05"]

    assert {one.mark.indicator for one in losses if one.word == RED} == {
        mark.indicator for mark in scorecard_of(SEPTEMBER, "G05").marks if conclusion(mark) == RED
    }
    assert {one.lost for one in losses} == {None}
    assert {one.summary for one in losses} == {one.word for one in losses}


def test_a_rate_is_shown_by_its_sections() -> None:
    """LEDGER: 示例一街道 has 96.875 % = 25 + 12.5 + 40.625 + 12.5 + 6.25."""
    _, _, sections = tables(LEDGER)

    assert sections[1][1:] == [
        *("示例一街道", "25.000", "12.500", "40.625", "12.500", "6.250", "96.875"),
    ]
    pack = consultation_packs(scored(LEDGER))["示例一街道.xlsx"]
    said = "".join(
        str(cell.value)
        for row in load_workbook(io.BytesIO(pack)).worksheets[0]
        for cell in row
        if cell.value
    )
    assert "场地建设标准化 25%" in said
    assert "怎么算出来的" not in said


def cards_of(unit: str) -> dict[str, MarkCard]:
    """The cards on the unit's page in November, by their anchors."""
    november, *before = (scored(name).result for name in (NOVEMBER, OCTOBER, SEPTEMBER))
    own = rows_of(NOVEMBER)[unit].unit
    (score,) = unit_page(november, own, {}, history=before).view.scores  # type: ignore[attr-defined]
    return {card.anchor: card for section in score.scored.sections for card in section.cards}


def test_what_is_compared_with_a_month_without_a_page_is_told_in_place() -> None:
    """G06 filed nothing in October, though the platform knows its figures; G05 filed."""
    october = "上期的数值和出处"
    led, told = (
        [(link.text, link.href) for link in cards_of(unit)["i-1"].links if link.text == october]
        for unit in ("G05", "G06")
    )

    assert led == [(october, f"../../{OCTOBER}/units/G05.html#i-1")]
    assert told == []
    places = {group.origin: group for group in cards_of("G06")["i-1"].sources}
    before = places[f"平台数据（取自{OCTOBER}）"]
    assert before.place == "平台数据/政务服务平台导出.xlsx › 平台数据"
    assert [value.cell for value in before.values] == ["B8", "C8"]


def test_a_unit_that_filed_nothing_is_not_said_to_have_left_cells_blank() -> None:
    card = cards_of("G06")["i-5"]

    assert "上期（2020年10月31日）未报，不能比较升降" in card.steps
    assert not any(OCTOBER in group.origin for group in card.sources)
