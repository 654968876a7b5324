"""The flags of two demo campaigns, checked by hand against the cells of their workbooks.

`example-county-2020m09`: the platform's workbook gives red cases and all cases of each department:
G02 542 ÷ 8100 = 6.69 %, G03 1809 ÷ 27000 = 6.7 %, G05 1603 ÷ 19800 = 8.1 % (red), G07 1008 ÷ 12600
= 8 % (the limit itself, amber), G08 732 ÷ 9900 = 7.39 %, G09 1350 ÷ 22500 = 6 %; all others are
below 6 %, the nearest G04 with 5.8 %. G04 mended 12 of 13 bad reviews. Six departments have one
qualification above five days; nobody promises more than half of the legal days. G02 published
102 of 96 items by the common entrance. Six filings say that 0 of 1 sites have it.

`example-county-c-2021r2`: of the first round's filings, C01 says 无 to 一次告知制; C02 has one
window, a poor link to the government's net, two rules missing and one not on the wall; C05 the
poor link and one rule not on the wall. Nothing of that came anew, so it is raised again. C04 had
published nothing and has now; C03's third group changed its word. The register's WT-003 and
WT-006 were due on 31 July and are open on 16 August; WT-004 has until 31 August.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from rich.console import Console

from builder.flags.context import look_into
from builder.flags.raising import raise_flags
from builder.model.flags import Flag
from builder.pages.open_data import results_json
from builder.pipeline import Evaluation, Settings, read_returns, read_settings, score_all
from builder.progress import Progress
from builder.project import Project

ROOT = Path(__file__).parents[2]
SEPTEMBER, SECOND_ROUND = "example-county-2020m09", "example-county-c-2021r2"
CAMPAIGNS = {SEPTEMBER, "example-county-c-2021r1", SECOND_ROUND}


@cache
def settings() -> Settings:
    whole = read_settings(Project(ROOT, ROOT / "output"))
    return replace(whole, calendar=tuple(i for i in whole.calendar if i.campaign.id in CAMPAIGNS))


@cache
def evaluation() -> Evaluation:
    return score_all(settings(), read_returns(settings(), Progress(Console(quiet=True))))


def flags_of(name: str) -> tuple[Flag, ...]:
    return evaluation().scored[name].result.flags


def table(flags: tuple[Flag, ...]) -> bytes:
    lines = [
        " | ".join(
            (
                flag.unit.id if flag.unit else "-",
                *(flag.code, flag.severity.value, flag.indicator or "-"),
                *(flag.value, flag.limit, "、".join(state.value for state in flag.states)),
            )
        )
        for flag in flags
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def test_the_flags_are_those_that_were_checked_by_hand(
    compare_golden: Callable[[str, Mapping[str, bytes]], None],
) -> None:
    files = {f"{name}.txt": table(flags_of(name)) for name in (SEPTEMBER, SECOND_ROUND)}

    compare_golden("flags", files)


def test_a_rate_at_the_limit_is_amber_and_above_it_red() -> None:
    flags = [flag for flag in flags_of(SEPTEMBER) if flag.code == "RF-05"]
    rates = {flag.unit.id: flag.severity.value for flag in flags if flag.unit}

    assert rates == {"G02": "黄", "G03": "黄", "G05": "红", "G07": "黄", "G08": "黄", "G09": "黄"}


def test_every_flag_about_a_unit_shows_the_cells_that_it_rests_on() -> None:
    """In the second round those of the first, whose answers were kept."""
    flags = [*flags_of(SEPTEMBER), *flags_of(SECOND_ROUND)]
    of_units = [flag for flag in flags if flag.unit is not None]

    assert [flag for flag in of_units if not flag.places and not flag.answers] == []
    kept = {answer.carried_from for flag in of_units for answer in flag.answers}
    assert kept == {"", "example-county-c-2021r1"}


def test_only_public_flags_reach_the_open_data() -> None:
    result = evaluation().scored[SEPTEMBER].result

    data = results_json(result)

    assert '"code": "RF-05"' in data
    assert any(flag.code == "RF-45" for flag in result.flags)
    assert '"code": "RF-45"' not in data
    assert data.count('"public": true') == sum(flag.public for flag in result.flags)
    assert '"public": false' not in data


def test_raising_flags_takes_no_time_to_speak_of() -> None:
    """Seventeen campaigns are to take less than a second; these are three."""
    started = time.process_time()
    for one in evaluation().scored.values():
        raise_flags(look_into(one), settings().conditions)

    assert time.process_time() - started < 0.5
