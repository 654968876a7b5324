"""What a reader is told of editions: a first one, a correction with four causes, a changed rule.

The project is a repository with a publication branch, and two quarters of the demo.
"""

import html
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from builder.model.editions import Edition
from builder.pages import addresses
from builder.pipeline import Project
from tests.editions.corrections import (
    FILED,
    FINDINGS,
    LATE,
    PLATFORM,
    QUARTER,
    ROOT,
    RUBRIC,
    edit,
    register_appeal,
    soften_rule,
)
from tests.editions.publication import Files, build, git, publish, start_repository

SECOND = "example-district-2022q2"
POST = "示例区政务服务管理办公室主任"
FIRST = Edition("2022Q1", "2022年第一季度", date(2022, 4, 20), POST, None, "", "", "")
NOTICE = "示例九镇补报后列入；示例一镇2.2的扣分更正；示例三镇2.2的异议经复核采纳。"
CORRECTION = Edition(
    *("2022Q1-更正1", "2022年第一季度（更正1）", date(2022, 5, 10), POST, "2022Q1", NOTICE, "", "")
)
THIRD = Edition("2022Q2", "2022年第二季度", date(2022, 7, 20), POST, None, "", "", "")

ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Year:
    """The source of each edition's site, of a draft of the first, and of what came after."""

    root: Path
    plain: Files
    first: Files
    correction: Files
    third: Files
    draft: Files


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """示例三镇 lost a point in 2.2 and objects; 示例一镇 lost 2 there, and 1 would be right.

    示例一街道 has 5 benchmark stations and said 6; 示例二街道's 集成服务办件数 was 800, not 665.
    With the second quarter a missing element of 1.3 costs half a point, no longer one.
    """
    root = start_repository(tmp_path_factory.mktemp("project"))
    shelf = start_repository(tmp_path_factory.mktemp("shelf"))
    (root / "rubrics").mkdir()
    shutil.copy(ROOT / "rubrics" / RUBRIC, root / "rubrics")
    shutil.copytree(ROOT / "input" / QUARTER, root / "input" / QUARTER)
    (root / "site_templates").symlink_to(ROOT / "site_templates")
    project = Project(root, root / "output")
    edit(root, FINDINGS, "核定记录", {"D64": 1})
    (root / "input" / QUARTER / LATE).unlink()
    plain = build(project)[1]
    first = publish(project, FIRST, shelf)
    shutil.copy(ROOT / "input" / QUARTER / LATE, root / "input" / QUARTER / LATE)
    edit(root, FILED, "填报表", {"D8": 5})
    edit(root, FINDINGS, "核定记录", {"D44": 1, "D64": 0})
    edit(root, PLATFORM, "平台数据", {"E4": 800})
    register_appeal(root)
    correction = publish(project, CORRECTION, shelf)
    soften_rule(root)
    shutil.copytree(ROOT / "input" / SECOND, root / "input" / SECOND)
    third = publish(project, THIRD, shelf)
    edit(root, FILED, "填报表", {"D8": 4})
    return Year(root, plain, first, correction, third, build(project)[1])


def told(files: Files, page: str) -> str:
    """What a page says, without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", "", files[page].decode()))


def rows(files: Files, page: str) -> list[list[str]]:
    """The cells of every table row of a page."""
    found = re.findall(r"<tr>(.*?)</tr>", files[page].decode())
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in found)
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in cells]


def changes(files: Files, page: str) -> Mapping[tuple[str, str], list[str]]:
    """(Unit, number of the row) → before, after, causes, why; the number of a total is empty."""
    lines = [row for row in rows(files, page) if row[0] != "单位"]
    return {(row[0], row[1].partition(" ")[0] if len(row) == 6 else ""): row[-4:] for row in lines}


def test_each_cause_stands_on_the_page_of_the_correction_where_it_was_at_work(year: Year) -> None:
    """3 + 0.5 × 5 = 5.5, not 6 points; what each unit's change follows from is in `year`."""
    found = changes(year.correction, addresses.edition_page(CORRECTION.id))

    assert found["示例一街道", "1.2"] == [
        *("6分", "5.5分", "数据变动"),
        f"标杆型便民服务站数：6个 → 5个（{FILED} › 填报表 › D8）",
    ]
    assert found["示例一镇", "2.2"][2] == "核定更正"
    assert found["示例三镇", "2.2"][2] == "申诉采纳"
    assert found["示例三镇", "2.2"][3].startswith("采纳（查阅台账，情况属实），")
    assert found["示例九镇", ""][0] == "未参评"
    assert found["示例九镇", ""][2] == "补报、换报"
    assert found["示例一街道", "3.2"][2:] == [
        "其他单位变动",
        "示例二街道、示例九镇变动，影响本项得分",
    ]
    assert found["示例二街道", "3.2"][2] == "数据变动、其他单位变动"


