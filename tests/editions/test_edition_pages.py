"""What a reader is told of editions: a year of the demo, with all that can happen in it.

Five editions of one project: four quarters, and between them one correction (data, findings, a
late filing, an objection upheld, and what these moved) and one changed rule; then a draft.
"""

import html
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from builder.editions.chronicle import Chronicle
from builder.pages import addresses
from builder.pages.site import render_site
from builder.pipeline import evaluate, tell_editions
from builder.project import Project
from tests.demo.edition_year import (
    POST,
    QUIET,
    STEPS,
    YEAR,
    commit,
    edit,
    git,
)
from tests.demo.published_year import published_year

QUARTER = f"{YEAR}q1"
METHOD = "zichuan-2022-townships"
FILED = "填报表/示例一街道.xlsx"
FIRST, _, CORRECTION, RULE, LAST = STEPS

ATOM = "{http://www.w3.org/2005/Atom}"

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Year:
    """The source of the site of each edition, and of what was built before and after them."""

    project: Project
    #: Built before anything was published.
    plain: Files
    editions: Mapping[str, Files]
    #: Built after the last edition; 示例一街道 then says 4 benchmark stations.
    draft: Files

    @property
    def first(self) -> Files:
        """The first quarter's."""
        return self.editions[FIRST.id]

    @property
    def correction(self) -> Files:
        """The correction's."""
        return self.editions[CORRECTION.id]

    @property
    def rule(self) -> Files:
        """That of the edition in which a rule was another one."""
        return self.editions[RULE.id]

    @property
    def last(self) -> Files:
        """The last one's."""
        return self.editions[LAST.id]


def draft_of(project: Project) -> Files:
    """The source of the site that `gongshi build` makes."""
    evaluation = evaluate(project, QUIET)
    chronicle: Chronicle = tell_editions(project, evaluation.results, QUIET)
    told = (evaluation.handbook, chronicle)
    return render_site(evaluation.results, project.templates, *told)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    published = published_year(tmp_path_factory)
    folder = tmp_path_factory.mktemp("editions")
    first = copy_of(published.after(FIRST.id), folder / "first")
    for ref in ("refs/heads/publication", f"refs/tags/edition/{FIRST.id}"):
        git(first.root, "update-ref", "-d", ref)
    last = copy_of(published.after(LAST.id), folder / "last")
    edit(last.root, f"{QUARTER}/{FILED}", "填报表", {"D8": 4})
    editions = {step.id: published.source(step.id) for step in STEPS}
    return Year(last, draft_of(first), editions, draft_of(last))


def copy_of(repository: Path, folder: Path) -> Project:
    """The project in a copy of *repository* that may be changed."""
    root = Path(shutil.copytree(repository, folder))
    return Project(root, root / "output")


