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

    with pytest.raises(YamlFaultError):
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
