"""Made-up personal values in disguises, and ways to put them into a project's own files.

Nothing here is anybody's: mobiles are 199 0000 xxxx, identity numbers of the invented region
990101, cards and others of letters and digits by chance, always the same.
"""

import io
import json
import random
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from stdnum import luhn
from stdnum.cn import ric

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
SPELT = {48 + digit: "零一二三四五六七八九"[digit] for digit in range(10)}
EACH = 25
_LONGEST_SHEET_NAME = 31


@dataclass(frozen=True)
class Made:
    """A made-up value: how it is written, in one cell or more, and the signs it must not leave."""

    cells: tuple[str, ...]
    bare: str

    @property
    def text(self) -> str:
        """All of it, where there is but one place to write it."""
        return " ".join(self.cells)


@dataclass(frozen=True)
class Told:
    """What a problem has to say that tells of a value: its place, and words of the sentence."""

    file: str
    sheet: str = ""
    cell: str = ""
    line: int = 0
    words: str = ""

    def fits(self, problem: dict[str, object]) -> bool:
        """Whether *problem*, a row of problems.json, says so; file names may end in a mask."""
        pairs = (("sheet", self.sheet), ("cell", self.cell), ("line", self.line))
        return (
            str(problem["code"]).startswith("E44")
            and str(problem["file"]).startswith(self.file)
            and all(problem.get(key) == value for key, value in pairs if value)
            and self.words in str(problem["wrong"])
        )


Disguise = Callable[[str], tuple[str, ...]]
#: Puts values into a project; gives for each how it has to be told.
Plant = Callable[[Path, Sequence[Made]], list[Told]]

DISGUISES: dict[str, Disguise] = {
    "plain": lambda number: (number,),
    "spaced": lambda number: (" ".join((number[:3], number[3:7], number[7:])),),
    "full width": lambda number: (number.translate(FULL_WIDTH),),
    "hyphens and dots": lambda number: (f"{number[:3]}-{number[3:7]}.{number[7:]}",),
    "zero width": lambda number: ("\u200b".join(number),),
    "over two cells": lambda number: (number[:3], number[3:]),
    "spelt": lambda number: (number.translate(SPELT),),
    "as scanned": lambda number: (number.replace("0", "O"),),
    "among words": lambda number: (f"经电话{number}核实，已办结",),
    "escaped": lambda number: (number[:-4] + "".join(f"%{ord(s):X}" for s in number[-4:]),),
}


def three_four(number: str) -> tuple[str, ...]:
    """In groups that no card has printed on it."""
    return (" ".join((number[:3], number[3:7], number[7:])),)


class Maker:
    """Makes values of every kind in every disguise, always the same."""

    def __init__(self) -> None:
        self._chance = random.Random(80)  # noqa: S311 - made-up values

    def values(self) -> list[Made]:
        """25 values: a mobile in each disguise, identity numbers and cards in some, others."""
        some = [DISGUISES[n] for n in ("plain", "full width", "zero width", "spelt", "escaped")]
        cards = (DISGUISES["plain"], three_four, DISGUISES["zero width"])
        made = [self._made(hide, self._mobile()) for hide in DISGUISES.values()]
        made += [self._made(hide, self._identity()) for hide in some]
        made += [self._made(hide, self._card()) for hide in cards]
        old = self._old_identity()
        others = (Made((label + secret,), _bare(secret)) for label, secret in self._others())
        return [*made, Made((f"身份证号{old}",), old), *others]

    def _others(self) -> Sequence[tuple[str, str]]:
        four = self._digits
        return (
            ("", f"Xiao{four(6)}@Example.invalid"),
            ("密码：", f"Made{four(6)}up"),
            ("服务器", f"10.{self._chance.randrange(10, 99)}.{self._chance.randrange(10, 99)}.17"),
            ("", f"豫A{four(3)}B1"),
            ("微信号，", f"Made_up{four(6)}"),
            ("联系人：", f"{self._chance.choice('赵钱孙李')}某{self._chance.choice('甲乙丙丁')}"),
        )

    def _made(self, hide: Disguise, number: str) -> Made:
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


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def in_rows(sheet: Worksheet, first: str, row: int, values: Sequence[Made]) -> list[str]:
    """*values* down a column from *first*, a row each; the cells that they begin in."""
    column = sheet[f"{first}1"].column
    for number, made in enumerate(values, start=row):
        for step, part in enumerate(made.cells):
            sheet.cell(number, column + step, part)
    return [f"{first}{row + number}" for number in range(len(values))]


def cells(path: str, sheet: str, first: str, row: int) -> Plant:
    """Planting into *sheet* of the workbook *path* of the campaign."""

    def plant(folder: Path, values: Sequence[Made]) -> list[Told]:
        book = load_workbook(folder / path)
        found = in_rows(book[sheet], first, row, values)
        book.save(folder / path)
        return [Told(path, sheet, cell) for cell in found]

    return plant


def hidden_rows(folder: Path, values: Sequence[Made]) -> list[Told]:
    """Rows far below the table, hidden, in hidden columns."""
    path = "填报表/示例一街道.xlsx"
    book = load_workbook(folder / path)
    sheet = book["填报表"]
    found = in_rows(sheet, "L", 101, values)
    for row in range(101, 101 + EACH):
        sheet.row_dimensions[row].hidden = True
    for column in "LM":
        sheet.column_dimensions[column].hidden = True
    book.save(folder / path)
    return [Told(path, "填报表", cell) for cell in found]


