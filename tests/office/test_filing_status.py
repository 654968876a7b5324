"""Who has filed: in time, late, too late, not at all, from which template, and how often."""

from pathlib import Path

import pytest

from tests.office.small_campaign import SHA256, Desk, filing, make_busy_desk, make_desk, meta

SAME = """
# 收件登记
| 单位 | 收到时间 | 文件 |
| 县民政局 | '2019-01-08 09:00 | a.xlsx |
| 县民政局 | '2019-01-09 09:00 | b.xlsx |
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_every_state_is_told_apart(tmp_path: Path) -> None:
    """Due on the 10th at 18:00: the 9th is in time, the 12th two days late; frozen on the 20th."""
    desk = make_busy_desk(tmp_path)

    shown = {status.unit.id: status.shown for status in desk.statuses}

    assert shown == {
        "civil": "已报",
        "water": "逾期2天",
        "school": "截止后报送",
        "health": "未报",
        "forest": "无法读取",
        "roads": "多份无法确定",
    }


def test_what_has_to_be_mended_is_counted_by_unit(tmp_path: Path) -> None:
    """县水利局 wrote 约45件; the two files of 县公路局 are one fault each."""
    desk = make_busy_desk(tmp_path)

    counts = {status.unit.id: (status.must, status.should) for status in desk.statuses}

    assert counts == {
        "civil": (0, 0),
        "water": (1, 0),
        "school": (0, 0),
        "health": (0, 0),
        "forest": (1, 0),
        "roads": (2, 0),
    }


def test_only_who_filed_in_time_and_well_has_nothing_to_be_told(tmp_path: Path) -> None:
    desk = make_busy_desk(tmp_path)

    assert [status.unit.id for status in desk.statuses if status.fine] == ["civil"]
    assert {s.unit.id for s in desk.statuses if s.state.owed} == {"health", "forest", "roads"}


def test_the_file_of_a_unit_is_named_though_it_cannot_be_read(tmp_path: Path) -> None:
    desk = make_busy_desk(tmp_path)

    assert desk.status("forest").file == "县林业局.xlsx"
    assert desk.status("health").file == ""


@pytest.mark.parametrize(
    ("version", "state", "told"),
    [
        (SHA256[:8], "现行模板", 0),
        ("fedcba98", "模板不是最新", 1),
        ("1", "模板版本不明", 0),
    ],
)
def test_a_template_is_compared_with_the_rubric(
    desk: Desk, version: str, state: str, told: int
) -> None:
    desk.put("a.xlsx", filing("civil") + meta("civil", version))

    old = [problem for problem in desk.problems if problem.kind.code == "E318"]

    assert desk.status("civil").template == state
    assert len(old) == told


def test_an_old_template_is_told_with_both_versions(desk: Desk) -> None:
    desk.put("a.xlsx", filing("civil") + meta("civil", "fedcba98"))

    (problem,) = [problem for problem in desk.problems if problem.kind.code == "E318"]

    assert problem.wrong == "填报表用的模板版本是fedcba98，现行版本是0123abcd"
    assert (str(problem.place), problem.unit) == ("a.xlsx", "civil")
    assert not desk.status("civil").fine


def test_a_form_of_the_units_own_making_is_no_fault(desk: Desk) -> None:
    desk.put("县民政局.xlsx", filing("civil"))

    assert desk.status("civil").template == "非下发模板"
    assert desk.status("civil").fine


def test_a_form_sent_again_without_a_change_is_told(desk: Desk) -> None:
    """The second has another layout, so other bytes, and the same answers."""
    desk.put("收件登记.xlsx", SAME)
    desk.put("a.xlsx", filing("civil"))
    desk.put("b.xlsx", filing("civil").replace("# 填报表", "# Sheet1"))

    status = desk.status("civil")
    (problem,) = [problem for problem in desk.problems if problem.kind.code == "E319"]

    assert (str(problem.place), problem.unit) == ("b.xlsx", "civil")
    assert problem.wrong == "与“a.xlsx”填报内容完全相同，一格也没有改动"
    assert (status.file, status.versions, status.unchanged) == (
        "b.xlsx",
        ("a.xlsx", "b.xlsx"),
        True,
    )
    assert status.remarks == ("收到2份", "重报内容没有变化")


@pytest.mark.parametrize("cells", [{"in_hall": "44"}, {"in_hall": "约45"}, {"total": ""}])
def test_a_form_with_one_cell_changed_is_a_new_one(desk: Desk, cells: dict[str, str]) -> None:
    desk.put("收件登记.xlsx", SAME)
    desk.put("a.xlsx", filing("civil"))
    desk.put("b.xlsx", filing("civil", **cells))

    assert not desk.status("civil").unchanged
    assert desk.status("civil").versions == ("a.xlsx", "b.xlsx")


def test_two_values_that_cannot_be_read_are_not_the_same(desk: Desk) -> None:
    """约45 and 约46 are both unreadable, and yet the unit changed the cell."""
    desk.put("收件登记.xlsx", SAME)
    desk.put("a.xlsx", filing("civil", in_hall="约45"))
    desk.put("b.xlsx", filing("civil", in_hall="约46"))

    assert not desk.status("civil").unchanged


def test_twins_of_which_none_counts_are_told_at_the_second(desk: Desk) -> None:
    desk.put("a.xlsx", filing("civil"))
    desk.put("b.xlsx", filing("civil").replace("# 填报表", "# Sheet1"))

    told = [str(problem.place) for problem in desk.problems if problem.kind.code == "E319"]

    assert desk.status("civil").shown == "多份无法确定"
    assert told == ["b.xlsx"]
