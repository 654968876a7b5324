"""The workbooks say what their CSV twins say, and the package describes every file."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builder.pages.csv_tables import TABLES
from builder.pages.data_table import DataTable, write_excel
from builder.pages.site import render_site
from builder.scoring.results import CampaignResult, YearResult

Site = tuple[CampaignResult, YearResult]
FOLDERS = {name: "small-year" if name == "year.csv" else "small-2024" for name in TABLES}

#: What the standard's profile asks of a name, and of a path.
SLUG = re.compile(r"^([-a-z0-9._/])+$")
FIELD_TYPES = {"string", "number", "integer", "boolean", "datetime"}


@pytest.fixture
def files(small_site: Site, templates: Path) -> Mapping[str, bytes]:
    return render_site(small_site, templates)


def cells(content: bytes) -> list[list[str]]:
    """The only sheet of a workbook as text; a blank cell as nothing."""
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert len(sheets) == 1
    rows = sheets[0].iter_rows(values_only=True)
    return [["" if value is None else str(value) for value in row] for row in rows]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_workbook_holds_what_its_csv_twin_holds(name: str, files: Mapping[str, bytes]) -> None:
    folder = f"data/{FOLDERS[name]}"
    text = files[f"{folder}/{name}"].decode("utf-8-sig")

    assert cells(files[f"{folder}/{DataTable(name, '', ()).excel_name}"]) == list(
        csv.reader(io.StringIO(text))
    )


def test_points_are_numbers_and_a_missing_one_is_blank() -> None:
    columns = TABLES["marks.csv"]
    at = [column.key for column in columns].index("points")
    row: list[str | None] = ["x"] * len(columns)
    scored, missing = [*row], [*row]
    scored[at], missing[at] = "-2.25", None
    scored[at + 1] = missing[at + 1] = "3"

    table = DataTable("marks.csv", "各项得分", columns, (scored, missing))
    sheet = openpyxl.load_workbook(io.BytesIO(write_excel(table))).active
    assert sheet is not None

    assert [sheet.cell(line, at + 1).value for line in (2, 3)] == [-2.25, None]
    assert sheet.title == "各项得分"


def test_the_same_rows_make_the_same_bytes() -> None:
    columns = TABLES["inputs.csv"]
    table = DataTable("inputs.csv", "文件", columns, (["x"] * len(columns),))

    assert write_excel(table) == write_excel(table)


@pytest.mark.parametrize("campaign", ["small-2024", "small-year"])
def test_the_package_keeps_to_the_profile(campaign: str, files: Mapping[str, bytes]) -> None:
    """Names are slugs and differ, paths are relative and lead to files, fields have types."""
    folder = f"data/{campaign}/"
    package: dict[str, Any] = json.loads(files[f"{folder}datapackage.json"])
    resources = package["resources"]

    assert SLUG.match(package["name"])
    assert len({item["name"] for item in resources}) == len(resources)
    assert {f"{folder}{item['path']}" for item in resources} == {
        path for path in files if path.startswith(folder) and "datapackage" not in path
    }
    for item in resources:
        assert SLUG.match(item["name"])
        assert item["title"]
        if "hash" in item:
            content = files[f"{folder}{item['path']}"]
            assert item["bytes"] == len(content)
            assert item["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_schema_of_a_table_fits_its_file(name: str, files: Mapping[str, bytes]) -> None:
    """Every head is a field in its place, and every cell is of the field's type."""
    folder = f"data/{FOLDERS[name]}"
    package = json.loads(files[f"{folder}/datapackage.json"])
    table = next(item for item in package["resources"] if item["path"] == name)
    fields = table["schema"]["fields"]
    heads, *rows = csv.reader(io.StringIO(files[f"{folder}/{name}"].decode("utf-8-sig")))

    assert (table["profile"], table["encoding"]) == ("tabular-data-resource", "utf-8")
    assert [field["name"] for field in fields] == heads
    assert {field["type"] for field in fields} <= FIELD_TYPES
    for row in rows:
        for field, cell in zip(fields, row, strict=True):
            assert fits(cell, field), (field, cell)


def fits(cell: str, field: Mapping[str, Any]) -> bool:
    if not cell:
        return True
    match field["type"]:
        case "integer":
            return cell.isdecimal()
        case "number":
            return Decimal(cell).is_finite()
        case "boolean":
            return cell in {*field["trueValues"], *field["falseValues"]}
        case "datetime":
            return re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", cell) is not None
        case _:
            return True
