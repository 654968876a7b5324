"""Projects of any size to measure with: real workbooks under all instruments, always the same."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from builder.intake.campaign import Campaign, Period
from builder.model.units import Unit, UnitKind
from builder.rubric.library import read_library
from builder.rubric.schema import Rubric
from tests.demo.points import county_points, quality, town_facts
from tests.demo.rounds import Round
from tests.demo.settings import settings_text
from tests.demo.world import make_round

ROOT = Path(__file__).parents[1]
#: Instruments of a campaign, and its share of a county's units in sixtieths: departments, towns.
_CAMPAIGNS: tuple[tuple[tuple[str, ...], int, int], ...] = (
    (("taiqian-2018-departments", "taiqian-2018-townships"), 18, 8),
    (("zichuan-2022-townships",), 0, 12),
    (("county-twelve-points-wenxian",), 8, 0),
    (("township-eight-points-luoshan",), 0, 5),
    (("hualong-2021-ledger",), 0, 5),
    (("puyang-2020-online-service",), 4, 0),
)
#: Units of a county where that isn't said.
_COUNTY = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """One campaign to be made."""

    county: int
    number: int
    departments: int
    towns: int

    @property
    def instruments(self) -> tuple[str, ...]:
        """The rubrics that it is scored with."""
        return _CAMPAIGNS[self.number][0]


def plan(units: int, counties: int) -> Sequence[Plan]:
    """*units* over *counties* (0 for about the root of what there would be of sixty units each)."""
    counties = counties or max(1, round((units / _COUNTY) ** 0.5))
    sizes = [units // counties + (number < units % counties) for number in range(counties)]
    return [one for number, size in enumerate(sizes) for one in _plan_county(number, size)]


def _plan_county(county: int, units: int) -> Iterator[Plan]:
    shares = [share for _, *pair in _CAMPAIGNS for share in pair]
    ends = [units * sum(shares[: index + 1]) // _COUNTY for index in range(len(shares))]
    counts = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    for number in range(len(_CAMPAIGNS)):
        departments, towns = counts[2 * number : 2 * number + 2]
        if departments + towns:
            yield Plan(county, number, departments, towns)


def make_project(folder: Path, units: int, counties: int, jobs: int) -> None:
    """Makes a project of *units* in *folder*, in *jobs* processes; what is there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("mkdocs.yml", "rubrics", "site_templates"):
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    plans = plan(units, counties)
    with ProcessPoolExecutor(jobs) as pool:
        for _ in pool.map(_make_campaign, plans, [folder / "input"] * len(plans)):
            pass


def _make_campaign(one: Plan, target: Path) -> None:
    round_ = _round(one)
    folder = target / round_.campaign.id
    if (folder / "campaign.yml").exists():
        return
    for file in make_round(round_, _rubrics()).files:
        path = folder / file.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    (folder / "campaign.yml").write_text(settings_text(round_.campaign), encoding="utf-8")


def _round(one: Plan) -> Round:
    campaign, units = _campaign(one), tuple(_units(one))
    code = f"99{one.county:04}"
    if "twelve" in one.instruments[0]:
        return county_points(campaign, code, units)
    eight = "eight" in one.instruments[0]
    return Round(
        campaign=campaign,
        code=code,
        units=units,
        short={},
        quality={unit.id: quality(unit) for unit in units},
        facts={(u.id, field): value for u in units for field, value in town_facts(u) if eight},
    )


def _campaign(one: Plan) -> Campaign:
    region = f"示例{one.county + 1:02}县"
    subject = one.instruments[0]
    return Campaign(
        id=f"county-{one.county + 1:02}-{one.number + 1}",
        title=f"{region}2021年政务服务评估第{one.number + 1}项（{subject}）",
        short_title=f"{region}2021年第{one.number + 1}项",
        authority=f"{region}政务服务管理办公室（演示）",
        region=region,
        demo=True,
        period=Period(start=date(2021, 1, 1), end=date(2021, 12, 31)),
        deadline=datetime.fromisoformat("2022-01-10T18:00"),
        cutoff=datetime.fromisoformat("2022-01-15T18:00"),
        instruments=one.instruments,
    )


def _units(one: Plan) -> Iterator[Unit]:
    for letter, kind, count in (
        ("D", UnitKind.DEPARTMENT, one.departments),
        ("T", UnitKind.TOWNSHIP, one.towns),
    ):
        name = "县第{}局" if letter == "D" else "示例{}镇"
        for number in range(1, count + 1):
            yield Unit(f"{letter}{one.county:02}{number:04}", name.format(number), kind)


@cache
def _rubrics() -> Mapping[str, Rubric]:
    library, problems = read_library(ROOT / "rubrics")
    if problems:
        raise ValueError("\n".join(f"{problem.place} {problem.wrong}" for problem in problems))
    return {id_: instrument.rubric for id_, instrument in library.items()}
