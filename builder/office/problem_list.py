"""problems.json: every problem with its place, for programs and for the desk."""

from collections.abc import Mapping, Sequence

from builder.disclosure.gate import masked
from builder.formats.json_text import json_text
from builder.model.places import CellPlace, Place
from builder.model.problems import Problem

SCHEMA = "gongshi-problems/1"


def problems_json(problems: Mapping[str, Sequence[Problem]]) -> str:
    """*problems* by campaign id (empty for rubrics and settings) as JSON, in reading order."""
    rows = [
        _row(campaign, problem)
        for campaign in sorted(problems)
        for problem in sorted(problems[campaign], key=lambda item: item.order)
    ]
    return json_text({"schema": SCHEMA, "problems": rows})


def _row(campaign: str, problem: Problem) -> dict[str, object]:
    return {
        "code": problem.kind.code,
        "severity": problem.kind.severity,
        "title": problem.kind.title,
        "campaign": campaign or None,
        "unit": problem.unit,
        **_place(problem.place),
        "wrong": problem.wrong,
        "remedy": problem.remedy,
    }


def _place(place: Place) -> dict[str, object]:
    if isinstance(place, CellPlace):
        file, sheet = masked(place.file), masked(place.sheet)
        return {"file": file, "sheet": sheet or None, "cell": place.cell or None}
    file, path = masked(place.file), masked(place.path)
    return {"file": file, "line": place.line or None, "path": path or None}
