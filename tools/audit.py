# ruff: noqa: INP001, T201 - a script, no package; it speaks
"""Asks the package index whether the pinned parts have known vulnerabilities, by pip-audit.

Ends with 1 where one has. Where the index can't be asked, or knows nothing of a part, that is said,
and is no failure: an index within a network may hold packages and nothing about them.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: Seconds for all of it.
PATIENCE = 180

Part = Mapping[str, object]


def main() -> int:
    """Tells what is known; the exit status."""
    parts = look_up(ROOT / "constraints.txt")
    lines, status = verdict(parts)
    print("\n".join(lines))
    return status


def look_up(pinned: Path) -> Sequence[Part]:
    """What pip-audit says of the parts in the file *pinned*; nothing where it can't be asked."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if os.name == "nt" else "bin") / "python"
        asked = ("-m", "pip_audit", "-r", str(pinned), "--no-deps", "--disable-pip")
        try:
            for command in (("-m", "pip", "install", "-q", "pip-audit"), (*asked, "-f", "json")):
                done = subprocess.run(  # noqa: S603 - an interpreter that was just made
                    [str(python), *command], capture_output=True, check=False, timeout=PATIENCE
                )
            parts: Sequence[Part] = json.loads(done.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError, KeyError):
            return []
    return parts


def verdict(parts: Sequence[Part]) -> tuple[list[str], int]:
    """Lines to print on what was found of *parts*, and the exit status."""
    known = [part for part in parts if "skip_reason" not in part]
    bad = [part for part in known if part.get("vulns")]
    if not known:
        return ["audit: the index can't be asked about vulnerabilities: NOTHING was checked"], 0
    lines = [f"audit: {len(known)} of {len(parts)} parts looked up, {len(bad)} with known faults"]
    lines += [f"  {part['name']} {part['version']}: {_ids(part)}" for part in bad]
    return lines, int(bool(bad))


def _ids(part: Part) -> str:
    vulns = part["vulns"]
    return ", ".join(str(one["id"]) for one in vulns) if isinstance(vulns, list) else ""


if __name__ == "__main__":
    sys.exit(main())
