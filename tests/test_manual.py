"""The office's manual says what the program does: every command and option, no other, no ghosts."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer.main
from typer.testing import CliRunner

from builder.cli import COMMANDS
from builder.commands.rubric import rubric_command
from builder.intake.campaign import Campaign
from builder.office.desk import RESULT_PAPERS, RETURN_PAPERS
from builder.rubric.load import load_record
from tests.command_app import app

ROOT = Path(__file__).parent.parent
MANUAL = ROOT / "docs" / "manual"
ENTRY = ROOT / "README.zh-CN.md"
CHAPTERS = tuple(sorted(MANUAL.glob("*.md")))
PAGES = (ENTRY, *CHAPTERS)
COMMAND_PAGE = (MANUAL / "命令.md").read_text(encoding="utf-8")
#: What a command, an option, a picture, a file looks like in the text.
CALLED = re.compile(
    r"gongshi(?:\.cmd|\.sh)? ([a-z]+|[\u4e00-\u9fff]{2,4})(?: ([a-z]+))?(?=[ `）；，。\n])"
)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
YAML_BLOCK = re.compile(r"^ *```yaml\n(.*?)```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#]+)\)")
PATH = re.compile(r"`((?:rubrics|site_templates|docs|tools|gongshi|mkdocs)[\w./-]*[\w/])`")
#: A picture is for a look, not for a download.
LARGEST_PICTURE = 150_000
#: Options of other programs that the manual speaks of (git, pytest), and of the start scripts.
FOREIGN = {"--atomic", "--pack", "--update-golden"}


#: The commands that the manual tells of one by one; those on rubrics stand below their own.
LISTED = [one for one in COMMANDS if not one.hidden and one.name != "rubric"]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def whole_manual() -> str:
    return "\n".join(map(text_of, PAGES))


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command under its English name, those on rubrics too."""
    top = typer.main.get_command(app)
    names = (one.name for one in LISTED)
    yield from ((name, top.commands[name]) for name in names)  # type: ignore[attr-defined]
    below = typer.main.get_command(rubric_command).commands  # type: ignore[attr-defined]
    shown = ((name, one) for name, one in below.items() if not one.hidden)
    yield from ((f"rubric {name}", one) for name, one in shown)


def options_of(command: click.Command) -> set[str]:
    return {
        word
        for parameter in command.params
        for word in parameter.opts
        if word.startswith("--") and word != "--help"
    }


def section(name: str) -> str:
    """What the page of commands says under the heading of a command."""
    start = COMMAND_PAGE.index(f"## gongshi {name.split(maxsplit=1)[0]}")
    end = COMMAND_PAGE.find("\n## ", start + 1)
    return COMMAND_PAGE[start : end if end > 0 else None]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_page_tells_of_one_thing_twice(page: Path) -> None:
    heads = [line for line in text_of(page).splitlines() if line.startswith("## ")]

    assert sorted(heads) == sorted(set(heads))


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_and_option_has_its_place_on_the_page_of_commands(name: str) -> None:
    own = section(name)

    assert f"gongshi {name}" in own
    assert {word for word in options_of(dict(commands())[name]) if f"`{word}`" not in own} == set()


@pytest.mark.parametrize("name", ["", *(name for name, _ in commands())])
def test_every_help_tells_of_itself_in_chinese(name: str) -> None:
    said = CliRunner().invoke(app, [*name.split(), "--help"]).output

    assert "显示这份说明" in said
    assert "Show this message" not in said


def test_every_alias_is_beside_its_command() -> None:
    heads = {one: section(one.name).split("\n")[0] for one in LISTED}
    missing = [alias for one, head in heads.items() for alias in one.aliases if alias not in head]
    below = ("检查", "导出", "导入", "模式")

    assert missing == []
    assert [alias for alias in below if f"（{alias}）" not in section("rubric")] == []


def test_every_command_in_the_manual_is_one() -> None:
    known = {word for one in COMMANDS if not one.hidden for word in one.names}
    rubric = {name.split()[1] for name, _ in commands() if name.startswith("rubric ")}
    called = CALLED.findall(whole_manual())

    assert len(called) > len(known)
    assert {first for first, _ in called} <= known
    assert {second for first, second in called if first == "rubric"} <= rubric | {""}


def test_every_option_in_the_manual_is_one() -> None:
    known = {word for _, command in commands() for word in options_of(command)}

    assert set(OPTION.findall(whole_manual())) <= known | FOREIGN | {"--help"}


def test_the_settings_of_a_year_in_the_manual_are_ones(tmp_path: Path) -> None:
    """As they are copied out of the page, in the encoding of Notepad that marks itself."""
    (block,) = YAML_BLOCK.findall(text_of(MANUAL / "每季度怎么做.md"))
    settings = tmp_path / "campaign.yml"
    settings.write_text(textwrap.dedent(block), encoding="utf-8-sig")

    loaded, problems = load_record(settings, Campaign, settings.name)

    assert problems == ()
    assert loaded is not None
    assert loaded.record.id == "2026"
    assert loaded.record.combines == ("2026q1", "2026q2", "2026q3", "2026q4")


def test_every_exit_status_is_told() -> None:
    told = COMMAND_PAGE[COMMAND_PAGE.index("## 结束时的状态") :]

    assert re.findall(r"^\| (\d) \|", told, re.MULTILINE) == ["0", "1", "2", "3"]


def test_every_paper_of_the_office_is_told() -> None:
    page = text_of(MANUAL / "输出的文件.md")
    papers = (*RETURN_PAPERS, *RESULT_PAPERS)

    assert [name for name in papers if f"`{name}" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_path_in_the_manual_leads_somewhere(page: Path) -> None:
    text = text_of(page)
    links = {link for link in LINK.findall(text) if "://" not in link}
    # The examples of codes speak of rubrics that nobody has.
    paths = set() if page.name == "问题代码.md" else set(PATH.findall(text))

    assert [link for link in links if not (page.parent / link).exists()] == []
    assert [path for path in paths if not (ROOT / path.rstrip("/")).exists()] == []


def test_every_chapter_is_reached_from_the_entry() -> None:
    links = {(ENTRY.parent / link).resolve() for link in LINK.findall(text_of(ENTRY))}

    assert [page.name for page in CHAPTERS if page not in links] == []


def test_there_are_few_pictures_small_and_all_are_shown() -> None:
    pictures = sorted((MANUAL / "pictures").iterdir())
    shown = {link for page in PAGES for link in LINK.findall(text_of(page))}

    assert 0 < len(pictures) < 10
    assert [one.name for one in pictures if one.stat().st_size > LARGEST_PICTURE] == []
    assert [one.name for one in pictures if f"pictures/{one.name}" not in shown] == []


def test_the_questions_are_numbered_through_and_name_codes_that_there_are() -> None:
    page = text_of(MANUAL / "常见问题.md")
    numbers = [int(number) for number in re.findall(r"^\*\*(\d+)\. ", page, re.MULTILINE)]
    codes = re.findall(r"^\| ([ER]\d{3}) \|", text_of(MANUAL / "问题代码.md"), re.MULTILINE)

    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 20
    assert set(re.findall(r"[ER]\d{3}", page)) <= set(codes)


def test_the_manual_names_no_registry_and_no_path_of_anybodys_machine() -> None:
    found = re.findall(r"(?i)pypi|index-url|/home/|/work/|/tmp/|C:\\Users", whole_manual())

    assert found == []
