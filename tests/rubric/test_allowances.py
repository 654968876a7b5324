"""Exceptions of the gate: where, of what kind and how long; never a value, a name or a blank."""

from datetime import date
from pathlib import Path

import pytest

from builder.disclosure.gate import Allowance, Finding, Origin, judge
from builder.disclosure.leaks import LeakKind
from builder.disclosure.published_files import RawFinding
from builder.rubric.allowances import read_allowances

MOBILE = "199" + "0000" + "1234"
ADDRESS = "window" + "@example.invalid"
SOUND = {
    "kind": "电子邮箱",
    "where": "'town/县水利局.xlsx › 填报表 › F12'",
    "description": "窗口邮箱",
    "reason": "窗口对外公布",
    "approver": "办公室主任岗",
    "expires": "2022-12-31",
}
PAGE = RawFinding("town/units/T01.md", "第3行", LeakKind.EMAIL, ADDRESS)
CELL = Origin(f"来信：{ADDRESS}", "town/县水利局.xlsx › 填报表 › F12")
CUTOFF = {"town": date(2022, 4, 15)}


def read(tmp_path: Path, **changed: str) -> tuple[tuple[Allowance, ...], list[str]]:
    (tmp_path / "disclosure").mkdir()
    rows = "".join(f"    {key}: {value}\n" for key, value in {**SOUND, **changed}.items())
    text = f"allowances:\n  - {rows.strip()}\n"
    (tmp_path / "disclosure" / "公开.yml").write_text(text, encoding="utf-8")
    allowances, problems = read_allowances(tmp_path)
    return allowances, [problem.wrong for problem in problems]


def judged(*allowances: Allowance) -> tuple[Finding, ...]:
    return judge([PAGE], lambda: [CELL], allowances, CUTOFF)


def test_a_project_without_exceptions_has_none(tmp_path: Path) -> None:
    assert read_allowances(tmp_path) == ((), ())


def test_a_sound_exception_is_read(tmp_path: Path) -> None:
    where = "town/县水利局.xlsx › 填报表 › F12"

    assert read(tmp_path) == ((Allowance(LeakKind.EMAIL, where, date(2022, 12, 31)),), [])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "身份证号"),
        ("kind", "密码或口令"),
        ("where", "'**'"),
        ("description", f"值班手机{MOBILE}"),
        ("approver", "赵某甲"),
        ("reason", "''"),
    ],
)
def test_what_may_not_be_signed_for_or_tells_something_is_refused(
    tmp_path: Path, key: str, value: str
) -> None:
    allowances, faults = read(tmp_path, **{key: value})

    assert allowances == ()
    assert len(faults) == 1
    assert MOBILE not in faults[0]


def test_without_an_exception_page_and_cell_are_told() -> None:
    [finding] = judged()

    assert finding.places == ("town/units/T01.md 第3行",)
    assert finding.origins == ("town/县水利局.xlsx › 填报表 › F12",)


@pytest.mark.parametrize("where", ["town/units/*", "town/县水利局.xlsx › *", CELL.place])
def test_an_exception_for_the_page_or_the_cell_lets_it_through(where: str) -> None:
    assert judged(Allowance(LeakKind.EMAIL, where, date(2022, 4, 15))) == ()


@pytest.mark.parametrize(
    "allowance",
    [
        Allowance(LeakKind.EMAIL, CELL.place, date(2022, 4, 14)),
        Allowance(LeakKind.MOBILE, CELL.place, date(2022, 12, 31)),
        Allowance(LeakKind.EMAIL, "town/县水利局.xlsx › 填报表 › F13", date(2022, 12, 31)),
    ],
)
def test_one_that_has_ended_or_is_for_something_else_does_not(allowance: Allowance) -> None:
    """The campaign looks up to 15 April."""
    assert len(judged(allowance)) == 1


def test_one_value_on_many_pages_is_one_finding() -> None:
    other = RawFinding("town/index.md", "第9行", LeakKind.EMAIL, ADDRESS.upper())

    [finding] = judge([PAGE, other], tuple, (), CUTOFF)

    assert finding.places == ("town/units/T01.md 第3行", "town/index.md 第9行")
