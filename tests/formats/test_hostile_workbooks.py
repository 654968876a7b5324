"""Workbooks that were made to break a reader: each is read right or refused with its code.

All go through the processes that units' files go through, in one run, one after another.
"""

import io
import random
import resource
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from builder.formats.excel_reading.packed import Read, unpack
from builder.formats.excel_reading.program import HEADER, Wanted, question, serve
from builder.formats.excel_reading.reader import Reader
from builder.formats.sheets import CellContent, FormulaFault
from builder.intake.folder import find_files
from tests.formats.hostile_others import linking_xls, looping_xls, ods, ods_cell, xls
from tests.formats.hostile_packages import (
    BOOK,
    MEGABYTE,
    RELATIONS,
    SHEET,
    base,
    changed,
    entities,
    flagged,
    huge_part,
    laughing_texts,
    laughs,
    liar,
    prefixed,
    strict,
    with_cell,
    with_merges,
    with_nameless_part,
    with_part,
    with_rows,
    with_sheets,
    wrong_sum,
    zipped,
)

#: What a file came to: a code, or what stands in A1 of its first sheet.
Outcome = str | CellContent


@dataclass(frozen=True)
class Case:
    """A file by its name, how it is made, and what has to come of it."""

    name: str
    make: Callable[[], bytes]
    outcome: Outcome

    def __str__(self) -> str:
        return self.name


SAID = 'office:value-type="string"'


def xlsb(sheet: bytes) -> bytes:
    """The records of a sheet in a workbook that is none."""
    return zipped({"xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": sheet})


HTML = "<html><body><table><tr><td>填报值</td></tr></table></body></html>"
FILLED = '<c r="A1" t="inlineStr"><is><t>填报值</t></is></c>'
XXE = '<!ENTITY x SYSTEM "file:///etc/hostname">'

