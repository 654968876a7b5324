"""openpyxl is loaded without numpy, which it only asks for the types of its numbers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def numpy_hidden() -> Iterator[None]:
    """Whatever is imported within the block does without numpy, unless that is loaded already.

    No number of ours is numpy's, and to load it takes as long as to mark several copies.
    """
    if "numpy" in sys.modules:
        yield
        return
    # So the language itself says that a module isn't there.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["numpy"]