def told(files: Files, page: str) -> str:
    """What a page says, without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", "", files[page].decode()))


def rows(text: str) -> list[list[str]]:
    """The cells of every table row in *text*."""
    found = re.findall(r"<tr>(.*?)</tr>", text)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in found)
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in cells]


def lines_of(files: Files, page: str) -> list[list[str]]:
    """The rows of the one table of *page*, without its heads."""
    return rows(files[page].decode())[1:]


def changes(
    files: Files, page: str, campaign: str = QUARTER
) -> Mapping[tuple[str, str], list[str]]:
    """(Unit, number of the row) → before, after, causes, why; the number of a total is empty."""
    _, _, after = files[page].decode().partition(f"{{: #c-{campaign} ")
    lines = [row for row in rows(after.partition("\n## ")[0]) if row[0] != "单位"]
    return {(row[0], row[1].partition(" ")[0] if len(row) == 6 else ""): row[-4:] for row in lines}


def test_each_cause_stands_on_the_page_of_the_correction_where_it_was_at_work(year: Year) -> None:
    """What was changed stands in `_correct` of tests/demo/edition_year.py.

    5 benchmark stations are 3 + 0.5 × 5 = 5.5 points, 6 were 6; 2.2 has 6 points, of which
    示例一镇 loses 3 and no longer 2, and 示例三镇, whose objection was upheld, 0 and no longer 2.
    """
    found = changes(year.correction, addresses.edition_page(CORRECTION.id))

    assert found["示例一街道", "1.2"] == [
        *("6分", "5.5分", "数据变动"),
        f"标杆型便民服务站数：6个 → 5个（{FILED} › 填报表 › D8）",
    ]
    assert found["示例一镇", "2.2"] == [
        *("4分", "3分", "核定更正"),
        "人员队伍建设扣分：2分 → 3分（核定/核定与巡查记录.xlsx › 核定记录 › D44）",
    ]
    assert found["示例三镇", "2.2"][:3] == ["4分", "6分", "申诉采纳"]
    assert found["示例三镇", "2.2"][3].startswith("采纳（查阅台账，情况属实），")
    assert found["示例九镇", ""][0] == "未参评"
    assert found["示例九镇", ""][2] == "补报、换报"
    assert found["示例一街道", "3.2"][2:] == [
        "其他单位变动",
        "示例二街道、示例九镇变动，影响本项得分",
    ]
    assert found["示例二街道", "3.2"][2] == "数据变动、其他单位变动"


def test_the_change_of_a_rule_is_told_in_the_words_of_the_method(year: Year) -> None:
    """Of 1.3 (4 points) 示例一街道 lacks one element, 示例三镇 two, which then passes 示例一镇."""
    found = changes(year.rule, addresses.edition_page(RULE.id))

    assert found["示例一街道", "1.3"] == ["3分", "3.5分", "细则变动", "每缺一项扣分：1分 → 0.5分"]
    assert found["示例三镇", "1.3"][:3] == ["2分", "3分", "细则变动"]
    assert {key: causes for key, (_, _, causes, _) in found.items() if causes != "细则变动"} == {
        ("示例一镇", ""): "其他单位变动"
    }
    page = addresses.method_changes_page(METHOD)
    assert lines_of(year.rule, page)[0] == [
        *("1.3 提升特殊群体服务能力", "每缺一项扣分", "1分", "0.5分", "影响计分")
    ]
    assert page not in year.correction
    assert "本办法的修改（2022年第三季度）" in told(year.rule, addresses.method_page(METHOD))


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
    lines = lines_of(year.last, addresses.EDITIONS)

    assert [line[0] for line in lines] == [f"{s.title}{s.id}" for s in reversed(STEPS)]
    assert [line[2] for line in lines] == ["正式", "正式", "更正（2022Q2）", "正式", "正式"]
    assert lines[2][1] == "2022年8月3日"
    assert lines[2][3] == CORRECTION.notice
    assert [line[4] for line in lines[3:]] == [
        "与2022年第一季度相比，已经公布的得分、总分和名次都没有变；新公布1项评估。",
        "首次发布，没有更早的版次可以相比。",
    ]


def test_what_an_edition_changed_is_told_in_every_later_one_in_the_same_bytes(year: Year) -> None:
    """But for units that may have gone since, pages of old editions are drawn from their files."""
    data = addresses.edition_data(CORRECTION.id)
    page = addresses.edition_page(CORRECTION.id)

    assert year.last[data] == year.correction[data]
    assert changes(year.last, page) == changes(year.correction, page)


def test_home_campaign_and_unit_lead_to_what_changed(year: Year) -> None:
    files, page = year.correction, f"editions/{CORRECTION.id}.html"
    unit = files[addresses.unit_page(QUARTER, "T07")].decode()

    assert f'href="{page}"' in files["index.md"].decode()
    assert f'href="../{page}#c-{QUARTER}"' in files[f"{QUARTER}/index.md"].decode()
    assert f'href="../../{page}"' in unit
    assert "更正与变化 {: #changes" in unit
    assert "<li>2.2 加强人员队伍建设：4分 → 6分。申诉采纳：采纳（查阅台账，情况属实），" in unit


def test_rows_that_only_others_moved_are_told_together(year: Year) -> None:
    """示例九镇, which came in, is better in 2.3, a row by rank (8 − 0.5 a place), than 示例三镇."""
    unit = told(year.correction, addresses.unit_page(QUARTER, "T07"))
    (line,) = [line for line in unit.splitlines() if line.startswith("随其他单位变动的指标：")]

    assert "2.3（3.5分 → 3分）" in line
    assert "2.2（" not in line


def test_an_upheld_objection_is_told_with_what_had_been_published(year: Year) -> None:
    """The pack didn't come back, so that the points before are those of the edition before."""
    for files in (year.correction, year.last):
        table = files[addresses.unit_page(QUARTER, "T07")].decode().partition("#appeals")[2]
        assert rows(table)[1] == [
            *("2.2 加强人员队伍建设", "采纳", "查阅台账，情况属实", "—", "4分", "6分")
        ]


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
    """It was received at 2022-04-05 14:36; nobody registered when the second version came."""
    lines = lines_of(year.last, addresses.sources_page(QUARTER, "T01"))

    assert [line[0] for line in lines] == [FILED, FILED]
    assert [line[2] for line in lines] == [
        "第一次收到",
        "标杆型便民服务站数：6 → 5（填报表 › D8）",
    ]
    assert [line[3] for line in lines] == [
        "2022年第一季度、2022年第二季度",
        "2022年第二季度（更正1）、2022年第三季度、2022年第四季度和年度",
    ]
    assert {line[1] for line in lines} == {"2022-04-05 14:36"}


