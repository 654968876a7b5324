"""What a portal reads of a county's site, and what keeps it from reading."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builder.editions.edition_log import log_json
from builder.output import write_files
from builder.portal.county_site import read_county
from builder.portal.settings import County
from builder.scoring.results import YearResult
from tests.portal.conftest import WriteCounty
from tests.portal.county_sites import CAMPAIGN, DATA, YEAR, site_files, spoil, write_editions

Change = Callable[[bytes], bytes]
JIA = County(id="jia", name="甲县")


def test_a_site_as_the_program_writes_it(bring: WriteCounty) -> None:
    """The campaign of tests/pages/conftest.py: three units, of which two count."""
    site, problems = read_county(bring("jia"), JIA)

    assert problems == ()
    assert site is not None
    assert [one.id for one in site.campaigns] == [YEAR, CAMPAIGN]
    assert site.latest is not None
    campaign, results = site.latest
    assert (campaign.id, results.title, results.status) == (CAMPAIGN, "2024年示例评估", "draft")
    assert (results.cohort.expected, results.cohort.counted) == (3, 2)
    assert campaign.last_day == date(2025, 1, 20)
    assert site.last_day == date(2025, 1, 20)
    assert site.address("index.md") == "jia/index.md"
    assert site.edition is None


def test_every_unit_once_where_it_was_evaluated_last(bring: WriteCounty) -> None:
    """The year comes before its round; 乙镇 is in the round alone."""
    site, _ = read_county(bring("jia"), JIA)

    assert site is not None
    assert [(row.name, campaign.id) for row, campaign in site.units] == [
        ("丙街道", YEAR),
        ("甲乡", YEAR),
        ("乙镇", CAMPAIGN),
    ]


def test_the_tables_of_each_campaign(bring: WriteCounty) -> None:
    site, _ = read_county(bring("jia"), JIA)

    assert site is not None
    tables = {one.id: dict(one.tables) for one in site.campaigns}
    assert {id_: list(own) for id_, own in tables.items()} == {
        YEAR: ["year.csv"],
        CAMPAIGN: ["standings.csv", "flags.csv"],
    }
    standings = tables[CAMPAIGN]["standings.csv"]
    assert [row[standings.heads.index("单位名称")] for row in standings.rows] == [
        "甲乡",
        "乙镇",
        "丙街道",
    ]


@pytest.mark.parametrize(
    ("ids", "base"), [(("2024", "2024-更正1"), "jia/latest"), (("2024",), "jia/2024")]
)
def test_published_editions(bring: WriteCounty, ids: tuple[str, ...], base: str) -> None:
    folder = write_editions(bring("jia"), *ids, latest=len(ids) > 1)

    site, problems = read_county(folder, JIA)

    assert problems == ()
    assert site is not None
    assert site.base == base
    assert site.edition is not None
    assert site.edition.id == ids[-1]


def test_a_county_that_only_combined_a_year(counties: Path, small_year: YearResult) -> None:
    write_files(counties / "jia", site_files([small_year]))

    site, problems = read_county(counties / "jia", JIA)

    assert problems == ()
    assert site is not None
    assert site.latest is None


def swap(old: str, new: str) -> Change:
    """One text in the place of another, which is there."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return change


RESULTS, PACKAGE = f"{DATA}/results.json", f"{DATA}/datapackage.json"
PACKAGES, STANDINGS = "data/datapackage.json", f"{DATA}/standings.csv"
PAGE = f"{CAMPAIGN}/units/yi.html"


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        (PACKAGE, None, "没有这个文件"),
        (RESULTS, None, "没有这个文件"),
        (PAGE, None, "没有这个网页"),
        (RESULTS, lambda content: content[:-9], "不是 JSON"),
        (RESULTS, swap("gongshi-results/1", "gongshi-results/9"), "格式不合（schema）"),
        (RESULTS, swap(f'"campaign": "{CAMPAIGN}"', '"campaign": "2023"'), "评估任务“2023”"),
        (RESULTS, swap('"expected": 3', '"expected": "三"'), "cohort.expected"),
        (PACKAGE, swap("draft-2025-01-20", "draft-2025-02-31"), "version"),
        (PACKAGES, swap(f'"name": "{CAMPAIGN}"', '"name": "../etc"'), "resources.1.name"),
        (PACKAGE, swap('"path": "flags.csv"', '"path": "../../x"'), "path"),
        (STANDINGS, lambda _: b"\xff\xfe", "不是 CSV 文件"),
        (STANDINGS, lambda _: b"", "不是 CSV 文件"),
        (STANDINGS, lambda _: "单位,得分,得分\r\n甲局,1,2\r\n".encode(), "有两列同名"),
        (STANDINGS, lambda _: "甲,乙\n1\n".encode(), "列数不同"),
        ("editions.json", lambda _: b"{}", "不是版次清单"),
        ("editions.json", lambda _: log_json([]), "没有一个版次"),
    ],
)
def test_a_broken_site(bring: WriteCounty, file: str, change: Change | None, words: str) -> None:
    folder = bring("jia")
    spoil(folder, file, change)

    site, problems = read_county(folder, JIA)

    assert site is None
    assert [(one.kind.code, str(one.place)) for one in problems] == [
        ("E804", f"counties/jia/{file}")
    ]
    assert words in problems[0].wrong
    assert "甲县" in problems[0].wrong


def test_a_file_that_is_not_what_its_package_says(bring: WriteCounty) -> None:
    folder = bring("jia")
    (folder / DATA / "marks.csv").write_bytes(b"1")

    _, problems = read_county(folder, JIA)

    assert str(problems[0].place) == f"counties/jia/{DATA}/marks.csv"
    assert "指纹不同" in problems[0].wrong


def test_a_whole_output_folder_is_no_site(bring: WriteCounty) -> None:
    """It holds what is the office's alone."""
    site = bring("site")

    _, problems = read_county(site.parent, JIA)

    assert [one.kind.code for one in problems] == ["E803"]
    assert "data/datapackage.json" in problems[0].wrong
    assert "不是整个 output" in problems[0].remedy


def test_where_a_fault_of_an_edition_stands(bring: WriteCounty) -> None:
    folder = write_editions(bring("jia"), "2024")
    (folder / "latest" / CAMPAIGN / "index.html").unlink()

    _, problems = read_county(folder, JIA)

    assert str(problems[0].place) == f"counties/jia/latest/{CAMPAIGN}/index.html"
