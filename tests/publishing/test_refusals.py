"""Publishing is refused with reasons, and what readers see stays as it is.

The project is half of the demo's year, ready for one more edition: signed and committed, until a
test takes something away.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from builder.project import Project
from tests.command_app import app
from tests.demo.edition_year import RUBRIC, YEAR, Step, commit, edit, git, prepare
from tests.demo.world import ROOT

pytestmark = pytest.mark.usefixtures("copied_generator")

ID = "2022Q2-更正1"
FILED = f"input/{YEAR}q1/填报表/示例一街道.xlsx"
FINDINGS = "核定/核定与巡查记录.xlsx"
MOBILE = "199" + "0000" + "1234"


def nothing(root: Path) -> None:
    """The office changes nothing."""
    assert root.is_dir()


NEXT = Step(ID, "更正", date(2022, 8, 3), nothing, "2022Q2", "示例三镇得分有误。")


def publish(root: Path, *arguments: str) -> tuple[int, str]:
    command = ["publish", *arguments, "--root", str(root)]
    result = CliRunner().invoke(app, command, env={"COLUMNS": "200"})
    return result.exit_code, result.output


def refs(root: Path) -> str:
    return git(root, "for-each-ref", "refs/heads/publication", "refs/tags")


def refusal(root: Path) -> tuple[int, str]:
    """What `gongshi publish` says, having moved no ref."""
    before = refs(root)

    status, said = publish(root, ID)

    assert refs(root) == before
    return status, said


def sign(root: Path, step: Step = NEXT) -> None:
    prepare(Project(root, root / "output"), step)


def replace_line(path: Path, key: str, value: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in lines]
    path.write_text("\n".join(changed), encoding="utf-8")


def add_line(path: Path, line: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")


def test_a_form_that_nobody_signed(project: Path) -> None:
    sign(project)
    replace_line(project / "editions" / ID / "signoff.yml", "post", '""')
    commit(project, "未签发", NEXT.day)

    status, said = refusal(project)

    assert status == 1
    assert f"[E712] editions/{ID}/signoff.yml" in said
    assert "签发单的职务还空着" in said
    assert "下一步" in said


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("day：2022-08-03", "signoff.yml › 第12行    这一行没有半角冒号"),
        ("day: 2022年8月3日", "应为日期，例如 2018-12-31：day。请照文件里“#”后面的说明改正"),
    ],
    ids=["a colon of full width", "a Chinese date"],
)
def test_a_form_that_was_filled_in_wrongly(project: Path, day: str, told: str) -> None:
    """The day stands on the twelfth line, the last."""
    sign(project)
    form = project / "editions" / ID / "signoff.yml"
    filled_in = form.read_text(encoding="utf-8")
    form.write_text(filled_in.replace("day: 2022-08-03", day), encoding="utf-8")

    status, said = publish(project, ID)

    assert status != 0
    assert told in said.replace("\n", "")


def test_results_that_differ_from_those_signed(project: Path) -> None:
    sign(project)
    edit(project, f"{YEAR}q1/{FINDINGS}", "核定记录", {"D64": 3})
    commit(project, "签发以后又改", NEXT.day)

    status, said = refusal(project)

    assert status == 1
    assert "[E714]" in said
    assert f"gongshi publish {ID} --draft" in said


def test_a_tie_that_nobody_decided(project: Path) -> None:
    """T01 and T08 are the same in every row again, at the fourth place of four."""

    def tie(root: Path) -> None:
        edit(root, f"{YEAR}q2/{FINDINGS}", "核定记录", {"D8": 93.7})

    sign(project, replace(NEXT, change=tie))

    status, said = refusal(project)

    assert status == 1
    assert f"[E722] input/{YEAR}q2" in said
    assert "示例一街道：「好」需人工裁定" in said
    assert "示例四镇：「好」需人工裁定" in said


def test_a_row_that_waits_for_its_finding(project: Path) -> None:
    """Between 2 and 4 points may be taken away in 2.2, so that 1 isn't a finding."""

    def unsettle(root: Path) -> None:
        edit(root, f"{YEAR}q2/{FINDINGS}", "核定记录", {"D47": 1})

    sign(project, replace(NEXT, change=unsettle))

    status, said = refusal(project)

    assert status == 1
    assert "[E722]" in said
    assert "示例二镇：1项待核定：2.2 加强人员队伍建设" in said


def test_a_rank_whose_score_nobody_entered(project: Path) -> None:
    """The score in 2.3 is the office's to give, so that its want isn't a loss of the town's."""

    def forget(root: Path) -> None:
        edit(root, f"{YEAR}q2/{FINDINGS}", "核定记录", {"D40": None})

    sign(project, replace(NEXT, change=forget))

    status, said = refusal(project)

    assert status == 1
    assert "[E722]" in said
    assert "示例一镇：1项待核定：2.3 " in said


def test_an_appeal_without_a_decision(project: Path) -> None:
    def appeal(root: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.append(["单位", "指标编号", "意见", "异议理由", "复核结论", "复核理由"])
        sheet.append(["示例五镇", "2.2", "有异议", "制度齐全", None, None])
        book.save(root / "input" / f"{YEAR}q2" / "申诉与复核.xlsx")

    sign(project, replace(NEXT, change=appeal))

    status, said = refusal(project)

    assert status == 1
    assert f"[E722] input/{YEAR}q2/申诉与复核.xlsx" in said
    assert "示例五镇：单位对指标2.2有异议，申诉与复核登记中没有复核结论" in said


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda root: (root / "input" / f"{YEAR}q1" / "新.xlsx").write_bytes(b""), "q1/新.xlsx"),
        (lambda root: (root / FILED).unlink(), FILED),
        (lambda root: add_line(root / "rubrics" / RUBRIC, "# 新"), f"rubrics/{RUBRIC}"),
        (lambda root: replace_line(root / "mkdocs.yml", "site_name", "另一个"), "mkdocs.yml"),
    ],
    ids=["new input", "input taken away", "changed rubric", "settings of the site"],
)
def test_what_is_not_committed(project: Path, change: Callable[[Path], object], named: str) -> None:
    sign(project)
    change(project)

    status, said = refusal(project)

    assert status == 1
    assert "[E704]" in said
    assert named in said