CASES = (
    Case("解压后4GB.xlsx", lambda: liar(MEGABYTE, 0xFFFFFFF0), "E111"),
    Case("解压后310MB.xlsx", lambda: huge_part(310 * MEGABYTE), "E111"),
    Case("自称很小.xlsx", lambda: liar(64 * MEGABYTE, 1000), "E105"),
    Case("六千个部分.xlsx", lambda: zipped(base() | {f"xl/{n}": b"" for n in range(6000)}), "E111"),
    Case("压缩包套压缩包.xlsx", lambda: zipped({"内.xlsx": zipped(base())}), "E126"),
    Case("向上的路径.xlsx", lambda: with_part("xl/../../../etc/cron.d/x"), "E113"),
    Case("从根开始的路径.xlsx", lambda: with_part("/etc/passwd"), "E113"),
    Case("盘符.xlsx", lambda: with_part("C:/Windows/x.dll"), "E113"),
    Case("反斜杠.xlsx", lambda: with_part("xl\\..\\..\\x"), "E113"),
    Case("宏.xlsm", lambda: with_part("xl/vbaProject.bin"), "E107"),
    Case("大写的宏.xlsx", lambda: with_part("XL/VBAPROJECT.BIN"), "E107"),
    Case("外部链接.xlsx", lambda: with_part("xl/externalLinks/externalLink1.xml"), "E108"),
    Case("没有名称的部分.xlsx", with_nameless_part, "填报值"),
    Case("文档.xlsx", lambda: zipped({"word/document.xml": b""}), "E102"),
    Case("演示.xlsx", lambda: zipped({"ppt/presentation.xml": b""}), "E102"),
    Case("半截.xlsx", lambda: zipped(base())[:2000], "E105"),
    Case("少了目录.xlsx", lambda: zipped(base())[:-60], "E105"),
    Case("只有开头.xlsx", lambda: b"PK\x03\x04" + bytes(300), "E105"),
    Case("校验和不符.xlsx", wrong_sum, "E105"),
    Case("压缩包有密码.xlsx", lambda: flagged(8, 1), "E105"),
    Case("没有的压缩法.xlsx", lambda: flagged(10, 97), "E105"),
    Case("实体炸弹.xlsx", lambda: entities(*laughs(), use="&a8;"), "E112"),
    Case("文本里的实体炸弹.xlsx", laughing_texts, "E112"),
    Case("外部实体.xlsx", lambda: entities(XXE, use="&x;"), "E112"),
    Case("参数实体.xlsx", lambda: entities('<!ENTITY % p "x">', use="&p;"), "E112"),
    Case(
        "没用的文档类型.xlsx", lambda: with_rows(f"<row>{FILLED}</row>", "<!DOCTYPE x>"), "填报值"
    ),
    Case(
        "嵌套十万层.xlsx", lambda: with_cell(FILLED + "<a>" * 100_000 + "</a>" * 100_000), "填报值"
    ),
    Case("没有关上.xlsx", lambda: with_cell(FILLED + "<c><v>" * 200_000), "E105"),
    Case("最远一格.xlsx", lambda: with_cell('<c r="XFD1048576"><v>1</v></c>'), "E114"),
    Case("五千万格.xlsx", lambda: with_cell(f'{FILLED}<c r="CV500000"><v>1</v></c>'), "E114"),
    Case(
        "超过一百万格.xlsx",
        lambda: with_rows(f"<row>{'<c><v>1</v></c>' * 1001}</row>" * 1000),
        "E114",
    ),
    Case("一万处合并.xlsx", lambda: with_merges(*(f"A{n}:B{n}" for n in range(1, 10_002))), "E116"),
    Case("叠起来的合并.xlsx", lambda: with_merges(*["A1:XFD1048576"] * 1000), "E116"),
    Case("五千处合并.xlsx", lambda: with_merges(*(f"A{n}:B{n}" for n in range(1, 5001))), "填报值"),
    Case("二百零一张表.xlsx", lambda: with_sheets([f"表{n}" for n in range(201)]), "E115"),
    Case("没有表.xlsx", lambda: with_sheets([]), "E106"),
    Case("全是隐藏的.xlsx", lambda: with_sheets(["甲", "乙"], ' state="hidden"'), "E106"),
    Case("空表.xlsx", lambda: with_rows(""), "E106"),
    Case("没有结果的公式.xlsx", lambda: with_cell('<c r="A1"><f>1+1</f></c>'), FormulaFault(None)),
    Case(
        "公式出错.xlsx", lambda: with_cell('<c r="A1" t="e"><v>#N/A</v></c>'), FormulaFault("#N/A")
    ),
    Case(
        "单引号的错误.xlsx",
        lambda: with_cell("<c r='A1' t='e'><v>#N/A</v></c>"),
        FormulaFault("#N/A"),
    ),
    Case("严格格式.xlsx", strict, "填报值"),
    Case("范围写小了.xlsx", lambda: zipped(changed(SHEET, ('ref="A1:D9"', 'ref="A1"'))), "填报值"),
    Case("范围写大了.xlsx", lambda: zipped(changed(SHEET, ("A1:D9", "A1:XFD1048576"))), "填报值"),
    Case("带前缀.xlsx", prefixed, "填报值"),
    Case("没有格址.xlsx", lambda: with_rows("<row><c><v>5</v></c></row>"), Decimal(5)),
    Case("没有格址的错误.xlsx", lambda: with_rows('<row><c t="e"><v>#N/A</v></c></row>'), "E121"),
    Case(
        "没有格址的公式.xlsx", lambda: with_rows("<row><c><f>1</f><v>5</v></c></row>"), Decimal(5)
    ),
    Case("部分在文件外.xlsx", lambda: flagged(42, 0xFFFF), "E105"),
    Case("指向没有的文本.xlsx", lambda: with_cell('<c r="A1" t="s"><v>99</v></c>'), "E105"),
    Case("指向没有的表.xlsx", lambda: zipped(changed(RELATIONS, ("sheet1", "sheet9"))), "E105"),
    Case("没有工作簿.xlsx", lambda: zipped({k: v for k, v in base().items() if k != BOOK}), "E105"),
    Case(
        "指向自己.xlsx",
        lambda: zipped(changed(RELATIONS, ("worksheets/sheet1", "workbook"))),
        "E106",
    ),
    Case("没有定义的实体.xlsx", lambda: with_cell(f'{FILLED}<c r="B1"><v>&x;</v></c>'), "E105"),
    Case("数字处是字.xlsx", lambda: with_cell('<c r="A1"><v>约</v></c>'), "约"),
    Case("不是数字.xlsx", lambda: with_cell('<c r="A1"><v>1e999</v></c>'), FormulaFault("inf")),
    Case(
        "十兆一格.xlsx",
        lambda: with_cell(FILLED.replace("值", "值" * 3_000_000)),
        "填报" + "值" * 3_000_000,
    ),
    Case("乱码.xlsx", lambda: zipped(base() | {SHEET: b"\xff\xfe" * 500}), "E105"),
    Case("二进制工作簿.xlsb", lambda: zipped({"xl/workbook.bin": b"\x83\x01" * 99}), "E105"),
    Case("二进制工作簿出错.xlsb", lambda: xlsb(b"\x83\x01\x00\x0b\x05" + bytes(5)), "E121"),
    Case("二进制工作簿没出错.xlsb", lambda: xlsb(b"\x83\x01\x0b" + b"\x0b\x05" * 6), "E105"),
    Case("旧格式.xls", xls, "填报值"),
    Case("金山表格.et", xls, "填报值"),
    Case("旧格式出错.xls", lambda: xls(error=True), FormulaFault("#REF!")),
    Case("幻影列.xls", lambda: xls(phantom=True), "填报值"),
    Case("半截.xls", lambda: xls()[:1500], "E105"),
    Case("转圈.xls", looping_xls, "E105"),
    Case("旧格式外部链接.xls", linking_xls, "E108"),
    Case("旧格式的宏.xls", lambda: xls() + "_VBA_PROJECT".encode("utf-16-le"), "E107"),
    Case("有密码.xlsx", lambda: xls() + "EncryptedPackage".encode("utf-16-le"), "E103"),
    Case("国标码文本.xls", lambda: "填报值,1\n".encode("gb18030"), "填报值"),
    Case("统一码文本.xls", lambda: "填报值\t1\n".encode("utf-16"), "填报值"),
    Case("网页.xls", HTML.encode, "E120"),
    Case("国标码网页.xls", lambda: f" \r\n{HTML}".encode("gb18030"), "E120"),
    Case("统一码网页.xls", lambda: HTML.encode("utf-16"), "E120"),
    Case("单个文件网页.xls", lambda: b"MIME-Version: 1.0\r\n\r\n" + HTML.encode(), "E120"),
    Case("数据表2003.xls", lambda: b'<?xml version="1.0"?><Workbook/>', "E120"),
    Case("有零字节.csv", lambda: b"a,\0,b\n", "E102"),
    Case("一百一十万格.csv", lambda: b"1,2,3,4,5,6,7,8,9,0\n" * 110_000, "E114"),
    Case("一行很宽.csv", lambda: b"1" + b",1" * 2000 + b"\n1" * 1000, "E114"),
    Case("一格很长.csv", lambda: b'"' + b"a" * 200_000 + b'"\n', "E105"),
    Case("随机字节.xlsx", lambda: zlib.compress(bytes(range(256))) * 9, "E102"),
    Case("空文件.xlsx", lambda: b"", "E101"),
    Case("只有空格.csv", lambda: b" , ,\n", "E106"),
    Case("超过20MB.xlsx", lambda: b"PK\x03\x04" + bytes(20 * MEGABYTE), "E104"),
    Case("开放文档.ods", lambda: ods(ods_cell(SAID, "填报值")), "填报值"),
    Case("重复到底.ods", lambda: ods(ods_cell(SAID, "填报值", far=True)), "E105"),
    Case("没有结果.ods", lambda: ods(ods_cell('table:formula="of:=1+1"', "")), "E121"),
    Case(
        "开放文档实体.ods",
        lambda: ods(ods_cell(SAID, "&a8;"), f"<!DOCTYPE x [{''.join(laughs())}]>"),
        "E112",
    ),
)


