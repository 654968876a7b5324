"""Whatever stands in a YAML file, it is read or refused with a line: nothing else is raised."""

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.formats.yaml_text import YamlFaultError, read_yaml
from builder.intake.campaign import Campaign
from builder.rubric.allowances import AllowanceList
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.dossier import Dossier
from builder.rubric.load import load_record
from builder.rubric.record import Record
from builder.rubric.schema import Rubric

#: Pieces of YAML, so that what comes together is now and then well-formed.
PIECES = (
    *("id", "title", "period", "start", "kinds", "parts", "rule", "kind", "points", "fields"),
    *(": ", ":\n  ", "\n", "\n- ", "- ", "[", "]", "{", "}", ", ", "&a ", "*a", "!!int "),
    *("|\n  ", ">-\n  ", "? ", "'", '"', "#", "%YAML 1.2\n---\n", "<<: ", "~", "\t", "甲"),
    *("0x1F", ".inf", ".nan", "1e400", "010", "2022-02-30", "true", "no", "-1_0", "1:30"),
)
texts = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)

DEEP = "[" * 3000
ITSELF = "&a [*a]"
LAUGHS = "\n".join(["l0: &l0 哈", *(f"l{n}: &l{n} [{f'*l{n - 1}, ' * 9}]" for n in range(1, 12))])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for a file that is written anew each time."""
    return tmp_path_factory.mktemp("yaml")


@settings(max_examples=300)
@given(text=texts)
@example(text=DEEP)
@example(text=ITSELF)
@example(text=LAUGHS)
@example(text="!!int abc")
@example(text="points: .inf")
def test_a_document_is_read_or_refused(folder: Path, text: str) -> None:
    path = folder / "any.yml"
    path.write_text(text, encoding="utf-8", newline="")

    with suppress(YamlFaultError):
        assert read_yaml(path).line_of(("id", 0)) >= 1


@pytest.mark.parametrize("model", [Campaign, Rubric, CatalogueSchema, Dossier, AllowanceList])
@given(text=texts)
@example(text=DEEP)
def test_a_record_is_read_or_every_fault_is_told(
    folder: Path, model: type[Record], text: str
) -> None:
    path = folder / "record.yml"
    path.write_text(text, encoding="utf-8", newline="")

    loaded, problems = load_record(path, model, "record.yml")

    assert (loaded is None) == bool(problems)
    for problem in problems:
        assert str(problem.place).startswith("record.yml")
        assert problem.wrong
        assert problem.remedy


@given(content=st.binary(max_size=40))
def test_bytes_that_are_no_text_are_refused(folder: Path, content: bytes) -> None:
    path = folder / "bytes.yml"
    path.write_bytes(b"\xff" + content)

    with pytest.raises(YamlFaultError, match="不是UTF-8编码"):
        read_yaml(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [(DEEP, "层级太深"), (ITSELF, "引用了自己"), (LAUGHS, "引用展开后超过100000处")],
    ids=["three thousand levels", "a list that holds itself", "nine to the eleventh"],
)
def test_what_has_no_end_is_refused_in_words(folder: Path, text: str, says: str) -> None:
    path = folder / "endless.yml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(YamlFaultError, match=says):
        read_yaml(path)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("甲: 1\n乙：2\n\n丙: 3\n", 2, "没有半角冒号（全角的“：”不算）"),
        ("甲: 1\n乙：2\n", 2, "没有半角冒号"),
        ("甲: 1\n  乙: 2\n", 2, "冒号放错了地方"),
        ("甲: 乙: 丙\n", 1, "文字里的冒号没有加引号"),
        ("甲:\n    乙: 1\n  丙: 2\n", 3, "缩进和前面的行不齐"),
        ('甲: "乙"丙\n', 1, "引号没有成对"),
        ("甲:\n  - 乙\n  丙: 1\n", 3, "缩进和前面的行不齐"),
        ("甲: - 乙\n", 1, "列表的每一项另起一行"),
        ("甲: [1, 2\n乙: 3\n", 2, "方括号没有成对"),
        ("甲: {乙: 1\n丙: 2\n", 2, "花括号没有成对"),
        ("甲: ]\n", 1, "括号、逗号放错了地方"),
        ("甲:\n\t乙: 1\n", 2, "缩进不能用制表符"),
        ('甲: "乙\n丙: 1\n', 3, "引号没有成对"),
        ('甲: "D:\\公示"\n', 1, "双引号里不能有单个的反斜杠"),
        ("甲: *a\n", 1, "“*”开头的文字要加引号"),
        ("甲: &乙\n", 1, "“*”“&”开头的文字要加引号"),
        ("甲: 1\n---\n乙: 2\n", 2, "请删去“---”这一行"),
        ("甲: |乙\n", 1, "写法不对（did not find expected comment or line break）"),
        ("甲: \x01\n", 0, "看不见的控制字符"),
    ],
)
def test_a_slip_is_told_on_its_line_in_words_of_an_office(
    folder: Path, text: str, line: int, says: str
) -> None:
    path = folder / "slip.yml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(YamlFaultError) as caught:
        read_yaml(path)

    assert caught.value.line == line
    assert says in caught.value.reason


@pytest.mark.parametrize("text", [".inf", "-.inf", ".nan", "0x1F"])
def test_a_number_that_no_decimal_can_be_stays_text(folder: Path, text: str) -> None:
    path = folder / "number.yml"
    path.write_text(f"points: {text}\n", encoding="utf-8")

    value = read_yaml(path).value

    assert value == {"points": text}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("true", True),
        ("1_000", 1000),
        ("010", 10),
        ("0x1F", "0x1F"),
        ("1.50", Decimal("1.50")),
        ("-.5", Decimal("-0.5")),
        ("2e3", Decimal("2E+3")),
        (".inf", ".inf"),
        ("12:30", "12:30"),
        ("2018-12-31", "2018-12-31"),
        ("1.2.3", "1.2.3"),
        ("~", None),
        ("", None),
        ('"1"', "1"),
    ],
)
def test_a_word_is_what_yaml_1_2_takes_it_for(folder: Path, written: str, value: object) -> None:
    path = folder / "value.yml"
    path.write_text(f"值: {written}\n", encoding="utf-8")

    read = read_yaml(path).value

    assert read == {"值": value}
    assert str(read) == str({"值": value}), "digits are kept"


def test_half_a_sign_is_refused(folder: Path) -> None:
    """JSON escapes what lies beyond U+FFFF as two halves; YAML has an escape of its own for it."""
    path = folder / "escaped.yml"
    path.write_text('标题: "\\ud83d"\n', encoding="utf-8")

    with pytest.raises(YamlFaultError) as caught:
        read_yaml(path)

    assert caught.value.line == 1
