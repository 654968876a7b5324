"""`python -m benchmarks`: measures, keeps what it measured, prints a table; may be run again.

What is measured already isn't measured again (`--fresh` forgets it), so that a run that was
stopped, or ran out of its time, goes on where it ended.
"""

import argparse
from pathlib import Path

from benchmarks.runs import Runs, Settings
from benchmarks.table import describe
from builder.forks import count_cores


def main() -> None:
    """Measures as the options say."""
    options = _options()
    settings = Settings(
        folder=options.folder.resolve(),
        repeats=options.repeats,
        counties=options.counties,
        seconds=options.minutes * 60,
        only=frozenset(options.only),
        jobs=count_cores(),
    )
    runs = Runs(settings)
    if options.fresh:
        runs.forget()
    for units in options.units:
        runs.take(units)
        print(describe(units, runs.results(units)))  # noqa: T201 - it is what the program is for


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--units", type=int, nargs="+", default=[60, 600, 2000])
    parser.add_argument("--counties", type=int, default=0, help="0: more units, more counties")
    parser.add_argument("--repeats", type=int, default=3, help="the median is printed")
    parser.add_argument("--minutes", type=float, default=60, help="no measure begins after them")
    parser.add_argument("--only", nargs="*", default=[], help="names of the measures to take")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured")
    parser.add_argument("--folder", type=Path, default=Path("build/benchmarks"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
