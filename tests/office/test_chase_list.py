"""Who is reminded, of what, and in which words."""

from pathlib import Path

import pytest

from builder.model import file_problem_kinds as kinds
from builder.model.places import TextPlace
from builder.office.chase_list import chase_messages, chase_text, chase_workbook, to_chase
from tests.office.read_workbook import read_rows
from tests.office.small_campaign import SHA256, Desk, filing, make_busy_desk, make_desk, meta


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_busy_desk(tmp_path)


def messages(desk: Desk) -> dict[str, str]:
    told = chase_messages(desk.result, desk.statuses, desk.problems)
    return {message.to: message.text for message in told}


def book(desk: Desk) -> bytes:
    content = chase_workbook(desk.result, desk.statuses, desk.problems)
    assert content is not None
    return content


def test_who_owes_a_filing_comes_before_who_has_to_mend_one(desk: Desk) -> None:
    """县教育局 came after the cohort was frozen: to remind it would change nothing."""
    assert [s.unit.id for s in to_chase(desk.statuses)] == ["health", "forest", "roads", "water"]


def test_one_message_to_all_says_who_owes_what(desk: Desk) -> None:
    assert messages(desk)["全体"] == (
        "【催报】示例县2018年度考核：请以下1家单位于2019年1月10日18:00前报送填报表：县卫健委。"
        "以下1家单位的填报表打不开或不能用，请重报：县林业局。"
        "以下1家单位报了多份，请说明以哪份为准：县公路局。"
        "以下1家单位的填报表有必须修改的地方，请改后重报：县水利局。已过时间的请立即报送。"
    )


def test_each_unit_is_told_its_own(desk: Desk) -> None:
    told = messages(desk)

    assert told["县卫健委"] == (
        "县卫健委：您单位还没有报送《示例县2018年度考核》填报表，"
        "截止时间是2019年1月10日18:00，请尽快报送。"
    )
    assert told["县林业局"] == (
        "县林业局：您单位的填报表（县林业局.xlsx）不能用："
        "文件损坏，打不开，请用WPS或Excel打开，另存为xlsx。"
    )
    assert told["县公路局"] == (
        "县公路局：您单位报了2份填报表（县公路局A.xlsx、县公路局B.xlsx），请告知以哪份为准。"
    )


def test_a_cell_is_named_by_row_and_column(desk: Desk) -> None:
    assert messages(desk)["县水利局"] == (
        "县水利局：您单位填报表第5行C列“约45件”不是整数，请填整数，例如 45。请改后重报。"
    )


def test_a_message_names_three_cells_and_counts_the_others(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    rows = "".join(f"| 1.1 | 审批服务事项总数 | 约{n} |\n" for n in range(40, 45))
    text = filing("civil").replace("| 1.1 | 审批服务事项总数 | 48 |\n", rows)
    desk.put("县民政局.xlsx", text)

    told = messages(desk)["县民政局"]

    assert [word for word in ("第4行", "第5行", "第6行", "第7行") if word in told] == [
        *("第4行", "第5行", "第6行"),
    ]
    assert "另有2处，见退回的修改清单" in told


def test_the_list_counts_days_to_the_receipt_or_to_the_cutoff(desk: Desk) -> None:
    """From the 10th: 10 days to the cutoff for what never came, 2 to the receipt on the 12th."""
    rows = read_rows(book(desk), "催报名单")

    assert rows[2][:6] == ("单位", "类型", "细则", "状态", "截止时间", "逾期天数")
    assert [(row[0], row[3], row[5]) for row in rows[3:]] == [
        ("县卫健委", "未报", 10),
        ("县林业局", "无法读取", None),
        ("县公路局", "多份无法确定", None),
        ("县水利局", "逾期2天，需修改", 2),
    ]


def test_the_text_file_holds_what_the_second_sheet_does(desk: Desk) -> None:
    rows = read_rows(book(desk), "可粘贴文字")
    text = chase_text(desk.result, desk.statuses, desk.problems)

    assert text.strip().split("\n\n") == [row[1] for row in rows[2:]]


def test_where_nobody_is_to_be_reminded_there_is_no_file(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.put("单位名录.xlsx", "# 单位\n| 单位代码 | 单位名称 | 单位类型 |\n| a | 甲局 | 县直部门 |")
    desk.put("a.xlsx", filing("civil").replace("县民政局", "甲局"))

    assert chase_workbook(desk.result, desk.statuses, desk.problems) is None
    assert chase_text(desk.result, desk.statuses, desk.problems) == ""


def test_without_a_deadline_no_day_is_made_up(desk: Desk) -> None:
    desk.set(deadline=None, cutoff=None)

    assert "请以下1家单位尽快报送填报表：县卫健委。" in messages(desk)["全体"]
    assert messages(desk)["县卫健委"].endswith("》填报表，请尽快报送。")


def test_the_same_folder_gives_the_same_bytes(desk: Desk) -> None:
    assert book(desk) == book(desk)


def test_a_filing_of_no_use_that_nothing_else_is_told_of_is_asked_for_anew(desk: Desk) -> None:
    told = {message.to: message.text for message in chase_messages(desk.result, desk.statuses, ())}

    assert told["县林业局"] == (
        "县林业局：您单位的填报表（县林业局.xlsx）不能用：请用下发的模板重报。"
    )


def test_a_template_of_one_unit_filled_in_by_another_is_told_to_both(desk: Desk) -> None:
    """Either may have sent it, and 县林业局 has a damaged file there besides."""
    text = filing("forest") + meta("health", SHA256[:8])
    desk.put("报送/新建.xlsx", text)

    told = messages(desk)

    assert told["县卫健委"] == (
        "县卫健委：您单位的填报表（新建.xlsx）不能用：模板是发给县卫健委的，表内写的单位是县林业局，"
        "请核对是否填错了模板，用本单位的模板重报。"
    )
    assert told["县林业局"].startswith("县林业局：您单位的填报表（县林业局.xlsx、新建.xlsx）不能用")
    assert (desk.status("health").file, desk.status("health").must) == ("报送/新建.xlsx", 1)
    assert desk.status("forest").must == 2


def test_a_fault_in_no_cell_is_told_without_one(desk: Desk) -> None:
    whole = kinds.DAMAGED.at(TextPlace("县水利局.xlsx"), unit="water")

    told = chase_messages(desk.result, desk.statuses, [whole])

    assert [message.text for message in told if message.to == "县水利局"] == [
        "县水利局：您单位填报表文件损坏，打不开，请用WPS或Excel打开，另存为xlsx。请改后重报。"
    ]
