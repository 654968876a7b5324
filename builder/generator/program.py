"""A program of its own that keeps MkDocs loaded, so that a page takes no second to build.

It takes orders as lines of JSON (`Order`), and answers each with a line: what MkDocs warned of, why
it stopped where it did, how many pages were built. Nothing imports this module.
"""

import json
import logging
import sys
from contextlib import suppress

from builder.garbage import look_seldom
from builder.generator.building import Order, build_site


def answer(order: Order) -> dict[str, object]:
    """What came of *order*; never raises."""
    try:
        outcome = build_site(order)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - plugins and templates raise anything
        return {"warnings": [], "fault": f"{type(error).__name__}: {error}"}
    return {"warnings": outcome.warnings, "fault": "", "built": outcome.built}


def rehearse(settings: str) -> None:
    """Has a site of one page built, which loads what the first real one would have to wait for."""
    if "jieba" in sys.modules:
        sys.modules["jieba"].setLogLevel(logging.ERROR)
    with suppress(Exception, SystemExit):  # The real build tells what is wrong.
        build_site(Order(settings))


def main() -> None:
    """Answers line by line until the input ends."""
    look_seldom()
    answers, sys.stdout = sys.stdout, sys.stderr
    rehearse(sys.argv[1])
    for line in sys.stdin:
        answers.write(json.dumps(answer(Order(**json.loads(line)))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
