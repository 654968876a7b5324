"""What the screen shows of names and titles: words, and nothing that a terminal obeys."""

import io

import pytest
from rich.console import Console

from builder.progress import Progress, screen_text

#: A title for the window, red letters, a line that is written over, and words turned round.
ORDERS = "甲\x1b]0;x\x07乙\x1b[31m丙\r丁\x9b1m戊\u202e己\u2067"


def test_no_order_to_a_terminal_and_no_turn_is_left_of_a_text() -> None:
    assert screen_text(ORDERS) == "甲]0;x乙[31m丙丁1m戊己"


def test_lines_and_columns_stay() -> None:
    assert screen_text("甲\t乙\n丙") == "甲\t乙\n丙"


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("title", [ORDERS, "[link=http://example.invalid]甲[/link]", "甲[/]"])
def test_a_step_is_told_in_the_words_of_its_title(title: str, *, terminal: bool) -> None:
    """Brackets are no markup; what looks like its end had brought the run down."""
    told = io.StringIO()
    progress = Progress(Console(file=told, force_terminal=terminal, color_system=None, width=200))

    with progress.step(title), progress.count(title) as advance:
        advance(ORDERS)

    assert f"✔ {screen_text(title)}（" in told.getvalue()
    assert f"✔ {screen_text(title)}：1个文件（" in told.getvalue()
    assert "\x07" not in told.getvalue()


def test_files_are_counted_one_by_one_or_several_together() -> None:
    told = io.StringIO()

    with Progress(Console(file=told, width=200)).count("生成办公室材料") as advance:
        advance("县民政局.xlsx")
        advance("征求意见表", 12)

    assert "✔ 生成办公室材料：13个文件（" in told.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_files_that_others_count_are_told(*, terminal: bool) -> None:
    told, counts = io.StringIO(), [1]
    progress = Progress(Console(file=told, force_terminal=terminal, width=200))

    with progress.follow("核分", lambda: counts[0]):
        counts[0] = 7

    assert "✔ 核分：7个文件（" in told.getvalue()
    assert ("核分：7个文件……" in told.getvalue()) == terminal
