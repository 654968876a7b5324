"""`gongshi new`: from an empty folder, or the last round, to the next campaign."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner
from wcwidth import wcswidth

from builder.commands.asking import Asker
from builder.formats.yaml_text import read_yaml
from builder.intake.campaign import Campaign
from builder.office.newcomer import unit_lists
from builder.office.newcomer.campaign_file import campaign_text
from tests.command_app import app

ROOT = Path(__file__).parents[2]
LAST = "example-district-2022q1"
RUBRIC = "zichuan-2022-townships"


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments), input=typed)
    return result.exit_code, result.output


def read_campaign(folder: Path) -> Campaign:
    return Campaign.model_validate(read_yaml(folder / "campaign.yml").value)


def unit_ids(folder: Path) -> list[tuple[str, str]]:
    period = read_campaign(folder).period
    units, problems = unit_lists.read_folder_register(folder, period)
    assert problems == ()
    return [(unit.id, unit.name) for unit in units]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one rubric, one catalogue, and one round of thirteen units."""
    for name in ("site_templates", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in (f"{RUBRIC}.yml", "catalogues/one-thing.yml"):
        (tmp_path / "rubrics" / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / "rubrics" / name, tmp_path / "rubrics" / name)
    shutil.copytree(ROOT / "input" / LAST, tmp_path / "input" / LAST)
    return tmp_path


def test_an_empty_folder_becomes_a_project_with_a_campaign(tmp_path: Path) -> None:
    """Asked in turn: the folder, what, region, body, period, title, id, two times, units."""
    answers = ["是", RUBRIC, "某县", "", "2026q3", "", "", "2026.10.20", ""]
    units = ["2", "1. 城关镇", "将军路街道", "县民政局", "完", "都对"]

    status, said = run(
        "new", "--root", str(tmp_path), typed="\n".join([*answers, *units, "是", ""])
    )

    folder = tmp_path / "input" / "2026q3"
    campaign = read_campaign(folder)
    assert status == 0, said
    assert {path.name for path in tmp_path.iterdir()} == {
        ".git",
        ".gitattributes",
        ".gitignore",
        "input",
        "mkdocs.yml",
        "rubrics",
        "site_templates",
    }
    assert campaign.title == "某县2026年第三季度政务服务评估"
    assert campaign.authority == "某县政务服务管理办公室"
    assert f"{campaign.deadline}" == "2026-10-20 18:00:00"
    # 20 October 2026 is a Tuesday; three weekdays on is Friday.
    assert f"{campaign.cutoff}" == "2026-10-23 18:00:00"
    assert campaign.instruments == (RUBRIC,)
    assert unit_ids(folder) == [("T01", "城关镇"), ("T02", "将军路街道"), ("D01", "县民政局")]
    assert "选的细则不评这些单位：县民政局" in said
    assert "网站、通报会照印细则的来源" in said.replace("\n", "")
    assert "gongshi templates --campaign 2026q3" in said.replace("\n", "")


def test_a_campaign_that_was_made_can_be_checked_and_given_templates(tmp_path: Path) -> None:
    register = tmp_path / "现有的名册.csv"
    register.write_text("单位名称,单位类型,单位代码\n城关镇,乡镇,T01\n", encoding="utf-8")
    wanted = ("--yes", "--rubric", RUBRIC, "--period", "2026q3", "--units", str(register))
    assert run("new", "--root", str(tmp_path), *wanted)[0] == 0

    assert run("check", "--root", str(tmp_path))[0] == 0
    assert run("templates", "--root", str(tmp_path))[0] == 0

    assert (tmp_path / "output" / "templates" / "2026q3" / "填报表" / "城关镇.xlsx").is_file()


@pytest.mark.parametrize("command", ["new", "新建"])
def test_the_next_round_takes_everything_from_the_last(project: Path, command: str) -> None:
    """After the first quarter of 2022 comes the second, with the same thirteen units."""
    status, said = run(command, "--root", str(project), "--previous", LAST, "--yes")

    before = read_campaign(project / "input" / LAST)
    campaign = read_campaign(project / "input" / "2022q2")
    assert status == 0, said
    assert (campaign.previous, campaign.instruments) == (LAST, before.instruments)
    assert (campaign.region, campaign.authority) == (before.region, before.authority)
    assert campaign.title == "示例区2022年第二季度政务服务评估"
    assert unit_ids(project / "input" / "2022q2") == unit_ids(project / "input" / LAST)


def test_a_demo_is_no_likely_round_before_ones_own(project: Path) -> None:
    wanted = ("--period", "2026q3", "--rubric", RUBRIC)

    status, _ = run("new", "--root", str(project), *wanted, "--yes")

    assert status == 0
    assert read_campaign(project / "input" / "2026q3").previous is None
    assert not (project / "input" / "2026q3" / "单位名录.xlsx").exists()


def test_every_answer_can_be_given_as_an_option(project: Path) -> None:
    wanted = {
        "--id": "autumn",
        "--title": "某县秋季评估",
        "--region": "某县",
        "--authority": "某局",
        "--start": "2026-09-01",
        "--end": "2026-10-15",
        "--deadline": "2026-10-20 12:00",
        "--cutoff": "2026-10-21",
        "--previous": "0",
        "--rubric": "one-thing",
    }
    options = [part for pair in wanted.items() for part in pair]

    status, said = run("new", "--root", str(project), *options, "--yes")

    campaign = read_campaign(project / "input" / "autumn")
    assert status == 0, said
    assert campaign == Campaign(
        id="autumn",
        title="某县秋季评估",
        short_title="某县2026.09.01至2026.10.15",
        authority="某局",
        region="某县",
        period=campaign.period,
        deadline=campaign.deadline,
        cutoff=campaign.cutoff,
        catalogues=("one-thing",),
    )
    assert f"{campaign.period.start} {campaign.period.end}" == "2026-09-01 2026-10-15"
    assert f"{campaign.deadline} {campaign.cutoff}" == "2026-10-20 12:00:00 2026-10-21 18:00:00"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--id", "第三季度"), "只能用小写字母、数字和短横线"),
        (("--id", "data"), "网站自己的文件夹"),
        (("--id", LAST), f"已经有“{LAST}”了"),
        (("--period", "三季度"), "看不懂“三季度”"),
        (("--rubric", "nonsense"), "看不懂“nonsense”"),
        ((), "没有写评什么"),
        (("--previous", "nonsense"), "没有“nonsense”"),
        (("--previous", LAST, "--period", "2021q4"), "不早于2021年第四季度"),
        (("--deadline", "2026-06-30"), "早于评估期的第一天"),
        (("--deadline", "2026-10-20", "--cutoff", "2026-10-19"), "早于报送截止"),
        (("--deadline", "下周五"), "不是日期"),
        (("--units", "nowhere.xlsx"), "没有找到文件"),
        (("--rescores",), "上一期要写第一轮"),
        (("--rescores", "--previous", LAST, "--rubric", "one-thing"), "要用第一轮的细则"),
    ],
)
def test_an_option_that_will_not_do_ends_with_3_and_writes_nothing(
    project: Path, options: tuple[str, ...], reason: str
) -> None:
    period = () if "--period" in options else ("--period", "2026q3")
    rubric = () if "--rubric" in options or not options else ("--rubric", RUBRIC)
    whole = (*period, *rubric, *options)

    status, said = run("new", "--root", str(project), "--yes", *whole)

    assert status == 3
    assert reason in said.replace("\n", "")
    assert [path.name for path in (project / "input").iterdir()] == [LAST]


