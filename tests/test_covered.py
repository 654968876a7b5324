"""What `tools/covered.py` leaves out is there: pytest leaves out in silence what isn't."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_what_is_left_out_is_there() -> None:
    left_out = runpy.run_path(str(ROOT / "tools" / "covered.py"))["LEFT_OUT"]

    assert [path for path in left_out if not (ROOT / path).exists()] == []