def test_a_blocked_disclosure(project: Path) -> None:
    """A mobile in the words of the correction, which every page would show."""
    sign(project, replace(NEXT, notice=f"有疑问的请拨打{MOBILE}。"))

    status, said = refusal(project)

    assert status == 2
    assert "疑似手机号" in said
    assert MOBILE not in said


def test_an_edition_that_is_out_already(project: Path) -> None:
    status, said = publish(project, "2022Q2")

    assert status == 1
    assert "[E721] editions/2022Q2/edition.yml" in said
    assert "gongshi publish 2022Q2-更正1" in said


def test_a_name_in_the_place_of_a_post(project: Path) -> None:
    sign(project)
    replace_line(project / "editions" / ID / "signoff.yml", "post", "张伟")
    commit(project, "签了姓名", NEXT.day)

    status, said = refusal(project)

    assert status == 1
    assert "[E715]" in said
    assert "张伟" not in said


def test_a_campaign_that_is_not_final_unless_it_is_named(project: Path) -> None:
    def reopen(root: Path) -> None:
        replace_line(root / "input" / f"{YEAR}q2" / "campaign.yml", "status", "draft")

    sign(project, replace(NEXT, change=reopen))

    status, said = refusal(project)

    assert status == 1
    assert f"[E723] input/{YEAR}q2/campaign.yml" in said
    replace_line(project / "editions" / ID / "edition.yml", "drafts", f"[{YEAR}q2, {YEAR}q1]")
    commit(project, "公开征求意见", NEXT.day)
    status, said = refusal(project)
    assert "[E723]" not in said
    assert f"“{YEAR}q1”不是没有定稿的评估任务" in said


def test_a_year_that_is_final_before_its_last_quarter(project: Path) -> None:
    """The year's settings say final; of its four quarters the last two are still drafts."""

    def add_year(root: Path) -> None:
        for name in (f"{YEAR}q3", f"{YEAR}q4", YEAR):
            shutil.copytree(ROOT / "input" / name, root / "input" / name)
        replace_line(root / "input" / YEAR / "campaign.yml", "status", "final")

    sign(project, replace(NEXT, change=add_year))

    status, said = refusal(project)

    assert status == 1
    assert f"[E725] input/{YEAR}/campaign.yml" in said
    assert "其中的示例区2022年第三季度、示例区2022年第四季度还没有定稿" in said


def test_a_correction_of_nothing_and_without_a_word(project: Path) -> None:
    sign(project, replace(NEXT, corrects="2021Q4", notice=" "))

    status, said = refusal(project)

    assert status == 1
    assert "[E726]" in said
    assert "[E727]" in said


def test_a_correction_of_another_edition_than_the_latest(project: Path) -> None:
    sign(project, replace(NEXT, corrects="2022Q1"))

    status, said = refusal(project)

    assert status == 1
    assert "[E729]" in said
    assert "gongshi publish 2022Q2-更正1" in said


def test_a_signature_older_than_the_last_edition(project: Path) -> None:
    sign(project, replace(NEXT, day=date(2022, 7, 1)))

    assert "[E728]" in refusal(project)[1]


def test_a_form_that_was_copied_from_another_edition(project: Path) -> None:
    sign(project)
    target = project / "editions" / ID / "signoff.yml"
    shutil.copy(project / "editions" / "2022Q1" / "signoff.yml", target)
    commit(project, "拷来的签发单", NEXT.day)

    assert "[E713]" in refusal(project)[1]


def test_on_the_publication_branch_itself(project: Path) -> None:
    sign(project)
    git(project, "symbolic-ref", "HEAD", "refs/heads/publication")

    assert "[E703]" in refusal(project)[1]


def test_where_another_computer_published_since(project: Path) -> None:
    """`origin` was fetched, and has an edition that the branch here hasn't."""
    sign(project)
    newer = git(
        project, "commit-tree", "publication^{tree}", "-p", "publication", "-m", "别处"
    ).strip()
    git(project, "update-ref", "refs/remotes/origin/publication", newer)

    assert "[E705]" in refusal(project)[1]


def test_outside_of_git_and_before_the_first_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("site_templates", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)

    assert "[E701]" in publish(tmp_path, ID)[1]
    git(tmp_path, "init", "--quiet")
    assert f"[E702] {tmp_path}" in publish(Path(), ID)[1].replace("\n", "")


@pytest.mark.parametrize("name", ["a/b", "latest", "2022 Q1"])
def test_a_name_that_would_not_do(tmp_path: Path, name: str) -> None:
    status, said = publish(tmp_path, name)

    assert status == 3
    assert "请写版次" in said


def test_check_tells_what_is_missing_and_does_nothing(project: Path) -> None:
    before = git(project, "status", "--porcelain"), refs(project)

    status, said = publish(project, "2023Q1", "--check")

    assert status == 1
    assert "[E711] editions/2023Q1" in said
    assert (git(project, "status", "--porcelain"), refs(project)) == before


def test_check_says_when_nothing_stands_in_the_way(project: Path) -> None:
    sign(project)

    status, said = publish(project, ID, "--check")

    assert status == 0, said
    assert f"gongshi publish {ID} 发布" in said