def test_an_answer_that_will_not_do_is_asked_for_again(project: Path) -> None:
    """First a period that is none, then an id that is taken; then units are put right."""
    answers = ["0", RUBRIC, "某县", "某局", "秋天", "2026q3", "", LAST, "x", "", ""]
    units = ["2", "城关", "完", "1 市镇", "9 删去", "1 乡镇", "1 删去", ""]

    status, said = run("new", "--root", str(project), typed="\n".join([*answers, *units, "是", ""]))

    assert status == 0, said
    assert "看不懂“秋天”" in said
    assert f"已经有“{LAST}”了" in said
    assert said.replace("\n", "").count("请写序号（1到1）、空格、类型") == 2
    assert "只有这一个单位，不能删去" in said
    assert unit_ids(project / "input" / "x") == [("T01", "城关")]


def test_a_pasted_list_with_gaps_is_one_list_and_loses_what_does_not_belong(
    project: Path,
) -> None:
    """As it comes out of Word: a gap between departments and towns, and a head among the names."""
    answers = ["0", RUBRIC, "某县", "某局", "2026q3", "", "", "", ""]
    pasted = ["县直单位", "县民政局", "县水利局", "", "", "乡镇", "城关镇", "", "完"]
    units = ["2", *pasted, "1 删去", "3 删除", ""]

    status, said = run("new", "--root", str(project), typed="\n".join([*answers, *units, "是", ""]))

    assert status == 0, said
    assert "贴完了就写“完”" in said
    assert unit_ids(project / "input" / "2026q3") == [
        ("D01", "县民政局"),
        ("D02", "县水利局"),
        ("T01", "城关镇"),
    ]


