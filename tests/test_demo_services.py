"""The demo's catalogues: the thirteen 一件事 as the source has them, and what was seeded."""

from collections import Counter
from functools import cache

import pytest

from builder.intake.calendar import CampaignFolder, read_calendar
from builder.intake.collect import collect_returns
from builder.model.catalogues import CatalogueItem, CatalogueRow, Catalogues
from builder.model.returns import CampaignReturns
from builder.rubric.catalogue import CatalogueSchema, read_catalogue_schemas
from builder.rubric.dossier import read_dossiers
from builder.rubric.library import read_library
from tests.demo.world import ROOT

ID = "example-district-2021-services"


@cache
def schemas() -> dict[str, CatalogueSchema]:
    return dict(read_catalogue_schemas(ROOT / "rubrics")[0])


@cache
def returns() -> CampaignReturns:
    library, _ = read_library(ROOT / "rubrics")
    rubrics = {id_: instrument.rubric for id_, instrument in library.items()}
    dossiers, _ = read_dossiers(ROOT / "rubrics")
    folders, _ = read_calendar(ROOT / "input", rubrics, dossiers, schemas())
    one: CampaignFolder = next(item for item in folders if item.campaign.id == ID)
    own = [schemas()[id_] for id_ in one.campaign.catalogues]
    return collect_returns(one.folder, one.campaign, rubrics, catalogues=own)


def catalogues() -> Catalogues:
    return returns().catalogues


def sourced() -> tuple[CatalogueItem, ...]:
    """The thirteen of the source, without those that are made up."""
    return tuple(item for item in catalogues().of("one-thing") if "演示" not in item.name)


def rows() -> list[CatalogueRow]:
    return [row for item in sourced() for row in item.tables["items"]]


def test_there_are_as_many_items_as_the_requirements_say() -> None:
    counts = {one.schema: len(one.items) for one in catalogues().catalogues}

    assert counts == {
        "one-thing": 13 + 3,
        "service-guides": 14,
        "policies": 20,
        "proofs": 10 + 18,
        "commitments": 12,
        "village-items": 40,
        "help-services": 12,
        "intermediaries": 15,
        "licences": 16,
    }
    states = Counter(item.text("state") for item in catalogues().of("proofs"))
    assert states == {"取消": 10, "保留": 18}


def test_the_thirteen_have_the_rows_of_the_source() -> None:
    """Counted in the source's table by hand: number → rows."""
    assert len(sourced()) == 13
    counts = [len(item.tables["items"]) for item in sourced()]
    assert counts == [5, 5, 4, 4, 5, 5, 6, 6, 5, 5, 4, 4, 4]
    assert sum(counts) == 62
    assert {row.text("level") for row in rows()} == {"县级"}


def test_the_62_rows_are_17_items_of_9_departments() -> None:
    found = catalogues()
    departments = Counter(found.departments_in(row.text("department"))[0].name for row in rows())

    assert departments.pop("区市场监管局") == 47
    assert departments.pop("区卫健委") == 6  # once 区卫健委, five times 区卫生健康委
    assert departments.pop("区应急管理局") == 3
    assert sorted(departments.values()) == [1] * 6
    ids = {item.id for item in sourced()}
    own = {b.name for b in found.business_items if any(i in ids for _, i in b.appears_in)}
    assert len(own) == 17


def test_one_item_under_two_departments_stays_two() -> None:
    same = [item for item in catalogues().business_items if item.name == "公共场所卫生许可"]

    assert sorted(item.department.name for item in same if item.department) == [
        "区卫健委",
        "区市场监管局",
    ]


def test_what_the_source_leaves_open_is_left_blank() -> None:
    open_ = ("lead", "audience", "basis", "phone", "legal_days", "promised_days", "fee")

    assert {item.text(column) for item in sourced() for column in open_} == {""}
    assert {row.text("relation") for row in rows()} == {""}
    assert all(not item.tables["materials"] and not item.tables["steps"] for item in sourced())
    assert {item.text("window") for item in sourced()} == {"区行政服务中心“一件事”受理窗口"}


def test_what_is_made_up_says_so_and_lacks_nothing() -> None:
    invented = [item for item in catalogues().of("one-thing") if item not in sourced()]

    assert [item.id for item in invented] == ["YS-01", "YS-02", "YS-03"]
    assert all(schemas()["one-thing"].missing_required(item) == () for item in invented)
    assert invented[2].text("promised_days") == "当场办结"


@pytest.mark.parametrize(
    ("guide", "missing"),
    [
        ("ZN-01", ()),
        ("ZN-10", ("设定依据", "申请条件", "办理时间", "联系电话", "办理流程")),
        ("ZN-12", ("办理地点",)),
    ],
)
def test_missing_elements_of_a_guide_are_known(guide: str, missing: tuple[str, ...]) -> None:
    item = next(item for item in catalogues().of("service-guides") if item.id == guide)

    assert schemas()["service-guides"].missing_elements(item) == missing


def test_departments_outside_the_register_are_merged_by_the_written_aliases() -> None:
    found = catalogues()

    assert found.department("区税务局") == found.department("示例市税务局示例区税务局")
    tax = found.department("区税务局")
    assert tax is not None
    assert tax.unit is None


def test_no_personal_column_left_intake() -> None:
    for schema in schemas().values():
        private = [column.id for column in schema.columns if not column.public]
        for item in catalogues().of(schema.id):
            assert all(item.values[column].blank for column in private)
