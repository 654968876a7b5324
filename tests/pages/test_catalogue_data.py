"""Catalogues as open data: three formats, one set of identifiers, described and referring."""

import csv
import hashlib
import io
import json
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from builder.pages import addresses
from builder.pages.downloads import DICTIONARY, data_files
from builder.pages.overview import survey_site
from builder.scoring.results import CampaignResult
from tests.pages.small_services import CATALOGUES, WITHHELD, with_services

FOLDER = "data/small-2024/"
ALL = ("things", "guides", "policies")


@pytest.fixture
def files(small_result: CampaignResult) -> dict[str, bytes]:
    return dict(data_files(survey_site((with_services(small_result),))))


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_json(content: bytes) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(content)
    return parsed


def read_excel(content: bytes) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


def package(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    described = read_json(files[f"{FOLDER}datapackage.json"])
    return {resource["name"]: resource for resource in described["resources"]}


@pytest.mark.parametrize("catalogue", ALL)
def test_the_same_identifiers_stand_in_every_format_and_in_the_addresses(
    files: dict[str, bytes], catalogue: str
) -> None:
    expected = [item.id for item in CATALOGUES.of(catalogue)]
    stem = f"{FOLDER}{catalogue}"
    sheet = read_excel(files[f"{stem}.xlsx"])
    column = sheet[0].index("编号")

    assert [row["编号"] for row in read_csv(files[f"{stem}.csv"])] == expected
    assert [item["id"] for item in read_json(files[f"{stem}.json"])["items"]] == expected
    assert [row[column] for row in sheet[1:]] == expected
    for id_ in expected:
        page = addresses.catalogue_item("small-2024", catalogue, id_)
        assert page.rsplit("/", 1)[1] == f"{id_}.md"


def test_rows_below_an_item_carry_its_identifier(files: dict[str, bytes]) -> None:
    rows = read_csv(files[f"{FOLDER}things-items.csv"])

    assert [(row["编号"], row["事项名称"]) for row in rows] == [
        *(("T-1", "公司登记"), ("T-1", "税务登记"), ("T-2", "公司登记")),
    ]


def test_values_are_written_for_programs(files: dict[str, bytes]) -> None:
    """A day as 2025-01-19, a number without its measure, 是 and 否, nothing where it is open."""
    policies = read_csv(files[f"{FOLDER}policies.csv"])
    things = read_csv(files[f"{FOLDER}things.csv"])

    assert policies[0]["有效期止"] == "2025-01-19"
    assert policies[1]["兑现金额"] == "10.5"
    assert (things[0]["是否收费"], things[1]["是否收费"]) == ("否", "")
    assert things[0]["出处"] == "目录.xlsx › “一件事”目录 › A3"


def test_business_items_are_listed_with_every_place_that_names_them(
    files: dict[str, bytes],
) -> None:
    rows = read_csv(files[f"{FOLDER}business-items.csv"])

    assert [(r["事项代码"], r["部门代码"], r["目录"], r["目录编号"]) for r in rows] == [
        ("DEMO-1", "jia", "things", "T-1"),
        ("DEMO-1", "jia", "things", "T-2"),
        ("DEMO-1", "jia", "guides", "G-1"),
        ("b-2", "d-tax", "things", "T-1"),
    ]


def test_every_file_is_described_with_its_size_and_fingerprint(files: dict[str, bytes]) -> None:
    described = package(files)
    names = {path.removeprefix(FOLDER) for path in files if path.startswith(FOLDER)}

    assert {one["path"] for one in described.values()} == names - {"datapackage.json"}
    hashed = [one for one in described.values() if "hash" in one]
    assert {one["format"] for one in hashed} == {"csv", "json"}
    for one in hashed:
        content = files[f"{FOLDER}{one['path']}"]
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_tables_of_rows_refer_to_their_catalogue(files: dict[str, bytes]) -> None:
    """As Frictionless Data writes it; what is referred to is there, and unique."""
    described = package(files)
    keys = described["things-materials"]["schema"]["foreignKeys"]

    assert keys == [{"fields": ["编号"], "reference": {"resource": "things", "fields": ["编号"]}}]
    assert described["things"]["schema"]["primaryKey"] == ["编号"]
    items = [row["编号"] for row in read_csv(files[f"{FOLDER}things.csv"])]
    below = {row["编号"] for row in read_csv(files[f"{FOLDER}things-materials.csv"])}
    assert len(items) == len(set(items))
    assert below <= set(items)


def test_every_column_of_every_table_is_in_the_dictionary(files: dict[str, bytes]) -> None:
    told = {(row["文件"], row["列名"]) for row in read_csv(files[DICTIONARY])}

    for path, content in files.items():
        if path.startswith(FOLDER) and path.endswith(".csv"):
            heads = next(csv.reader([content.decode("utf-8-sig").splitlines()[0]]))
            name = path.removeprefix(FOLDER)
            assert {(name, head) for head in heads} <= told


def test_a_column_that_is_not_public_is_in_no_file(files: dict[str, bytes]) -> None:
    plain = [content for path, content in files.items() if not path.endswith(".xlsx")]
    books = [read_excel(content) for path, content in files.items() if path.endswith(".xlsx")]

    assert not [content for content in plain if WITHHELD.encode() in content]
    assert not [book for book in books if WITHHELD in str(book) or "内部联系人" in str(book)]
