"""Imports run one way, in the order of the flow; outside formats have one importer each."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILDER = ROOT / "builder"

#: The floors, from the ground up: a module may import from its own floor and from lower ones.
FLOORS = (
    {"forks", "garbage", "memory", "model"},
    {"formats"},
    {"disclosure", "generator"},
    {"rubric"},
    {"intake"},
    {"scoring"},
    {"flags"},
    {"wording"},
    {"editions"},
    {"office", "pages"},
    {
        "chronicling",
        "mkdocs_build",
        "output",
        "paperwork",
        "progress",
        "project",
        "publication",
        "site_inspection",
        "summary",
        "zensical_build",
    },
    {"pipeline"},
    {"bookkeeping", "building", "drawing", "ledger", "remembering", "shelf", "store", "tasks"},
    {"preview", "states"},
    {"portal", "publishing"},
    {"commands"},
    {"cli"},
)

#: Outside format → the only module or package that may import it.
SOLE_IMPORTERS = {
    "docx": "builder.formats.word_writing",
    "docxtpl": "builder.formats.word_writing",
    "filelock": "builder.output",
    "jinja2": "builder.formats.jinja_text",
    "mike": "builder.publishing.mike_program",
    "openpyxl": "builder.formats.excel_writing",
    "python_calamine": "builder.formats.excel_reading",
    "xlsxwriter": "builder.formats.excel_writing",
    "yaml": "builder.formats",
}

#: The only module that runs git.
GIT_CALLER = "builder.formats.git_reading"

FORBIDDEN = {"mkdocs", "material", "ruamel", "xlrd", "xlwt"}

#: The program that the site generator runs in: imported by nobody else, so that its successor can
#: take its place, and the only one to know it.
GENERATOR_PROGRAM = {
    "builder.generator.building",
    "builder.generator.plugin",
    "builder.generator.program",
}

#: A program of its own too: mike works in whatever folder its process is in.
DEPLOY_PROGRAM = "builder.publishing.mike_program"


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(BUILDER.rglob("*.py"))}


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    return tuple(find_imports(ast.parse(path.read_text(encoding="utf-8"))))


def find_imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor_of(module: str) -> int:
    area = module.split(".")[1]
    return next(number for number, areas in enumerate(FLOORS) if area in areas)


@pytest.mark.parametrize("module", [name for name in MODULES if name != "builder"])
def test_a_module_imports_from_its_own_floor_or_lower_ones(module: str) -> None:
    used = {name for name in imports_of(MODULES[module]) if name in MODULES and name != "builder"}

    higher = {name for name in used if floor_of(name) > floor_of(module)}

    assert higher == set()


def test_packages_of_one_floor_do_not_import_one_another() -> None:
    crossing = {
        (module, name)
        for module in MODULES
        if module != "builder"
        for name in imports_of(MODULES[module])
        if name in MODULES and name.count(".") > 1
        if floor_of(name) == floor_of(module) and name.split(".")[1] != module.split(".")[1]
    }

    assert crossing == set()


def test_no_module_imports_itself_through_others() -> None:
    graph = {
        module: {name for name in imports_of(path) if name in MODULES and name != module}
        for module, path in MODULES.items()
    }

    order = list(TopologicalSorter(graph).static_order())

    assert set(order) == set(MODULES)


@pytest.mark.parametrize("outside", sorted(SOLE_IMPORTERS))
def test_an_outside_format_has_one_importer(outside: str) -> None:
    importers = {
        module
        for module, path in MODULES.items()
        if any(name.split(".")[0] == outside for name in imports_of(path))
    }

    owner = SOLE_IMPORTERS[outside]
    assert importers
    assert all(name == owner or name.startswith(f"{owner}.") for name in importers)


def test_builder_never_imports_the_site_generator_or_a_second_reader() -> None:
    used = {
        (module, name)
        for module, path in MODULES.items()
        for name in imports_of(path)
        if name.split(".")[0] in FORBIDDEN and module not in GENERATOR_PROGRAM
    }

    assert used == set()


def test_nobody_imports_what_is_a_program_of_its_own() -> None:
    others = {path for module, path in MODULES.items() if module not in GENERATOR_PROGRAM}
    used = {name for path in others for name in imports_of(path)}

    assert used & {*GENERATOR_PROGRAM, DEPLOY_PROGRAM} == set()
    assert set(MODULES) >= {*GENERATOR_PROGRAM, DEPLOY_PROGRAM}


def test_a_build_that_marks_no_copy_does_not_load_what_edits_workbooks() -> None:
    """Nor numpy, which comes with it: a twelfth of the time of a build that changes nothing."""
    told = "import sys, builder.building; print({'numpy', 'openpyxl'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, check=True, text=True
    )

    assert done.stdout == "set()\n"


@pytest.mark.parametrize("first", ["", "import numpy; "])
def test_what_edits_workbooks_does_without_numpy_and_hides_it_from_nobody_else(first: str) -> None:
    """Whoever has loaded it, as a portal has, keeps it."""
    told = (
        f"import sys; {first}from builder.formats.excel_writing.numpy_hidden import numpy_hidden\n"
        "with numpy_hidden(): from builder.formats.excel_writing import copies\n"
        "print('numpy' in sys.modules); import pandas; print(pandas.Series([1]).sum())"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, check=True, text=True
    )

    assert done.stdout.split() == [str(bool(first)), "1"]


def test_one_module_runs_git() -> None:
    callers = {
        module
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value == "git"
    }

    assert callers == {GIT_CALLER}
