"""What has to be known of an .ods beside its values: whether a formula has no result."""

import re

_FORMULA = b"table:formula="
_CELL = re.compile(rb"<table:table-cell\s[^>]*>")
_RESULT = re.compile(rb"(?:office|calcext):value-type=")


def lacks_results(content: bytes) -> bool:
    """Whether a cell in *content* (content.xml) has a formula and no result of any type."""
    if _FORMULA not in content:
        return False
    cells = (cell for cell in _CELL.findall(content) if _FORMULA in cell)
    return any(_RESULT.search(cell) is None for cell in cells)
