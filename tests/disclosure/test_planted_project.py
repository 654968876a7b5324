"""300 made-up personal values in a project's own files, and what `check` and `build` tell of them.

Twelve kinds of place, each with 25 values of eight kinds in ten disguises, from a seed. Every one
must be told by its place, and none be told itself: not on the screen, not in any file written.
"""

import json
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from stdnum import luhn
from stdnum.cn import ric
from typer.testing import CliRunner

from tests.command_app import app

ROOT = Path(__file__).parents[2]
CAMPAIGN = "example-district-2022q1"
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
EACH = 25


@dataclass(frozen=True)
class Made:
    """A made-up value: how it is written, in one cell or more, and the signs it must not leave."""

    cells: tuple[str, ...]
    bare: str

    @property
    def text(self) -> str:
        """All of it, where there is but one place to write it."""
        return " ".join(self.cells)


class Maker:
    """Makes values of every kind in every disguise, always the same."""

    def __init__(self) -> None:
        self._chance = random.Random(80)  # noqa: S311 - made-up values

    def values(self) -> Iterator[Made]:
        """25 values: a mobile in each disguise, identity numbers and cards in some, others."""
        yield from (self._made(hide, self._mobile()) for hide in DISGUISES)
        yield from (self._made(hide, self._identity()) for hide in DISGUISES[:4])
        old = self._old_identity()
        yield Made((f"身份证号{old}",), old)
        yield from (
            self._made(hide, self._card()) for hide in (DISGUISES[0], in_fours, DISGUISES[4])
        )
        for label, secret in self._others():
            yield Made((label + secret,), _bare(secret))

    def _others(self) -> Sequence[tuple[str, str]]:
        four = self._digits
        return (
            ("", f"Xiao{four(6)}@Example.invalid"),
            ("密码：", f"Made{four(6)}up"),
            ("PassWord: ", f"Made{four(6)}Up"),
            ("服务器", f"10.{self._chance.randrange(10, 99)}.{self._chance.randrange(10, 99)}.17"),
            ("", f"豫A{four(3)}B1"),
            ("微信号，", f"Made_up{four(6)}"),
            ("联系人：", f"{self._chance.choice('赵钱孙李')}某{self._chance.choice('甲乙丙丁')}"),
        )

    def _made(self, hide: Callable[[str], tuple[str, ...]], number: str) -> Made:
        return Made(hide(number), _bare(number))

    def _digits(self, count: int) -> str:
        return "".join(self._chance.choice("0123456789") for _ in range(count))

    def _mobile(self) -> str:
        return "1990000" + self._digits(4)

    def _identity(self) -> str:
        body = f"990101194901{self._chance.randrange(10, 29)}{self._digits(3)}"
        return body + ric.calc_check_digit(body + "0")

    def _old_identity(self) -> str:
        return f"9901014901{self._chance.randrange(10, 29)}{self._digits(3)}"

    def _card(self) -> str:
        body = "621234" + self._digits(9)
        return body + luhn.calc_check_digit(body)


def parted(sign: str) -> Callable[[str], tuple[str, ...]]:
    return lambda number: (sign.join((number[:3], number[3:7], number[7:])),)


def in_fours(number: str) -> tuple[str, ...]:
    """As it stands on a bank card."""
    return (" ".join(number[start : start + 4] for start in range(0, len(number), 4)),)


#: Ten disguises: plain, spaced, full-width, dashed, without width, dotted, over two cells, in
#: brackets, between Chinese commas, beside a label in mixed letters.
DISGUISES: tuple[Callable[[str], tuple[str, ...]], ...] = (
    lambda number: (number,),
    parted(" "),
    lambda number: (number.translate(FULL_WIDTH),),
    parted("-"),
    lambda number: ("\u200b".join(number),),
    parted("."),
    lambda number: (number[:3], number[3:]),
    lambda number: (f"（{number}）",),
    lambda number: (f"如上，{number}，已核",),
    lambda number: (f"TeL:{number}",),
)


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


#: Puts values into a campaign's folder; gives for each the file and the cell.
Plant = Callable[[Path, Sequence[Made]], list[tuple[str, str]]]
REGISTER, VERDICTS = "单位名录.xlsx", "核定/核定与巡查记录.xlsx"


def in_rows(sheet: Worksheet, first: str, row: int, values: Sequence[Made]) -> list[str]:
    """*values* down a column from *first*, a row each; the cells that they begin in."""
    column = sheet[f"{first}1"].column
    for number, made in enumerate(values, start=row):
        for step, part in enumerate(made.cells):
            sheet.cell(number, column + step, part)
    return [f"{first}{row + number}" for number in range(len(values))]


def edited(path: str, sheet: str, first: str, row: int) -> Plant:
    """Planting into *sheet* of the workbook *path* of the campaign."""

    def plant(folder: Path, values: Sequence[Made]) -> list[tuple[str, str]]:
        book = load_workbook(folder / path)
        cells = in_rows(book[sheet], first, row, values)
        book.save(folder / path)
        return [(path, cell) for cell in cells]

    return plant


def unit_aliases(folder: Path, values: Sequence[Made]) -> list[tuple[str, str]]:
    book = load_workbook(folder / REGISTER)
    for number in range(2, EACH + 2):
        book["别名"].cell(number, 1, "T01")
    cells = in_rows(book["别名"], "B", 2, values)
    book.save(folder / REGISTER)
    return [(REGISTER, cell) for cell in cells]