@dataclass(frozen=True)
class Run:
    """What came of every file, and how long the slowest of them took, in seconds."""

    results: Mapping[str, Read]
    slowest: float


def read_all(folder: Path, processes: int) -> Run:
    results: dict[str, Read] = {}
    slowest = 0.0
    found, _ = find_files(folder)
    with Reader(processes=processes) as reader:
        reader.expect(found)
        for file in found:
            begun = time.monotonic()
            result = reader.read(file)
            slowest = max(slowest, time.monotonic() - begun)
            results |= dict.fromkeys(file.names, result)
    return Run(results, slowest)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for case in CASES:
        (folder / case.name).write_bytes(case.make())
    return folder


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    return read_all(folder, 2)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_hostile_file_is_read_right_or_refused_with_its_code(run: Run, case: Case) -> None:
    book, problems = run.results[case.name]

    if book is None:
        assert [problem.kind.code for problem in problems] == [case.outcome]
    else:
        assert book.sheets[0].cell(0, 0).content == case.outcome


def test_no_hostile_file_takes_ten_seconds(run: Run) -> None:
    assert run.slowest < 10


def test_no_process_takes_a_gigabyte(run: Run) -> None:
    """The largest of all processes that this one has waited for, in kB."""
    assert run.results
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1024 * 1024


