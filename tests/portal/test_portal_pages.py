"""The pages of a portal, as a person has read them, and its data."""

import csv
import io
import json
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import pytest

from builder.generator.search_index import INDEX
from builder.output import write_files
from builder.pages.addresses import link
from builder.portal.making import draw_portal, survey_counties
from builder.portal.pages import portal_navigation
from builder.portal.search import add_units
from builder.portal.settings import Portal
from builder.portal.survey import Survey
from builder.scoring.results import YearResult
from tests.conftest import CompareGolden
from tests.portal.conftest import WriteCounty
from tests.portal.county_sites import harvest, site_files, spoil, write_editions

HOSTILE = "<b>\u202e甲乡"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def survey(portal: Portal, counties: Path, bring: WriteCounty) -> Survey:
    """甲县 has a site, 乙县 editions, and that of 丙县 hasn't come."""
    bring("jia")
    write_editions(bring("yi"), "2024")
    return collect(portal, counties)


def collect(portal: Portal, counties: Path) -> Survey:
    return survey_counties(portal, harvest(portal, counties))


def draw(survey: Survey) -> dict[str, bytes]:
    return dict(draw_portal(survey, ROOT / "site_templates"))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_pages(survey: Survey, compare_golden: CompareGolden) -> None:
    pages = {path: page for path, page in draw(survey).items() if path.endswith(".md")}

    del pages["accessibility.md"]
    compare_golden("portal", pages)


def test_all_that_a_page_leads_to_is_there(survey: Survey, tmp_path: Path) -> None:
    """In a county's site too."""
    files = draw(survey)
    made = {link("index.md", path) for path in files}
    come = tmp_path / "coming"
    made |= {path.relative_to(come).as_posix() for path in come.rglob("*")}

    for path in files:
        assert link("index.md", path) in made
    led = [
        (path, href)
        for path, content in files.items()
        if path.endswith(".md")
        for href in hrefs(content.decode())
    ]

    assert len(led) > 40
    assert [pair for pair in led if target(*pair) not in made] == []


def hrefs(text: str) -> list[str]:
    return [part.partition('"')[0] for part in text.split('href="')[1:]]


def target(path: str, href: str) -> str:
    """Where *href* on page *path* leads."""
    page = href.partition("#")[0] or link("index.md", path).rpartition("/")[2]
    return normpath(join(dirname(path), page))


def test_the_navigation_lists_index_pages(survey: Survey) -> None:
    assert portal_navigation(survey) == [
        {"首页": "index.md"},
        {"各市（州）": [{"东市": "cities/east.md"}, {"西州": "cities/west.md"}]},
        {"找单位": "units/index.md"},
        {"开放数据": "data/index.md"},
    ]


def test_every_page_says_that_the_data_is_made_up(survey: Survey) -> None:
    pages = [text.decode() for path, text in draw(survey).items() if path.endswith(".md")]

    assert all("演示数据" in page for page in pages)


def test_the_list_of_counties(survey: Survey) -> None:
    jia, yi, bing = rows(draw(survey)["data/counties.csv"])

    assert jia == {
        "县代码": "jia",
        "县": "甲县",
        "市州": "东市",
        "网站": "jia/index.html",
        "版次": "",
        "最近一次评估": "2024年示例评估",
        "状态": "草稿",
        "数据截止": "2025-01-20",
        "应报": "3",
        "参评": "2",
    }
    assert (yi["网站"], yi["版次"]) == ("yi/latest/index.html", "2024版")
    assert [key for key, text in bing.items() if text] == ["县代码", "县", "市州"]


def test_the_list_of_units(survey: Survey) -> None:
    units = rows(draw(survey)["data/units.csv"])

    assert [(row["县"], row["单位名称"], row["网页"]) for row in units] == [
        ("甲县", "丙街道", "jia/small-year/units/bing.html"),
        ("甲县", "甲乡", "jia/small-year/units/jia.html"),
        ("甲县", "乙镇", "jia/small-2024/units/yi.html"),
        ("乙县", "丙街道", "yi/latest/small-year/units/bing.html"),
        ("乙县", "甲乡", "yi/latest/small-year/units/jia.html"),
        ("乙县", "乙镇", "yi/latest/small-2024/units/yi.html"),
    ]
    assert {row["单位类型"] for row in units} == {"乡镇", "街道"}


