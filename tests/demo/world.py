"""The whole demo input as paths and bytes: five rounds, one year, and what is wrong in them."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from builder.intake.campaign import Campaign
from builder.rubric.library import read_library
from builder.rubric.schema import Rubric

from .assemble import Assembler, Folder
from .blots import Note
from .catalogues import services_round
from .county import county_2018
from .district import district_quarter, district_year
from .dossier import dossier_round
from .ledger import ledger_round
from .online import MONTHS, online_month
from .points import point_rounds
from .rounds import Round
from .settings import settings_text
from .two_rounds import first_round, second_round

ROOT = Path(__file__).parents[2]
_TOP = """# 演示数据

本文件夹是**虚构**的演示数据：示例县（行政区划代码 990101）、示例区（990102）的单位、
数字、事件都是编的，由 `python -m tests.demo` 按固定的种子生成，每次生成的文件逐字节相同。
不含真实的人名、电话、证件号码。

下表列出有意放进去的各种问题，以及系统应有的处理结果。
"""


def rounds() -> tuple[Round, ...]:
    """Every campaign that has workbooks, in order."""
    return (
        county_2018(),
        *(district_quarter(quarter) for quarter in range(1, 5)),
        *(online_month(month) for month in MONTHS),
        ledger_round(),
        *point_rounds(),
        dossier_round(),
        first_round(),
        services_round(),
    )


def make_input() -> Mapping[str, bytes]:
    """Path relative to `input/` → content. Raises ValueError where a rubric isn't sound."""
    content: dict[str, bytes] = {}
    readme = [_TOP]
    for campaign, folder in make_folders():
        content[f"{campaign.id}/campaign.yml"] = settings_text(campaign).encode()
        content |= {f"{campaign.id}/{file.file}": file.content for file in folder.files}
        readme.append(_section(campaign, folder.notes))
    year = district_year()
    content[f"{year.id}/campaign.yml"] = settings_text(year).encode()
    content["README.md"] = "\n".join(readme).encode()
    return content


@cache
def make_folders() -> tuple[tuple[Campaign, Folder], ...]:
    """Every campaign that returns came in for, with its folder. Raises as `make_input` does."""
    rubrics = _rubrics()
    return (*((one.campaign, make_round(one, rubrics)) for one in rounds()), second_round())


def make_round(one: Round, rubrics: Mapping[str, Rubric]) -> Folder:
    """One campaign's folder."""
    return Assembler(one, [rubrics[id_] for id_ in one.campaign.instruments]).assemble()


def _rubrics() -> Mapping[str, Rubric]:
    library, problems = read_library(ROOT / "rubrics")
    if problems:
        raise ValueError("\n".join(f"{p.place} {p.wrong}" for p in problems))
    return {id_: instrument.rubric for id_, instrument in library.items()}


def _section(campaign: Campaign, notes: Sequence[Note]) -> str:
    lines = [
        f"## {campaign.menu_title}（`{campaign.id}/`）\n",
        "| 文件 | 位置 | 放进了什么 | 应有结果 | 代码 |",
        "|---|---|---|---|---|",
        *(
            "| " + " | ".join(map(_plain, (n.file, n.place, n.what, n.must, n.code))) + " |"
            for n in notes
        ),
    ]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