def test_a_second_round_is_offered_where_the_period_is_that_of_the_last(project: Path) -> None:
    """Asked in turn: the last one, what, region, body, period, second round, title."""
    answers = ["1", "", "", "", "2022q1", "是", "", "", "", ""]

    status, said = run("new", "--root", str(project), typed="\n".join([*answers, "", "是", ""]))

    campaign = read_campaign(project / "input" / "2022q1")
    assert status == 0, said
    assert (campaign.previous, campaign.rescores) == (LAST, True)
    assert campaign.menu_title == "示例区2022年第一季度（第二轮）"
    assert campaign.title == "示例区2022年第一季度（第二轮）政务服务评估"
    assert "2022-03-31，第二轮" in said
    assert run("check", "--root", str(project), "--campaign", "2022q1")[0] == 0


def test_a_second_round_may_be_of_a_later_period_if_that_is_said(project: Path) -> None:
    wanted = ("--previous", LAST, "--period", "2022q2", "--yes")

    assert run("new", "--root", str(project), *wanted, "--rescores")[0] == 0
    assert run("new", "--root", str(project), *wanted)[0] == 0

    made = (read_campaign(project / "input" / id_) for id_ in ("2022q2", "2022q2-2"))
    assert [campaign.rescores for campaign in made] == [True, False]


@pytest.mark.parametrize("day", ["--start", "--end"])
def test_one_day_of_a_period_is_not_enough(project: Path, day: str) -> None:
    wanted = (day, "2027-01-01", "--rubric", RUBRIC)

    status, said = run("new", "--root", str(project), *wanted, "--yes")

    assert status == 3
    assert "--start 和 --end 要一起写" in said
    assert [path.name for path in (project / "input").iterdir()] == [LAST]


def test_campaigns_of_one_period_are_called_differently_in_menus(project: Path) -> None:
    """By the period, then by the title, then by title and id, as far as the one before is free."""
    wanted = ("--period", "2026上半年", "--region", "某县", "--rubric", RUBRIC, "--yes")
    titles = (("--title", "某县第一轮"), ("--title", "某县第二轮"), ("--title", "某县第二轮"))

    for title in titles:
        assert run("new", "--root", str(project), *wanted, *title)[0] == 0

    ids = ("2026h1", "2026h1-2", "2026h1-3")
    assert [read_campaign(project / "input" / id_).menu_title for id_ in ids] == [
        "某县2026年上半年",
        "某县第二轮",
        "某县第二轮（2026h1-3）",
    ]


def test_whoever_stops_answering_leaves_nothing_behind(project: Path) -> None:
    status, said = run("new", "--root", str(project), typed="0\n")

    assert status == 3
    assert "没有新建评估任务" in said
    assert [path.name for path in (project / "input").iterdir()] == [LAST]


def test_whoever_says_no_to_the_folder_keeps_it_empty(tmp_path: Path) -> None:
    status, said = run("new", "--root", str(tmp_path), typed="否\n")

    assert status == 3
    assert "没有改动任何文件" in said
    assert list(tmp_path.iterdir()) == []


def test_the_demo_is_two_quarters_and_is_not_put_over_what_is_there(tmp_path: Path) -> None:
    assert run("new", "--demo", "--root", str(tmp_path))[0] == 0
    changed = tmp_path / "input" / LAST / "campaign.yml"
    changed.write_text("改过的", encoding="utf-8")

    status, said = run("new", "--demo", "--root", str(tmp_path))

    quarters = sorted(path.name for path in (tmp_path / "input").iterdir())
    assert (status, quarters) == (0, [LAST, "example-district-2022q2"])
    assert "没有改动" in said
    assert changed.read_text(encoding="utf-8") == "改过的"


def test_the_list_of_all_rubrics_keeps_to_80_columns(tmp_path: Path) -> None:
    """Everything that comes with the program; the path of the test's own folder isn't ours."""
    said = run("new", "--root", str(tmp_path), typed="是\n")[1]

    assert "2022年度镇（街道、开发区）政务服务工作评估" in said
    assert max(wcswidth(line) for line in said.splitlines() if str(tmp_path) not in line) <= 80


