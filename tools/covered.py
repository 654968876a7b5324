# ruff: noqa: INP001, T201 - a script, no package; it speaks
"""Which lines and branches of `builder/` the tests reach: all of them, or it fails.

`python tools/covered.py` runs the suite under coverage.py (`.[test,proof]` installs it), but for
what is named below, and reports what is left. Programs and processes that tests start are measured
too; of those that were killed, or had a full disk, coverage.py says that it can't use their files.
The tables `tool.coverage` of pyproject.toml say what is exempt, and why.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: What isn't run, since its figures would come to nothing or tell nothing.
LEFT_OUT = {
    "tests/faults/test_kills.py": "a killed process leaves no figures, or half a file of them",
    "tests/publishing/test_killed.py": "the same",
    "tests/fuzz": "atheris watches lines in its own way, and looks only for crashes",
    "tests/browser": "looks at what was built, from outside",
    "tests/benchmarks": "looks at the benchmarks",
    "tests/test_code_quality.py": "runs none of the code",
}
SUITE = ("-m", "pytest", "-q", "-n", "2", "--dist", "loadfile")
STEPS = (
    ("erase",),
    ("run", *SUITE, *(f"--ignore={path}" for path in LEFT_OUT)),
    ("combine", "--quiet"),
    ("report",),
)


def main() -> int:
    """Tells of every step; the status of the first that fails."""
    for step in STEPS:
        print("+ coverage", *step, flush=True)
        command = [sys.executable, "-m", "coverage", *step]
        done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - the steps above
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
