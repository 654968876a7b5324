"""What a project folder starts with: rubrics, pages and settings that come with the program.

In the installed program they lie beside the code, put there by `setup.py`; in a checkout they are
the project's own, so that there is one copy of each.
"""

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import builder

#: What a project can't do without.
PARTS = ("rubrics", "site_templates", "mkdocs.yml")
_INPUT = "input"
_CODE = Path(builder.__file__).parent


def missing_parts(root: Path) -> tuple[str, ...]:
    """What the project folder *root* lacks, of what can't be done without."""
    return tuple(name for name in PARTS if not (root / name).exists())


def set_up(root: Path) -> tuple[str, ...]:
    """Puts into *root* what it lacks, and tells what; nothing that is there is touched.

    Raises OSError where it can't be written.
    """
    missing = missing_parts(root)
    for name in missing:
        _copy(_source() / name, root / name)
    (root / _INPUT).mkdir(parents=True, exist_ok=True)
    return missing


def add_demo(root: Path) -> tuple[str, ...]:
    """Puts the demo campaigns into *root*, and tells which; those that are there are left alone.

    Raises OSError where they can't be written.
    """
    missing = [name for name in _demos() if not (root / _INPUT / name).exists()]
    for name in missing:
        _copy(_source() / _INPUT / name, root / _INPUT / name)
    return tuple(missing)


def _source() -> Path:
    """Where the parts lie: beside the code, or in the checkout that the code is run from."""
    packed = _CODE / "starter"
    return packed if packed.is_dir() else _CODE.parent


def _demos() -> Iterator[str]:
    """The demo campaigns, by folder; a checkout has more, and says which it gives away."""
    if _source() != _CODE.parent:
        yield from sorted(path.name for path in (_source() / _INPUT).iterdir())
        return
    settings = tomllib.loads((_CODE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    yield from settings["tool"]["gongshi"]["demo"]


def _copy(source: Path, target: Path) -> None:
    """A file or folder, made beside its place and moved there whole."""
    fresh = target.with_name(f".{target.name}-new")
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(source, fresh)
    else:
        shutil.copyfile(source, fresh)
    fresh.rename(target)