def test_the_file_says_of_every_key_what_it_does() -> None:
    campaign = Campaign(
        id="2026q3",
        title="题目：“三季度”",
        authority="某局",
        region="某县",
        period={"start": "2026-07-01", "end": "2026-09-30"},
        deadline="2026-10-20 18:00:00",
        cutoff="2026-10-23 18:00:00",
        instruments=("a",),
        dossiers=("b",),
        catalogues=("c",),
        previous="2026q2",
        rescores=True,
    )

    lines = campaign_text(campaign).splitlines()

    keys = [number for number, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
    assert {lines[number].split(":")[0] for number in keys} == {
        *("id", "title", "short_title", "authority", "region", "status", "period"),
        *("deadline", "cutoff", "instruments", "dossiers", "catalogues", "previous", "rescores"),
    }
    assert all(lines[number - 1].startswith("# ") for number in keys)


def test_a_new_project_is_kept_by_git_and_ready_for_a_first_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever never told git who they are commits as the office."""
    options = ("--period", "2026q3", "--rubric", "zichuan-2022-townships", "--yes")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    status, said = run("new", "--root", str(tmp_path), *options)
    for command in (["add", "--all"], ["commit", "--quiet", "--message=第一次提交"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)

    assert status == 0, said
    assert "用 git 管理这个文件夹了" in said
    shown = ["git", "log", "--format=%an %ae"]
    who = subprocess.run(shown, cwd=tmp_path, check=True, capture_output=True).stdout.decode()
    assert who.strip() == "评估办公室 office@gongshi.invalid"
    assert "/output/" in (tmp_path / ".gitignore").read_text(encoding="utf-8")


def test_a_folder_under_git_gets_readable_differences_and_a_screen(project: Path) -> None:
    subprocess.run(["git", "init", "-q", str(project)], check=True)

    status, said = run(
        *("new", "--root", str(project), "--yes", "--previous", LAST, "--period", "2022q2")
    )

    assert status == 0, said
    assert "git diff 能看到改了哪一格" in said.replace("\n", "")
    assert "*.xlsx diff=gongshi" in (project / ".gitattributes").read_text(encoding="utf-8")
    assert (project / ".git" / "hooks" / "pre-commit").exists()


def test_rules_that_are_wrong_are_told_before_anything_is_asked(project: Path) -> None:
    (project / "rubrics" / "wrong.yml").write_text("id: [", encoding="utf-8")

    status, said = run("new", "--root", str(project), "--yes")

    assert status == 3
    assert "wrong.yml" in said


def test_whoever_says_no_at_the_end_makes_nothing(project: Path) -> None:
    """Every question but the last is answered by its default; the units come from a workbook."""
    register = project / "现有的名册.csv"
    register.write_text("单位名称,单位类型,单位代码\n城关镇,乡镇,T01\n", encoding="utf-8")
    wrong = project / "错的名册.csv"
    wrong.write_text("单位名称,单位类型,单位代码\n城关镇,公司,T01\n", encoding="utf-8")
    answers = ["", RUBRIC, "", "", "2027q3", "", "", "2027.10.20", ""]
    units = ["9", "1", "没有的.xlsx", str(wrong), str(register)]

    status, said = run("new", "--root", str(project), typed="\n".join([*answers, *units, "否", ""]))

    assert status == 3
    assert "✘ 请写1到3" in said
    assert "没有找到文件“没有的.xlsx”" in said
    assert "“公司”" in said.replace("\n", "")
    assert "单位：1个" in said
    assert "✘ 没有新建。再运行一次" in said
    assert not (project / "input" / "2027q3").exists()


def test_without_git_a_project_is_set_up_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.formats.git_reading.PROGRAM", "no-such-program")

    status, said = run("new", "--demo", "--root", str(tmp_path))

    assert status == 0
    assert "没有用 git 管理：没有找到 git 程序" in said.replace("\n", "")


def test_a_project_within_somebodys_repository_gets_none_of_its_own(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)

    status, said = run("new", "--demo", "--root", str(tmp_path / "inside"))

    assert status == 0
    assert "git" not in said
    assert not (tmp_path / "inside" / ".git").exists()


def test_a_folder_that_somebody_else_made_meanwhile_is_left_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project / "input" / "2027q3"

    def confirm(*_: object) -> bool:
        folder.mkdir()
        return True

    monkeypatch.setattr(Asker, "confirm", confirm)

    status, said = run(
        "new", "--root", str(project), "--rubric", RUBRIC, "--period", "2027q3", "--yes"
    )

    assert status == 3
    assert "已经有了，没有改动" in said.replace("\n", "")
    assert list(folder.iterdir()) == []


def test_what_has_no_default_cannot_be_left_empty(tmp_path: Path) -> None:
    said = run("new", "--root", str(tmp_path), typed=f"是\n{RUBRIC}\n\n \n某县")[1]

    assert "不能空着" in said