def test_the_change_of_a_rule_is_told_in_the_words_of_the_method(year: Year) -> None:
    """示例一街道 lacks one element of 1.3 (4 points), 示例三镇 two."""
    found = changes(year.third, addresses.edition_page(THIRD.id))

    assert found["示例一街道", "1.3"] == ["3分", "3.5分", "细则变动", "每缺一项扣分：1分 → 0.5分"]
    assert found["示例三镇", "1.3"][:3] == ["2分", "3分", "细则变动"]
    assert {causes for _, _, causes, _ in found.values()} == {"细则变动"}
    page = addresses.method_changes_page("zichuan-2022-townships")
    assert rows(year.third, page)[1] == [
        *("1.3 提升特殊群体服务能力", "每缺一项扣分", "1分", "0.5分", "影响计分")
    ]
    assert page not in year.correction
    assert "本办法的修改（2022年第二季度）" in told(
        year.third, addresses.method_page("zichuan-2022-townships")
    )


def test_every_rank_that_moved_is_listed(year: Year) -> None:
    """Against the ranks of both editions, as their data have them."""

    def ranks(files: Files) -> dict[str, int | None]:
        results = json.loads(files[f"data/{QUARTER}/results.json"])
        return {row["name"]: row["rank"] for row in results["instruments"][0]["standings"]}

    before, after = ranks(year.first), ranks(year.correction)
    moved = {name for name in after if before[name] != after[name]}
    found = changes(year.correction, addresses.edition_page(CORRECTION.id))

    assert len(moved) > 5
    assert moved <= {name for name, indicator in found if not indicator}


def test_the_index_lists_every_edition_the_latest_first(year: Year) -> None:
    lines = rows(year.third, addresses.EDITIONS)[1:]

    assert [line[0] for line in lines] == [
        *("2022年第二季度2022Q2", "2022年第一季度（更正1）2022Q1-更正1", "2022年第一季度2022Q1")
    ]
    assert [line[2] for line in lines] == ["正式", "更正（2022Q1）", "正式"]
    assert lines[1][3] == NOTICE
    assert lines[2][4] == "首次发布，没有更早的版次可以相比。"


def test_what_an_edition_changed_is_told_in_every_later_one_in_the_same_bytes(year: Year) -> None:
    """But for units that may have gone since, pages of old editions are drawn from their files."""
    data = addresses.edition_data(CORRECTION.id)
    page = addresses.edition_page(CORRECTION.id)

    assert year.third[data] == year.correction[data]
    assert changes(year.third, page) == changes(year.correction, page)


def test_home_campaign_and_unit_lead_to_what_changed(year: Year) -> None:
    files, page = year.correction, "editions/2022Q1-更正1.html"
    unit = files[addresses.unit_page(QUARTER, "T07")].decode()

    assert f'href="{page}"' in files["index.md"].decode()
    assert f'href="../{page}#c-{QUARTER}"' in files[f"{QUARTER}/index.md"].decode()
    assert f'href="../../{page}"' in unit
    assert "更正与变化 {: #changes" in unit
    assert "<li>2.2 加强人员队伍建设：待核定 → 6分。申诉采纳：采纳（查阅台账，情况属实），" in unit


