"""Flags on pages: told to be hints, answered beside, and never one that is internal."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from builder.model.flags import Flag, FlagSeverity
from builder.pages.flag_table import flag_table
from builder.pages.flags import tell_counts, unit_flags
from builder.pages.page import Table
from builder.pages.site import render_site
from builder.scoring.results import CampaignResult
from tests.pages.small_services import FLAGS, WITHHELD, with_services

PAGE = "small-2024/flags.md"


@pytest.fixture
def flagged(small_result: CampaignResult) -> CampaignResult:
    return with_services(small_result)


@pytest.fixture
def files(flagged: CampaignResult, templates: Path) -> dict[str, bytes]:
    return dict(render_site((flagged,), templates))


def drawn(flagged: CampaignResult, *flags: Flag) -> Table:
    return flag_table(PAGE, flagged, flags, "问题线索", one_unit=False)


def unzipped(content: bytes) -> bytes:
    """All of a workbook's parts as they are before they are compressed."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"".join(book.read(name) for name in book.namelist())


def test_an_internal_flag_is_in_no_page_and_no_data_file(files: dict[str, bytes]) -> None:
    """Its title, its reason, its numbers and its file all hold the same word."""
    word = WITHHELD.encode()
    plain = {
        path: unzipped(content) if path.endswith(".xlsx") else content
        for path, content in files.items()
    }

    assert any(path.endswith(".xlsx") for path in plain)
    assert [path for path, content in plain.items() if word in content] == []
    assert "RF-23" not in files[PAGE].decode()
    assert "RF-23" not in files["data/small-2024/results.json"].decode()


def test_a_campaign_with_internal_flags_only_has_no_page_of_flags(
    flagged: CampaignResult, templates: Path
) -> None:
    internal = replace(flagged, flags=tuple(flag for flag in FLAGS if not flag.public))
    files = render_site((internal,), templates)

    assert PAGE not in files
    assert [path for path, text in files.items() if b"flags.html" in text] == []


@pytest.mark.parametrize("path", ["index.md", "small-2024/index.md"])
def test_home_and_campaign_count_them_as_hints(files: dict[str, bytes], path: str) -> None:
    assert "问题线索：红旗1条、黄旗1条、数据提示1条" in files[path].decode()


@pytest.mark.parametrize("path", [PAGE, "small-2024/units/jia.md"])
def test_wherever_flags_stand_it_says_that_they_prove_nothing_and_are_no_honour(
    files: dict[str, bytes], path: str
) -> None:
    text = files[path].decode()

    assert "红旗（问题线索）" in text
    assert "线索不等于结论" in text
    assert "与“流动红旗”等表彰无关" in text


def test_a_unit_page_has_the_units_own_flags_with_its_answer(files: dict[str, bytes]) -> None:
    jia = files["small-2024/units/jia.md"].decode().partition("{: #flags")[2]

    assert "本单位的问题线索，共1条" in jia
    assert "3项已于1月进驻<small>2025年1月12日答复</small>" in jia
    assert "RF-20" not in jia
    assert "{: #flags" not in files["small-2024/units/bing.md"].decode()


def test_severity_is_told_by_sign_and_word_and_sorted_by_gravity(flagged: CampaignResult) -> None:
    table = drawn(flagged, *(replace(FLAGS[0], severity=severity) for severity in FlagSeverity))
    column = [head.title for head in table.columns].index("程度")
    cells = [row[column] for row in table.rows]

    assert [cell.text for cell in sorted(cells, key=lambda cell: cell.sort)] == [
        *("✖ 一票否决", "■ 阻止发布", "▲ 红旗", "△ 黄旗", "○ 数据提示")
    ]


def test_the_reason_is_followed_by_clause_and_cells(flagged: CampaignResult) -> None:
    """Five cells: three are named and all are counted; a subject isn't repeated."""
    cell = drawn(flagged, FLAGS[1]).rows[0][3]

    assert cell.text == "5月没有办件"
    assert cell.note == "依据：附件1 第7项。出处：平台.xlsx › 数据 › E3、E4、E5等5处"


def test_a_subject_that_the_reason_does_not_name_stands_before_it(flagged: CampaignResult) -> None:
    assert drawn(flagged, FLAGS[2]).rows[0][3].text == "示例评分细则：有1项指标按缺省计分"


def test_a_deadline_is_told_until_it_is_kept(flagged: CampaignResult) -> None:
    cell = drawn(flagged, FLAGS[1]).rows[0][4]

    assert (cell.text, cell.note) == ("整改逾期", "整改期限2024年12月31日")


def test_without_any_answer_there_is_no_column_for_answers(flagged: CampaignResult) -> None:
    heads = [head.title for head in drawn(flagged, FLAGS[1]).columns]

    assert heads == ["情形", "程度", "单位", "原因和依据", "状态"]


def test_the_list_is_filtered_by_case_severity_unit_and_state(files: dict[str, bytes]) -> None:
    heads = re.findall(r'data-filtered="true">(.+?)</th>', files[PAGE].decode())

    assert heads == ["情形", "程度", "单位", "状态"]
    assert 'data-filter="单位已说明、再次出现"' in files[PAGE].decode()


def test_counts_begin_with_the_gravest() -> None:
    veto = replace(FLAGS[0], severity=FlagSeverity.VETO)

    assert tell_counts((FLAGS[1], FLAGS[0], veto)) == "一票否决1条、红旗1条、黄旗1条"


def test_of_many_flags_a_unit_shows_five_and_leads_to_the_rest(flagged: CampaignResult) -> None:
    first = FLAGS[0]
    assert first.unit is not None
    many = tuple(replace(first, subject=str(number)) for number in range(6))

    few = unit_flags("a.md", replace(flagged, flags=many[:5]), first.unit)
    all_ = unit_flags("a.md", replace(flagged, flags=many), first.unit)

    assert few is not None
    assert all_ is not None
    assert (few.caption, len(few.rows), few.rest) == ("本单位的问题线索，共5条", 5, None)
    assert (all_.caption, len(all_.rows)) == ("本单位的问题线索，共6条，先列5条", 5)
    assert all_.rest is not None
    assert all_.rest.text == "看全部6条"
