# ruff: noqa: INP001 - a script, no package
"""Mutation testing of the scoring rules: how many small faults the tests notice.

`python tools/mutation.py` changes every function of `builder/rubric/rules` and `builder/scoring` in
every way that mutmut knows, one at a time, and runs the tests named in pyproject.toml against each.
It ends with 1 where the score is below the least, or a survivor isn't explained in
`docs/mutation.md`; else it writes the score and the fingerprint of the sources there.
"""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ("builder/rubric/rules", "builder/scoring")
RECORD = ROOT / "docs" / "mutation.md"
LEAST = 95
#: What pytest ends with where every test passed, and mutmut where none touches the function.
SURVIVED = {0, 33}
_NAME = re.compile(
    r"(?P<module>[\w.]+)\.x(?:ǁ(?P<owner>\w+)ǁ|_)(?P<function>\w+)__mutmut_(?P<number>\d+)"
)
_SUMMARY = re.compile(r"^Mutants: .*$", re.MULTILINE)


def fingerprint() -> str:
    """The SHA-256 of all sources that are mutated, by path."""
    digest = hashlib.sha256()
    for folder in SOURCES:
        for path in sorted((ROOT / folder).glob("*.py")):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def readable(key: str) -> str:
    """A mutant's name as `docs/mutation.md` has it: `rules.bands Bands._points 4`.

    Raises ValueError for what is no name of a mutant.
    """
    match = _NAME.fullmatch(key)
    if match is None:
        raise ValueError(key)
    owner = f"{match['owner']}." if match["owner"] else ""
    module = ".".join(match["module"].split(".")[-2:])
    return f"{module} {owner}{match['function']} {match['number']}"


def outcomes(folder: Path) -> Iterator[tuple[str, int]]:
    """Every mutant in mutmut's *folder*, with how its tests ended."""
    for path in sorted(folder.rglob("*.meta")):
        ends: Mapping[str, int] = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        yield from ((readable(key), end) for key, end in ends.items())


def summarise(total: int, survived: int) -> str:
    """The line of `docs/mutation.md` that says how it went."""
    score = 100 * (total - survived) / total
    return (
        f"Mutants: {total}, killed {total - survived}, survived {survived}: {score:.1f} %. "
        f"Sources: {fingerprint()}"
    )


def main(folder: Path = ROOT / "mutants") -> int:
    """Runs mutmut, then holds what survived against what is explained."""
    subprocess.run([sys.executable, "-m", "mutmut", "run"], cwd=ROOT, check=False)
    ends = dict(outcomes(folder))
    survivors = [name for name, end in ends.items() if end in SURVIVED]
    record = RECORD.read_text("utf-8")
    unexplained = [name for name in survivors if f"`{name}`" not in record]
    line = summarise(len(ends), len(survivors))
    print(*unexplained, line, sep="\n")  # noqa: T201 - what it is run for
    if unexplained or 100 * len(survivors) > (100 - LEAST) * len(ends):
        return 1
    RECORD.write_text(_SUMMARY.sub(line, record), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
