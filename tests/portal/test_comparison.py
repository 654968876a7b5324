"""Only what the same rubric scored stands side by side, and nothing is ranked."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from builder.output import write_files
from builder.portal.comparison import compare_counties
from builder.portal.county_site import CountySite, read_county
from builder.portal.settings import County
from builder.scoring.results import CampaignResult, YearResult
from tests.portal.conftest import WriteCounty
from tests.portal.county_sites import DATA, site_files, spoil


def read(folder: Path) -> CountySite:
    site, problems = read_county(folder, County(id=folder.name, name=folder.name))
    assert site is not None, problems
    return site


def test_counties_under_the_same_rubric(bring: WriteCounty) -> None:
    """甲乡 has 4.75, 乙镇 0, 丙街道 nothing: the mean of two is 2.375."""
    (compared,) = compare_counties([read(bring("yi")), read(bring("jia"))])

    assert compared.rubric.title == "示例评分细则"
    assert [(one.site.county.id, one.counted, one.best, one.mean) for one in compared.rows] == [
        ("yi", 2, Decimal("4.75"), Decimal("2.375")),
        ("jia", 2, Decimal("4.75"), Decimal("2.375")),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("c" * 64, "d" * 64),
        ('"id": "small"', '"id": "other"'),
        ('"ranking": "total"', '"ranking": "none"'),
        ('"total": "4.75"', '"total": null'),
    ],
    ids=["another edition of it", "another rubric", "it doesn't rank", "no totals"],
)
def test_what_is_not_comparable_stands_alone(bring: WriteCounty, old: str, new: str) -> None:
    """Without 4.75 the only total is that of 乙镇, which goes too."""
    other = bring("yi")

    def change(content: bytes) -> bytes:
        text = content.decode().replace('"total": "0"', '"total": null') if "4.75" in old else ""
        return (text or content.decode()).replace(old, new).encode()

    spoil(other, f"{DATA}/results.json", change)

    assert compare_counties([read(bring("jia")), read(other)]) == ()


def test_the_latest_campaign_alone_counts(
    bring: WriteCounty, counties: Path, small_result: CampaignResult
) -> None:
    """What a county used before is no matter of what it uses now."""
    newer = small_result.campaign.model_copy(
        update={"id": "small-2025", "period": replace_year(small_result)}
    )
    one = small_result.instruments[0]
    later = replace(
        small_result,
        campaign=newer,
        instruments=(replace(one, rubric_sha256="e" * 64),),
    )
    write_files(counties / "yi", site_files([small_result, later]))

    assert compare_counties([read(bring("jia")), read(counties / "yi")]) == ()


def replace_year(result: CampaignResult) -> object:
    """The period a year later."""
    period = result.campaign.period
    return period.model_copy(update={"end": period.end.replace(year=period.end.year + 1)})


def test_a_county_without_rounds_is_passed_over(
    bring: WriteCounty, counties: Path, small_year: YearResult
) -> None:
    write_files(counties / "yi", site_files([small_year]))

    assert compare_counties([read(bring("jia")), read(counties / "yi")]) == ()
