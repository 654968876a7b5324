"""The figures as a table in Markdown, with ratios to the references."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from tabulate import tabulate

from benchmarks.runs import Result

_TITLES = {
    "cold": "`gongshi build`, from nothing",
    "warm": "… nothing changed",
    "changed": "… one return changed",
    "reading": "reading the returns, nothing else",
    "calamine": "calamine alone, the same workbooks and cores",
    "plain": "`mkdocs build`, the same pages, Material's search",
    "zensical": "Zensical, the same pages",
    "loop": "Python-Markdown and Jinja, the same pages, one core",
    "hugo": "Hugo, the same pages",
}
_HEADS = ("what", "s", "s of processor", "MB of memory", "pages", "MB of site", "× plain MkDocs")


def describe(units: int, results: Mapping[str, Result]) -> str:
    """A table of every measure taken for a project of *units*, the steps of a cold build below."""
    rows = [_row(name, results) for name in _TITLES if name in results and results[name].runs]
    steps = results["cold"].steps if "cold" in results else {}
    parts = [f"### {units} units", tabulate(rows, _HEADS, "github", floatfmt=".2f")]
    parts += [tabulate(_step_rows(steps), ("step, from nothing", "s", "share"), "github")]
    return "\n\n".join([*parts, *_ratios(results)]) + "\n"


def seconds(result: Result | None) -> float | None:
    """The median of what *result* took on the clock; None where there is none."""
    return median(run.seconds for run in result.runs) if result and result.runs else None


def _row(name: str, results: Mapping[str, Result]) -> Sequence[object]:
    result = results[name]
    took, plain = seconds(result), seconds(results.get("plain"))
    memory = [run.memory for run in result.runs if run.memory is not None]
    return (
        _TITLES[name],
        took,
        median(run.processor for run in result.runs),
        round(max(memory)) if memory else None,
        result.pages or None,
        round(result.size / 1e6, 1) or None,
        took / plain if took and plain else None,
    )


def _step_rows(steps: Mapping[str, float]) -> list[tuple[str, float, str]]:
    whole = sum(steps.values())
    return [(title, took, f"{took / whole:.0%}") for title, took in steps.items() if whole]


def _ratios(results: Mapping[str, Result]) -> Iterator[str]:
    """What the targets are stated in, beside the table's last column; and what failed."""
    for name, result in results.items():
        if result.fault:
            yield f"{_TITLES[name]}: {result.fault.strip().splitlines()[-1]}"
    reading, alone = results.get("reading"), seconds(results.get("calamine"))
    if reading and alone and reading.steps:
        yield f"Reading takes {sum(reading.steps.values()) / alone:.1f} × calamine alone."
    cold, hugo = seconds(results.get("cold")), seconds(results.get("hugo"))
    if cold and hugo:
        yield f"All of it takes {cold / hugo:.1f} × Hugo."
