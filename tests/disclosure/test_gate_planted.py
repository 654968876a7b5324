"""What issue 8 asks of the gate: 300 planted values caught, 300 look-alikes let through.

Twelve kinds of place, each with 25 values in ten disguises. Every value is made up when the test
runs, from a seed: mobiles 199 0000 xxxx, identity numbers of the invented region 990101.
"""

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import escape

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from stdnum import luhn
from stdnum.cn import ric, uscc

from builder.disclosure.gate import Finding, describe_findings, judge
from builder.disclosure.published_files import Inspector
from builder.formats.jinja_text import escape_text

Files = Mapping[str, bytes]
FULL_WIDTH = {48 + digit: 0xFF10 + digit for digit in range(10)}
SPELT = {48 + digit: "零一二三四五六七八九"[digit] for digit in range(10)}
CHANCE = random.Random(8)  # noqa: S311 - made-up values


def digits(count: int) -> str:
    return "".join(CHANCE.choice("0123456789") for _ in range(count))


def mobile() -> str:
    return "1990000" + digits(4)


def identity() -> str:
    body = f"990101194901{CHANCE.randrange(10, 29)}{digits(3)}"
    return body + ric.calc_check_digit(body + "0")


def card() -> str:
    body = "621234" + digits(9)
    return body + luhn.calc_check_digit(body)


def spaced(number: str) -> str:
    return " ".join((number[:3], number[3:7], number[7:]))


#: Ten disguises, of whatever is made of digits.
DISGUISES: tuple[Callable[[str], str], ...] = (
    str,
    spaced,
    lambda number: "-".join((number[:3], number[3:7], number[7:])),
    lambda number: number.translate(FULL_WIDTH),
    "\u200b".join,
    "\u00ad".join,
    lambda number: number.translate(SPELT),
    " ".join,
    lambda number: number.replace("1", "①"),
    lambda number: "–".join((number[:3], number[3:7], number[7:])),
)
OTHERS: tuple[Callable[[], str], ...] = (
    lambda: f"xiao{digits(4)}@example.invalid",
    lambda: f"密码：Made{digits(4)}up",
    lambda: f"10.0.{CHANCE.randrange(9)}.{CHANCE.randrange(1, 250)}",
    lambda: f"豫A{digits(3)}B1",
    lambda: f"微信号：made_up{digits(4)}",
    lambda: f"联系人：{CHANCE.choice('赵钱孙李')}某甲",
)


def planted() -> Iterator[str]:
    """25 values: each disguise of a mobile, nine of an identity or a card, one of each other."""
    yield from (disguise(mobile()) for disguise in DISGUISES)
    yield from (disguise(identity()) for disguise in DISGUISES[:7])
    yield from (disguise(card()) for disguise in (str, "\u200b".join))
    yield from (make() for make in OTHERS)


def innocent() -> Iterator[str]:
    """25 values that only look like those above."""
    code = "91990101MA" + digits(7)
    yield from (
        f"0000-12345{digits(2)}",
        f"（0000）12345{digits(2)}",
        "12345",
        f"电话：0000-12345{digits(2)}",
        code + uscc.calc_check_digit(code),
        f"11990101005600000X4000{digits(9)}",
        f"办件编号：20220412{digits(9)}",
        f"示政办〔2022〕{digits(2)}号",
        "2022-03-31",
        "2022年3月31日18时00分",
        "2019 2020 2021",
        f"{digits(4)}.{digits(2)}万元",
        f"1{digits(3)},{digits(3)}.00元",
        f"1990000{digits(4)}元",
        f"第1.2.3.{CHANCE.randrange(1, 9)}项",
        f"v1.2.3.{CHANCE.randrange(1, 9)}",
        f"https://www.example.invalid/art/199000{digits(5)}.html",
        "199****1234",
        f"99010{digits(1)}",
        "98.25%",
        "联系人：办公室",
        "经办人签字",
        "密码不少于8位",
        f"T0{CHANCE.randrange(1, 9)}",
        f"编码：1990000{digits(4)}",
    )


def page(value: str) -> Files:
    return {"town/units/T01.md": f"# 示例一镇\n\n<p>{escape_text(value)}</p>\n".encode()}


def page_row(value: str) -> Files:
    cells = f"<tr><td>3.1</td><td>{escape_text(value)}</td><td>22</td></tr>"
    return {"town/index.md": cells.encode()}


def attribute(value: str) -> Files:
    return {"town/index.html": f'<a title="{escape(value)}" href="x.html">详情</a>'.encode()}


def table(value: str) -> Files:
    return {"data/town/marks.csv": f'\ufeff单位,说明,分\n示例一镇,"{value}",3\n'.encode()}


