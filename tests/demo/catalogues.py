"""示例区 2021: all catalogues for citizens, beside the twelve points of its departments."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from builder.intake.campaign import Campaign, Period
from builder.model.units import Unit, UnitKind

from .blots import Note
from .books import Sheet
from .catalogue_books import Listing
from .catalogue_flags import flag_files, flag_notes
from .catalogue_guides import guide_notes, guides
from .catalogue_lists import help_services, intermediaries, licences, list_notes, village_items
from .catalogue_policies import policies, policy_notes
from .catalogue_proofs import commitments, proof_notes, proofs
from .catalogue_things import things
from .points import county_points
from .rounds import Round

#: The departments of the thirteen, and those that the other lists need; the first leads policies.
_DEPARTMENTS = (
    *("区工信局", "区司法局", "区市场监管局", "区民政局", "区发改委"),
    *("示例市公安局示例区分局", "区卫健委", "区应急管理局", "区住建局", "区农业农村局"),
    *("示例市生态环境局示例区分局", "区人社局", "区政务服务和大数据管理局"),
)
#: 简称 of the departments that the source names in two ways.
_SHORT = {"D06": "公安分局", "D07": "区卫生健康委", "D11": "生态环境分局"}
_THINGS = "目录/13项一件事政务服务清单.xlsx"
_ALIASES = Sheet(
    "部门别名",
    (
        ("部门名称", "别名"),
        ("示例市税务局示例区税务局", "区税务局"),
        ("区残疾人联合会", "区残联"),
    ),
)


def listings() -> tuple[Listing, ...]:
    """Every catalogue of the campaign, in its order."""
    first, *others = (
        *(things(), guides(), policies(), proofs(), commitments(), village_items()),
        *(help_services(), intermediaries(), licences()),
    )
    return (replace(first, others=(_ALIASES,)), *others)


def services_round() -> Round:
    """The campaign with catalogues, and departments under the twelve points."""
    plain = county_points(_campaign(), "990102", _units())
    return replace(
        plain,
        short=_SHORT,
        strangers=(*(listing.write() for listing in listings()), *flag_files()),
        notes=tuple(_notes()),
    )


def _campaign() -> Campaign:
    return Campaign(
        id="example-district-2021-services",
        title="示例区2021年政务服务事项目录和第三方评估",
        short_title="示例区2021年政务服务目录",
        authority="示例区政务服务管理办公室（演示）",
        region="示例区",
        demo=True,
        period=Period(start=date(2021, 1, 1), end=date(2021, 12, 31)),
        deadline=datetime.fromisoformat("2022-01-10T18:00"),
        cutoff=datetime.fromisoformat("2022-01-15T18:00"),
        instruments=("county-twelve-points-wenxian",),
        catalogues=tuple(listing.schema for listing in listings()),
    )


def _units() -> tuple[Unit, ...]:
    names = enumerate(_DEPARTMENTS, start=1)
    return tuple(Unit(f"D{n:02}", name, UnitKind.DEPARTMENT) for n, name in names)


def _notes() -> Iterator[Note]:
    yield Note(
        _THINGS,
        "联办事项",
        "13件事62行照原清单，“公共场所卫生许可”分属两个部门",
        "各列一个事项，RF-40",
    )
    yield Note(_THINGS, "联办事项", "区卫健委、区卫生健康委", "别名，合并为一个部门")
    yield Note(_THINGS, "部门别名", "区税务局、区残联不是参评单位", "按部门别名表合并")
    for listing in listings():
        yield from listing.gaps()
    yield from (*guide_notes(), *policy_notes(), *proof_notes(), *list_notes(), *flag_notes())