def test_the_tables_of_all_counties_one_below_the_other(survey: Survey, counties: Path) -> None:
    merged = rows(draw(survey)["data/standings.csv"])

    own = rows((counties / "jia" / "data" / "small-2024" / "standings.csv").read_bytes())
    owners = ({"县代码": "jia", "县": "甲县"}, {"县代码": "yi", "县": "乙县"})
    assert merged == [owner | row for owner in owners for row in own]


def test_a_column_that_one_county_lacks_is_empty_there(
    portal: Portal, counties: Path, bring: WriteCounty
) -> None:
    """Another version of the program may write other columns."""
    bring("jia")
    file = bring("yi") / "data" / "small-2024" / "standings.csv"
    package = file.with_name("datapackage.json")
    told = json.loads(package.read_bytes())
    for one in told["resources"]:
        one.pop("hash", None)
    package.write_text(json.dumps(told), "utf-8")
    file.write_text("单位名称,新列\n丁乡,=1\n", "utf-8")

    merged = rows(draw(collect(portal, counties))["data/standings.csv"])

    assert [(row["县"], row["单位名称"], row["总分"], row["新列"]) for row in merged] == [
        ("甲县", "甲乡", "4.75", ""),
        ("甲县", "乙镇", "0", ""),
        ("甲县", "丙街道", "", ""),
        ("乙县", "丁乡", "", "'=1"),
    ]


def test_the_index_for_programs(survey: Survey) -> None:
    index: dict[str, Any] = json.loads(draw(survey)["data/portal.json"])

    assert (index["schema"], index["title"]) == ("gongshi-portal/1", "示例省政务服务评估公示")
    (jia, yi), (bing,) = (city["counties"] for city in index["cities"])
    year, campaign = jia["campaigns"]
    assert year["package"] == "jia/data/small-year/datapackage.json"
    assert campaign["cohort"] == {"expected": 3, "counted": 2}
    assert campaign["instruments"] == [
        {
            "id": "small",
            "title": "示例评分细则",
            "rubric_sha256": "c" * 64,
            "standings": [
                {"unit": "jia", "name": "甲乡", "total": "4.75"},
                {"unit": "yi", "name": "乙镇", "total": "0"},
                {"unit": "bing", "name": "丙街道", "total": None},
            ],
        }
    ]
    assert (yi["edition"], yi["site"]) == ("2024", "yi/latest/index.html")
    assert bing == {"id": "bing", "name": "丙县", "site": None, "edition": None, "campaigns": []}


def test_a_county_that_evaluated_nobody_and_one_that_is_held_back(
    portal: Portal, counties: Path, bring: WriteCounty, small_year: YearResult
) -> None:
    write_files(counties / "jia", site_files([small_year]))
    (bring("yi") / "index.html").unlink()
    survey = collect(portal, counties)

    files = draw(survey)

    home = files["index.md"].decode()
    assert "没有评估" in home
    assert "网站有误，等待重新报送" in home
    assert "还没有收到" in home
    assert "细则相同" not in home
    assert "data/standings.csv" not in files
    assert [row["最近一次评估"] for row in rows(files["data/counties.csv"])] == ["", "", ""]


def test_what_a_county_calls_its_units_is_text_on_pages_and_in_the_search(
    portal: Portal, counties: Path, bring: WriteCounty, tmp_path: Path
) -> None:
    """Signs that turn the direction of text are left out; the theme places results as HTML."""
    folder = bring("jia")
    for results in ("small-2024", "small-year"):
        file = f"data/{results}/results.json"
        spoil(folder, file, lambda content: content.replace("甲乡".encode(), HOSTILE.encode()))
        package = folder / "data" / results / "datapackage.json"
        package.write_text(package.read_text("utf-8").replace('"hash"', '"was"'), "utf-8")
    survey = collect(portal, counties)
    write_files(tmp_path / "site", {INDEX: '{"docs": []}'})

    add_units(tmp_path / "site", survey)

    index = json.loads((tmp_path / "site" / INDEX).read_bytes())
    (entry,) = [one for one in index["docs"] if "jia.html" in one["location"]]
    assert entry["title"] == "&lt;b&gt;甲乡（甲县）"
    assert entry["tags"] == ["&lt;b&gt;甲乡"]
    pages = [text for path, text in draw(survey).items() if path.endswith(".md")]
    assert all(b"<b>" not in page for page in pages)
    assert any("&#60;b&#62;甲乡".encode() in page for page in pages)
