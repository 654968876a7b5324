"""A small campaign for tests of the desk: what lies in its folder, collected and scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ruamel.yaml import YAML

from builder.intake.campaign import Campaign, Period
from builder.model.problems import Problem
from builder.office.filing_status import FilingStatus, filing_statuses, old_templates
from builder.rubric.library import Instrument
from builder.rubric.schema import Rubric
from builder.scoring.campaigns import score_campaign
from builder.scoring.results import CampaignResult
from builder.scoring.unfilled import find_unfilled
from tests.intake.conftest import FILING, RUBRIC, Office

SHA256 = "0123abcd" + "0" * 56
NAMES = {
    "civil": "县民政局",
    "water": "县水利局",
    "school": "县教育局",
    "health": "县卫健委",
    "forest": "县林业局",
    "roads": "县公路局",
}
REGISTER = "# 单位\n| 单位代码 | 单位名称 | 单位类型 |\n" + "\n".join(
    f"| {id_} | {name} | 县直部门 |" for id_, name in NAMES.items()
)
RECEIPTS = """
# 收件登记
| 单位 | 收到时间 | 文件 |
| 县民政局 | '2019-01-09 09:00 | 县民政局.xlsx |
| 县水利局 | '2019-01-12 09:00 | 县水利局.xlsx |
| 县教育局 | '2019-01-21 09:00 | 县教育局.xlsx |
"""


def filing(unit: str, **cells: str) -> str:
    """A sound filing of *unit*; *cells* replace what stands in it (48, 45, 是)."""
    text = FILING.replace("县民政局", NAMES[unit])
    for old, new in (("| 48 |", cells.get("total")), ("| 45 |", cells.get("in_hall"))):
        text = text.replace(old, f"| {new} |") if new is not None else text
    return text


def meta(unit: str, version: str) -> str:
    """The hidden sheet of a template made for *unit*."""
    rows = {"template": "county-departments", "version": f"'{version}", "unit": unit}
    listed = "\n".join(f"| {key} | {value} |" for key, value in rows.items())
    return f"\n# _meta (hidden)\n{listed}\n| campaign | demo-2018 |\n"


@dataclass
class Desk:
    """The office's folder, and what the program makes of it."""

    office: Office

    def put(self, name: str, text: str) -> None:
        """Writes a workbook of the text tables of tests/intake."""
        self.office.put(name, text)

    def set(self, **keys: object) -> None:
        """Changes keys of the campaign."""
        known = self.office.campaign.model_dump(exclude_defaults=True)
        self.office.campaign = Campaign.model_validate(known | keys)

    @property
    def result(self) -> CampaignResult:
        """The campaign, scored."""
        office = self.office
        instruments = [Instrument(rubric, SHA256) for rubric in office.rubrics.values()]
        return score_campaign(office.campaign, office.collect(), instruments, {}).result

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the campaign."""
        result = self.result
        return (*result.returns.problems, *find_unfilled(result), *old_templates(result))

    @property
    def statuses(self) -> Sequence[FilingStatus]:
        """The status of every unit, in the order of the register."""
        return filing_statuses(self.result, self.problems)

    def status(self, unit: str) -> FilingStatus:
        """The status of one unit."""
        return next(status for status in self.statuses if status.unit.id == unit)


def make_desk(folder: Path) -> Desk:
    """A campaign due on 2019-01-10, frozen on the 20th; its folder holds six units, no filing."""
    rubric = Rubric.model_validate(YAML(typ="safe").load(RUBRIC))
    campaign = Campaign(
        id="demo-2018",
        title="示例县2018年度考核",
        short_title="示例2018",
        authority="示例办",
        region="示例县",
        period=Period(start=date(2018, 1, 1), end=date(2018, 12, 31)),
        deadline=datetime(2019, 1, 10, 18, 0),  # noqa: DTZ001 - times of a campaign are local
        cutoff=datetime(2019, 1, 20, 18, 0),  # noqa: DTZ001
        instruments=("county-departments",),
    )
    desk = Desk(Office(folder / campaign.id, campaign, {rubric.id: rubric}))
    desk.put("单位名录.xlsx", REGISTER)
    return desk


def make_busy_desk(folder: Path) -> Desk:
    """The same with a filing in each state: 已报, 逾期2天, 截止后, 未报, 无法读取, 多份."""
    desk = make_desk(folder)
    desk.put("收件登记.xlsx", RECEIPTS)
    desk.put("县民政局.xlsx", filing("civil"))
    desk.put("县水利局.xlsx", filing("water", in_hall="约45件"))
    desk.put("县教育局.xlsx", filing("school"))
    desk.office.put_bytes("县林业局.xlsx", b"PK\x03\x04 broken")
    desk.put("县公路局A.xlsx", filing("roads"))
    desk.put("县公路局B.xlsx", filing("roads", in_hall="44"))
    return desk