def test_one_process_comes_to_the_same(folder: Path, run: Run) -> None:
    alone = read_all(folder, 1)

    assert list(alone.results) == list(run.results)
    for name, result in alone.results.items():
        assert result == run.results[name], name


#: What comes of a file after its process died: a document type is enough to refuse it.
WITH_CARE = {"没用的文档类型.xlsx": "E112"}
#: Takes all memory before anything can be told of it: for a process that may be killed alone.
DEADLY = "重复到底.ods"


@pytest.mark.parametrize("case", [case for case in CASES if case.name != DEADLY], ids=str)
def test_the_program_answers_the_same_with_care(folder: Path, case: Case) -> None:
    """In this process, which would end with it where it took a look too many."""
    answers = io.BytesIO()

    serve([question(folder / case.name, Wanted.BOOK_WITH_CARE)], answers)

    book, problems = unpack(answers.getvalue()[HEADER.size :], "填报表", case.name)
    if book is None:
        expected = WITH_CARE.get(case.name, case.outcome)
        assert [problem.kind.code for problem in problems] == [expected]
    else:
        assert book.sheets[0].cell(0, 0).content == case.outcome


def test_nothing_beyond_a_wrong_extent_is_lost(run: Run) -> None:
    """7 stands in D9, though the sheet says that it ends at A1."""
    book, _ = run.results["范围写小了.xlsx"]

    assert book is not None
    assert book.sheets[0].cell(8, 3).content == Decimal(7)


def mangled(content: bytes, seed: int) -> bytes:
    """*content* with a few bytes that are others, gone or doubled."""
    chance, wrong = random.Random(seed), bytearray(content)  # noqa: S311 - no secret
    for _ in range(chance.choice((1, 3, 10))):
        place = chance.randrange(len(wrong))
        match chance.randrange(3):
            case 0:
                wrong[place : place + 4] = b"\xff\xff\xff\x7f"
            case 1:
                del wrong[place : place + chance.randrange(1, 50)]
            case _:
                wrong[place:place] = wrong[place - 50 : place]
    return bytes(wrong)


def test_mangled_workbooks_are_read_or_refused(tmp_path: Path) -> None:
    """Some of these make the reading library ask for all memory, and end its process."""
    old, sheet = xls(other=True), base()
    for seed in range(20):
        (tmp_path / f"{seed}.xls").write_bytes(mangled(old, seed))
        part = mangled(sheet[SHEET], seed)
        (tmp_path / f"{seed}.xlsx").write_bytes(zipped(sheet | {SHEET: part}))

    run = read_all(tmp_path, 2)

    assert len(run.results) == 40
    for book, problems in run.results.values():
        assert book is not None or problems
    assert run.slowest < 10
