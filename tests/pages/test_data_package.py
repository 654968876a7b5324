"""datapackage.json is what the Data Package and Table Schema standards ask for.

All packages of the demo were validated once with frictionless 5.21 (0 errors, of CSV, XLSX and
JSON alike); it drags forty packages along, so that here its rules are checked as they are written.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from builder.pages.downloads import data_files
from builder.pages.overview import survey_site
from builder.scoring.results import CampaignResult, YearResult

Site = tuple[CampaignResult, YearResult]

#: Type → what a cell of it has to be read by.
READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "number": Decimal,
    "integer": int,
    "boolean": {"是": True, "否": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": lambda text: datetime.strptime(text, "%Y-%m-%d %H:%M"),  # noqa: DTZ007 - local
}


def packages(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {p: json.loads(file) for p, file in files.items() if p.endswith("/datapackage.json")}


@pytest.fixture
def files(small_site: Site) -> dict[str, bytes]:
    return dict(data_files(survey_site(small_site)))


def test_every_resource_is_there_under_a_name_of_its_own(files: dict[str, bytes]) -> None:
    for path, package in packages(files).items():
        folder = path.removesuffix("datapackage.json")
        resources = package["resources"]
        names = [resource["name"] for resource in resources]

        assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[-a-z0-9._/]+", name) for name in names)
        assert all(f"{folder}{resource['path']}" in files for resource in resources)


def test_every_cell_is_of_the_type_that_its_column_says(files: dict[str, bytes]) -> None:
    checked = 0
    for path, package in packages(files).items():
        for resource in package["resources"]:
            if resource["format"] != "csv":
                continue
            file = files[path.replace("datapackage.json", resource["path"])]
            heads, *rows = csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""))
            fields = resource["schema"]["fields"]
            assert heads == [field["name"] for field in fields]
            for row in rows:
                for field, text in zip(fields, row, strict=True):
                    assert not text or READ[field["type"]](text) is not None
                    checked += bool(text)

    assert checked > 100


def test_a_workbook_is_described_like_its_twin(files: dict[str, bytes]) -> None:
    """Without the columns a program guesses types, and takes 未报 for a wrong month."""
    for package in packages(files).values():
        fields = {
            resource["path"]: resource["schema"]["fields"]
            for resource in package["resources"]
            if "schema" in resource
        }
        for name, described in fields.items():
            assert described == fields[re.sub(r"\.\w+$", ".xlsx", name)]


def test_a_package_says_whose_it_is_and_on_what_terms(files: dict[str, bytes]) -> None:
    package = packages(files)["data/small-2024/datapackage.json"]

    assert package["licenses"] == [{"name": "other-at", "title": "可自由使用，请注明出处"}]
    assert package["contributors"] == [{"title": "示例县政务服务办公室", "role": "publisher"}]
    assert package["version"] == "draft-2025-01-20"
    assert package["description"] == (
        "示例县政务服务办公室：《2024年示例评估》数据（草稿，数据截止2025年1月20日 18:00）。"
    )


def test_one_package_lists_all_others(files: dict[str, bytes]) -> None:
    listed = packages(files)["data/datapackage.json"]["resources"]

    assert [resource["path"] for resource in listed] == [
        "small-year/datapackage.json",
        "small-2024/datapackage.json",
    ]