def test_corrections_are_news_and_editions_that_change_nothing_are_not(year: Year) -> None:
    feed = ET.fromstring(year.last["feeds/corrections.xml"])  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")

    assert "feeds/corrections.xml" not in year.editions["2022Q2"]
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "变动：2022年第三季度",
        "更正：2022年第二季度（更正1）",
    ]
    assert (entries[1].findtext(f"{ATOM}summary") or "").startswith(CORRECTION.notice)
    assert entries[1].findtext(f"{ATOM}updated") == "2022-08-03T00:00:00+08:00"


def test_rows_are_told_with_what_they_came_to_in_the_quarters_before(year: Year) -> None:
    """示例三镇's 2.2, of 6 points: all in the first quarter, after its objection; then 2 lost."""
    last = year.last[addresses.unit_page(f"{YEAR}q4", "T07")].decode()
    second = year.last[addresses.unit_page(f"{YEAR}q2", "T07")].decode()

    assert "以前：一季度6分、二季度4分、三季度6分" in last
    assert "以前：一季度6分<" in second
    assert "以前：" not in year.last[addresses.unit_page(QUARTER, "T07")].decode()


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
    later = Path(shutil.copytree(year.project.root, tmp_path / "later"))
    path = later / "rubrics" / f"{METHOD}.yml"
    head, rest = path.read_text("utf-8").split("kind: checklist", 1)
    path.write_text(f"{head}kind: checklist{rest.replace('per: 0.5', 'per: 0.25', 1)}", "utf-8")
    commit(later, "细则", date(2023, 2, 1))
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{later}", "clone")
    root = tmp_path / "clone"
    git(root, "fetch", "--quiet", "--depth", "1", "origin", "publication:publication")

    files = draft_of(Project(root, root / "output"))

    found = changes(files, addresses.edition_page(""))
    assert found["示例一街道", "1.3"][2] == "细则变动"
    assert found["示例一街道", "1.3"][3].startswith("细则文件已改，旧细则不在手边")
    assert "不含更早的版本" in told(files, addresses.sources_page(QUARTER, "T01"))


def test_an_edition_is_told_by_what_it_is(year: Year) -> None:
    page = told(year.correction, addresses.edition_page(CORRECTION.id))

    for words in (CORRECTION.notice, POST, "2022年8月3日", "更正（2022Q2）"):
        assert words in page