def results(value: str) -> Files:
    return {"data/town/results.json": json.dumps({"marks": [{"trace": value}]}).encode()}


def search(value: str) -> Files:
    index = json.dumps({"docs": [{"text": f"办事 {value} 窗口"}]}, ensure_ascii=False)
    return {"search/search_index.js": f"var __index = {index}".encode()}


def workbook(book: Workbook) -> Files:
    content = io.BytesIO()
    book.save(content)
    return {"office/town/汇总表.xlsx": content.getvalue()}


def cell(value: str) -> Files:
    book = Workbook()
    book.worksheets[0].append(["示例一镇", "说明", value])
    return workbook(book)


def hidden_sheet(value: str) -> Files:
    book = Workbook()
    sheet = book.create_sheet("通讯录")
    sheet.append([value])
    sheet.sheet_state = "hidden"
    return workbook(book)


def hidden_row(value: str) -> Files:
    book = Workbook()
    book.worksheets[0]["C7"] = value
    book.worksheets[0].row_dimensions[7].hidden = True
    book.worksheets[0].column_dimensions["C"].hidden = True
    return workbook(book)


def comment(value: str) -> Files:
    book = Workbook()
    book.worksheets[0]["A1"].comment = Comment(value, "核定岗")
    return workbook(book)


def circular(value: str) -> Files:
    """A paragraph whose words Word has cut in three."""
    third = len(value) // 3
    runs = (value[:third], value[third : 2 * third], value[2 * third :])
    inner = "".join(f"<w:r><w:t>{escape(run)}</w:t></w:r>" for run in runs)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", f"<w:body><w:p>{inner}</w:p></w:body>")
    return {"office/town/通报.docx": content.getvalue()}


def file_name(value: str) -> Files:
    return {f"assets/附件_{value}.txt": b""}


PLACES: tuple[Callable[[str], Files], ...] = (
    *(page, page_row, attribute, table, results, search),
    *(cell, hidden_sheet, hidden_row, comment, circular, file_name),
)


def look(files: Files) -> tuple[Finding, ...]:
    inspector = Inspector()
    found = [one for path, content in files.items() for one in inspector.inspect(path, content)]
    return judge(found, tuple, (), {})


def test_300_planted_values_are_caught_and_none_is_told() -> None:
    cases = [(place, value) for place in PLACES for value in planted()]
    missed, told = [], []
    for place, value in cases:
        findings = look(place(value))
        said = "\n".join((*describe_findings(findings), repr(findings)))
        if not findings:
            missed.append((place.__name__, value))
        if value in said or bare(value) in bare(said):
            told.append((place.__name__, value))

    assert len(cases) == 300
    assert missed == []
    assert told == []


def bare(text: str) -> str:
    """The letters and digits alone."""
    return "".join(sign for sign in text if sign.isalnum())


def test_of_300_innocent_look_alikes_at_most_3_are_stopped() -> None:
    cases = [(place, value) for place in PLACES for value in innocent()]

    stopped = [(place.__name__, value) for place, value in cases if look(place(value))]

    assert len(cases) == 300
    assert len(stopped) <= 3, stopped


@pytest.mark.parametrize("sizes", [(3, 4, 4), (3, 8), (7, 4)])
def test_a_mobile_over_neighbouring_cells_is_put_together(sizes: tuple[int, ...]) -> None:
    number, parts = mobile(), []
    for size in sizes:
        parts.append(number[:size])
        number = number[size:]

    assert look({"data/town/a.csv": f"示例一镇,{','.join(parts)},窗口\n".encode()})


def test_an_identity_number_over_neighbouring_cells_is_put_together() -> None:
    number = identity()

    assert look({"data/a.csv": f"甲,{number[:6]},{number[6:14]},{number[14:]},1\n".encode()})


def test_a_card_over_neighbouring_cells_is_put_together_where_a_label_says_what_it_is() -> None:
    """Four counts come to a right sum as often as one in ten."""
    number = card()
    parts = ",".join(number[start : start + 4] for start in range(0, len(number), 4))

    assert look({"data/a.csv": f"示例一镇,收款卡号,{parts}\n".encode()})
    assert not look({"data/a.csv": f"示例一镇,办件量,{parts}\n".encode()})


def test_a_row_of_counts_is_no_number_in_parts() -> None:
    assert not look({"data/town/a.csv": b"12,138,1204,1533,77\n"})


def test_a_column_under_a_label_is_read_with_it() -> None:
    table_of_people = "单位,联系人,件数\n示例一镇,赵某甲,3\n"

    [finding] = look({"data/town/a.csv": table_of_people.encode()})

    assert finding.places == ("data/town/a.csv 第2行",)
    assert finding.kind == "人员姓名"