def comments(folder: Path, values: Sequence[Made]) -> list[Told]:
    book = Workbook()
    book.worksheets[0].title = "说明"
    for row, made in enumerate(values, start=1):
        book.worksheets[0].cell(row, 1, "见批注").comment = Comment(made.text, "核定岗")
    book.save(folder / "批注.xlsx")
    return [Told("批注.xlsx", "说明", f"A{row}", words="批注") for row in range(1, EACH + 1)]


def hidden_sheets(folder: Path, values: Sequence[Made]) -> list[Told]:
    book = Workbook()
    found = in_rows(book.create_sheet("旧表"), "A", 1, values)
    book["旧表"].sheet_state = "hidden"
    book.save(folder / "隐藏.xlsx")
    return [Told("隐藏.xlsx", "旧表", cell, words="隐藏的工作表") for cell in found]


def properties(folder: Path, values: Sequence[Made]) -> list[Told]:
    names = [f"属性{number}.xlsx" for number in range(EACH)]
    for name, made in zip(names, values, strict=True):
        book = Workbook()
        book.properties.description = made.text
        book.save(folder / name)
    return [Told(name, words="文档属性") for name in names]


def headers(folder: Path, values: Sequence[Made]) -> list[Told]:
    book = Workbook()
    names = [f"第{number}页" for number in range(EACH)]
    for name, made in zip(names, values, strict=True):
        footer = book.create_sheet(name).oddFooter
        assert footer is not None
        footer.center.text = made.text
    book.save(folder / "页脚.xlsx")
    return [Told("页脚.xlsx", name, words="页眉页脚") for name in names]


def pictures(folder: Path, values: Sequence[Made]) -> list[Told]:
    """The remark of a photograph in a workbook."""
    names = [f"照片{number}.xlsx" for number in range(EACH)]
    for name, made in zip(names, values, strict=True):
        content, remark = io.BytesIO(), made.text.encode()
        Workbook().save(content)
        with zipfile.ZipFile(content, "a") as archive:
            head = b"\xff\xd8\xff\xfe" + struct.pack(">H", len(remark) + 2)
            archive.writestr("xl/media/image1.jpeg", head + remark + b"\xff\xda\x00\x02")
        (folder / name).write_bytes(content.getvalue())
    return [Told(name, words="图片") for name in names]


def sheet_names(folder: Path, values: Sequence[Made]) -> list[Told]:
    """A name is told by its number, for to tell the name would tell the value."""
    book = Workbook()
    for made in values:
        book.create_sheet(_short(made.text.replace(":", "：")))["A1"] = "说明"
    book.save(folder / "多张工作表.xlsx")
    numbers = range(1, EACH + 1)
    return [Told("多张工作表.xlsx", words=f"第{number}张工作表") for number in numbers]


def _short(name: str) -> str:
    """*name* with as many signs as a sheet's may have; the last without width are left out."""
    over = max(0, len(name) - _LONGEST_SHEET_NAME)
    return name[::-1].replace("\u200b", "", over)[::-1]


def file_names(folder: Path, values: Sequence[Made]) -> list[Told]:
    for number, made in enumerate(values):
        name = made.text.replace(":", "：")
        Workbook().save(folder / f"附件{number} {name}.xlsx")
    return [Told(f"附件{number} ", words="文件名") for number in range(EACH)]


def campaign_texts(folder: Path, values: Sequence[Made]) -> list[Told]:
    """In the campaign's titles, and in the notes of its phases."""
    path = folder / "campaign.yml"
    texts = [json.dumps(made.text, ensure_ascii=False) for made in values]
    lines = path.read_text(encoding="utf-8").splitlines()
    titles = ("title", "short_title", "authority", "region")
    for key, text in zip(titles, texts, strict=False):
        lines = [f"{key}: {text}" if line.startswith(f"{key}:") else line for line in lines]
    first = [next(n for n, line in enumerate(lines, 1) if line.startswith(k)) for k in titles]
    lines.append("phases:")
    begun = len(lines) + 1
    day = "start: 2022-01-01, end: 2022-01-01"
    lines += [f"- {{title: 阶段, {day}, note: {text}}}" for text in texts[len(titles) :]]
    path.write_text("\n".join(lines), encoding="utf-8")
    file = f"input/{folder.name}/campaign.yml"
    return [Told(file, line=line) for line in (*first, *range(begun, len(lines) + 1))]


def rubric_texts(folder: Path, values: Sequence[Made]) -> list[Told]:
    """In the notes that end the rubric's file, and stand on the page of its method."""
    path = folder.parents[1] / "rubrics" / "zichuan-2022-townships.yml"
    text = path.read_text(encoding="utf-8").rstrip("\n")
    begun = text.count("\n") + 2
    notes = [f"  - {json.dumps(made.text, ensure_ascii=False)}" for made in values]
    path.write_text("\n".join((text, *notes)) + "\n", encoding="utf-8")
    return [Told(f"rubrics/{path.name}", line=begun + number) for number in range(EACH)]


def tell_all(plants: Sequence[Plant], folder: Path, maker: Maker) -> Iterator[tuple[Made, Told]]:
    """Plants 25 values each way into the campaign's *folder*, each with how it has to be told."""
    for plant in plants:
        values = maker.values()
        yield from zip(values, plant(folder, values), strict=True)