def test_a_unit_that_nothing_changed_for_is_told_nothing(year: Year) -> None:
    """T04 has the same row, total and rank in all editions: its page leads to its sources alone."""
    found = {name for name, _ in changes(year.correction, addresses.edition_page(CORRECTION.id))}
    unit = year.correction[addresses.unit_page(QUARTER, "T04")].decode()
    name = re.search(r"^# (\S+)", unit, re.MULTILINE)

    assert name is not None
    assert name[1] not in found
    assert "#changes" not in unit
    assert "数据来历" in unit


def test_the_sources_of_a_unit_tell_versions_cells_and_editions(year: Year) -> None:
    lines = rows(year.third, addresses.sources_page(QUARTER, "T01"))[1:]

    assert [line[2] for line in lines] == [
        "第一次收到",
        "标杆型便民服务站数：6 → 5（填报表 › D8）",
    ]
    assert [line[3] for line in lines] == [
        "2022年第一季度",
        "2022年第一季度（更正1）、2022年第二季度",
    ]
    assert {line[1] for line in lines} == {"2022-04-05 14:36"}


def test_corrections_are_news_and_first_editions_are_not(year: Year) -> None:
    feed = ET.fromstring(year.third["feeds/corrections.xml"])  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")

    assert "feeds/corrections.xml" not in year.first
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "变动：2022年第二季度",
        "更正：2022年第一季度（更正1）",
    ]
    assert (entries[1].findtext(f"{ATOM}summary") or "").startswith(NOTICE)
    assert entries[1].findtext(f"{ATOM}updated") == "2022-05-10T00:00:00+08:00"


def test_a_build_after_the_last_edition_is_told_as_a_draft_against_it(year: Year) -> None:
    found = changes(year.draft, addresses.edition_page(""))

    assert found["示例一街道", "1.2"][:3] == ["5.5分", "5分", "数据变动"]
    assert told(year.draft, addresses.EDITIONS).count("草稿") == 1
    assert "feeds/corrections.xml" in year.draft


def test_without_a_published_edition_nothing_is_told(year: Year) -> None:
    """The first draft, in a repository without a publication branch."""
    words = ("editions/", "/sources/", "corrections.xml", "methods/changes")

    assert [path for path in year.plain if any(word in path for word in words)] == []
    assert "版次" not in told(year.plain, "index.md")


def test_a_first_edition_has_an_index_and_sources_and_no_changes(year: Year) -> None:
    assert addresses.EDITIONS in year.first
    assert addresses.edition_page(FIRST.id) not in year.first
    assert addresses.sources_page(QUARTER, "T01") in year.first


def test_where_the_editions_commit_is_gone_a_changed_rule_is_named_without_its_keys(
    year: Year, tmp_path: Path
) -> None:
    """A clone of the last commit alone, which came after the edition's: the old rubric is gone."""
    later = Path(shutil.copytree(year.root, tmp_path / "later", symlinks=True))
    path = later / "rubrics" / RUBRIC
    head, rest = path.read_text("utf-8").split("kind: checklist", 1)
    path.write_text(f"{head}kind: checklist{rest.replace('per: 0.5', 'per: 0.25', 1)}", "utf-8")
    git(later, "add", "rubrics")
    git(later, "commit", "-q", "-m", "细则", day=date(2022, 8, 1))
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{later}", "clone")
    root = tmp_path / "clone"
    git(root, "fetch", "-q", "--depth", "1", "origin", "publication:publication")
    (root / "site_templates").symlink_to(ROOT / "site_templates")

    files = build(Project(root, root / "output"))[1]

    found = changes(files, addresses.edition_page(""))
    assert found["示例一街道", "1.3"][2] == "细则变动"
    assert found["示例一街道", "1.3"][3].startswith("细则文件已改，旧细则不在手边")
    assert "不含更早的版本" in told(files, addresses.sources_page(QUARTER, "T01"))


def test_an_edition_is_told_by_what_it_is(year: Year) -> None:
    assert replace(FIRST, published=None).is_draft
    page = told(year.correction, addresses.edition_page(CORRECTION.id))
    for words in (NOTICE, POST, "2022年5月10日", "更正（2022Q1）"):
        assert words in page