def catalogue_cells(folder: Path, values: Sequence[Made]) -> list[tuple[str, str]]:
    book = Workbook()
    book.worksheets[0].title = "惠企政策"
    book.worksheets[0].append(["编号", "政策名称", "文号", "发文机关", "受理地址"])
    for number in range(EACH):
        book.worksheets[0].append([f"ZC-{number}", f"示例政策{number}"])
    cells = in_rows(book.worksheets[0], "E", 2, values)
    (folder / "目录").mkdir()
    book.save(folder / "目录" / "惠企政策库.xlsx")
    return [("目录/惠企政策库.xlsx", cell) for cell in cells]


def sheet_names(folder: Path, values: Sequence[Made]) -> list[tuple[str, str]]:
    book = Workbook()
    for made in values:
        book.create_sheet(made.text.replace(":", "：")[:31])["A1"] = "说明"
    book.save(folder / "多张工作表.xlsx")
    return [("多张工作表.xlsx", "")] * EACH


def comments(folder: Path, values: Sequence[Made]) -> list[tuple[str, str]]:
    book = Workbook()
    for row, made in enumerate(values, start=1):
        book.worksheets[0].cell(row, 1, "见批注").comment = Comment(made.text, "核定岗")
    book.save(folder / "批注.xlsx")
    return [("批注.xlsx", "")] * EACH


def hidden_sheets(folder: Path, values: Sequence[Made]) -> list[tuple[str, str]]:
    book = Workbook()
    cells = in_rows(book.create_sheet("旧表"), "A", 1, values)
    book["旧表"].sheet_state = "hidden"
    book.save(folder / "隐藏.xlsx")
    return [("隐藏.xlsx", cell) for cell in cells]


def properties(folder: Path, values: Sequence[Made]) -> list[tuple[str, str]]:
    names = [f"属性{number}.xlsx" for number in range(EACH)]
    for name, made in zip(names, values, strict=True):
        book = Workbook()
        book.properties.description = made.text
        book.save(folder / name)
    return [(name, "") for name in names]


def file_names(folder: Path, values: Sequence[Made]) -> list[tuple[str, str]]:
    for number, made in enumerate(values):
        name = made.text.replace(":", "：")
        Workbook().save(folder / f"附件{number} {name}.xlsx")
    return [(f"附件{number} ", "") for number in range(EACH)]


#: Words of a campaign that stand on pages, and how many letters each may have.
TITLES, LONGEST_TITLE = ("title", "authority", "region"), 200


def plant_title(folder: Path, values: Sequence[Made]) -> None:
    """A share of them in each of the titles that a campaign has."""
    path = folder / "campaign.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, key in enumerate(TITLES):
        said = "；".join(made.text for made in values[number :: len(TITLES)])
        assert len(said) <= LONGEST_TITLE
        text = json.dumps(said, ensure_ascii=False)
        lines = [f"{key}: {text}" if line.startswith(f"{key}:") else line for line in lines]
    path.write_text("\n".join(lines), encoding="utf-8")


#: Where a campaign's own files are; its title stands in none of them.
PLACES: tuple[Plant, ...] = (
    edited("填报表/示例一街道.xlsx", "填报表", "D", 4),
    edited("填报表/附件2 示例二街道填报表.xlsx", "自评表", "I", 4),
    edited(VERDICTS, "核定记录", "E", 3),
    edited(REGISTER, "单位名录", "F", 2),
    *(unit_aliases, sheet_names, file_names, catalogue_cells),
    *(comments, hidden_sheets, properties),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("site_templates", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "rubrics", tmp_path / "rubrics")
    shutil.copytree(ROOT / "input" / CAMPAIGN, tmp_path / "input" / CAMPAIGN)
    return tmp_path


def run(command: str, project: Path, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [command, "--root", str(project), *more])
    return result.exit_code, result.output


def given_away(values: Sequence[Made], said: str, output: Path) -> list[str]:
    """Which of *values* stand in what was *said*, or in a file of *output* and its name."""
    files = (path for path in output.rglob("*") if path.is_file() and "退回修改" not in path.parts)
    written = [f"{path}\n{path.read_bytes().decode(errors='ignore')}" for path in files]
    return [
        made.text
        for made in values
        for told in (said, *written)
        if made.text in told or made.bare in told
    ]


def is_told(problem: dict[str, str], file: str, cell: str) -> bool:
    """Whether *problem* is of *cell*, or of the part of *file* that has no cell of its own."""
    if not problem["code"].startswith("E44") or not problem["file"].startswith(file):
        return False
    return not cell or problem.get("cell") == cell or f"（{cell}）" in problem["wrong"]


def test_275_values_in_workbooks_are_told_by_their_places_and_go_nowhere(project: Path) -> None:
    """Comments and sheet names have no cell: a comment is told by its file, a name by number."""
    maker, folder = Maker(), project / "input" / CAMPAIGN
    planted = [(plant, list(maker.values())) for plant in PLACES]
    values = [made for _, some in planted for made in some]
    places = [place for plant, some in planted for place in plant(folder, some)]

    status, built = run("build", project)
    _, checked = run("check", project, "--all")
    told = json.loads((project / "output" / "problems.json").read_text(encoding="utf-8"))
    problems = told["problems"]
    untold = [
        (made.text, *place)
        for made, place in zip(values, places, strict=True)
        if not any(is_told(problem, *place) for problem in problems)
    ]

    assert (len(PLACES), len(values), status) == (11, 275, 2)
    assert untold == []
    assert sum(problem["code"] == "E446" for problem in problems) == EACH
    assert given_away(values, built + checked, project / "output") == []


def test_25_values_in_a_title_stop_the_build_and_go_nowhere(project: Path) -> None:
    """A title comes from no workbook: the build says on which pages it would have stood."""
    values = list(Maker().values())
    plant_title(project / "input" / CAMPAIGN, values)

    status, built = run("build", project)

    assert status == 2
    assert "⛔ 已拦截25处" in built
    assert given_away(values, built, project / "output") == []
    assert not (project / "output").exists()
