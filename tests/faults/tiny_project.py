"""A project of two units and one rubric, which is built in two seconds."""

import shutil
from hashlib import sha256
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).parents[2]
CAMPAIGN = "example-district-2022q1"
RUBRIC = "zichuan-2022-townships.yml"
#: What of the demo's first quarter is left: the register and the returns of its first two units.
KEPT = ("campaign.yml", "单位名录", "示例一街道", "示例二街道")


def make_project(root: Path) -> Path:
    """Sets the project up in the folder *root*, a draft, and gives that back."""
    for name in ("site_templates", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    (root / "rubrics").mkdir()
    shutil.copy(ROOT / "rubrics" / RUBRIC, root / "rubrics")
    source, folder = ROOT / "input" / CAMPAIGN, root / "input" / CAMPAIGN
    for path in sorted(source.rglob("*")):
        if path.is_file() and any(word in path.name for word in KEPT):
            target = folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    _set(folder / "campaign.yml", "status", "draft")
    book = load_workbook(folder / "单位名录.xlsx")
    book.worksheets[0].delete_rows(4, 100)
    book.save(folder / "单位名录.xlsx")
    return root


def rename(root: Path, title: str) -> None:
    """Gives the campaign another title, which stands on every page and paper."""
    _set(root / "input" / CAMPAIGN / "campaign.yml", "title", title)


def _set(settings: Path, key: str, value: str) -> None:
    lines = settings.read_text(encoding="utf-8").splitlines()
    changed = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in lines]
    settings.write_text("\n".join(changed), encoding="utf-8")


#: What isn't a matter of the input alone: changes since the output before, and how it was made.
HISTORY = ("与上次相比.xlsx", ".site.json")


def state_of(folder: Path) -> dict[str, str]:
    """Path → fingerprint of every file below *folder* that the input alone decides."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in HISTORY
    }
