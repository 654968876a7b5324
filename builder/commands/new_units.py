"""The question of `gongshi new` for the register of units: a workbook, names, or the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from tabulate import tabulate

from builder.commands.asking import AnswerError, Asker, Question
from builder.intake.calendar import CampaignFolder
from builder.intake.campaign import Period
from builder.model.problems import Severity
from builder.model.units import UNIT_KIND_NAMES, Unit, UnitKind
from builder.office.newcomer import unit_lists
from builder.summary import describe_problems

Units = tuple[Unit, ...]


class _Way(StrEnum):
    """Where the register comes from, as the question says it."""

    WORKBOOK = "用现有的 Excel 名册（列名要有：单位代码、单位名称、单位类型）"
    NAMES = "把单位名单粘贴进来，一行一个"
    LAST = "沿用上一期的名录"
    LATER = "以后再放"


_KINDS: Mapping[str, UnitKind] = {name: kind for kind, name in UNIT_KIND_NAMES.items()}
#: What says that a unit doesn't belong in the list.
_GONE = ("删去", "删除", "删")
_NAME_WIDTH = 40


def ask_units(
    asker: Asker, given: str | None, previous: CampaignFolder | None, period: Period
) -> Units:
    """The units, none where the office wants to hand in the register later."""
    if given is not None:
        return asker.ask(Question("单位名录", ""), lambda answer: _from_book(answer, period), given)
    way = _ask_way(asker, previous)
    if way is _Way.LAST and previous is not None:
        return _of_last(asker, previous, period)
    if way is _Way.WORKBOOK:
        question = Question("工作簿在哪里（可以把文件拖进窗口）", "单位名录.xlsx")
        return asker.ask(question, lambda answer: _from_book(answer, period))
    return _from_names(asker) if way is _Way.NAMES else ()


def _ask_way(asker: Asker, previous: CampaignFolder | None) -> _Way:
    ways = [way for way in _Way if previous is not None or way is not _Way.LAST]
    if not asker.unasked:
        listed = (f"  {number} {way}" for number, way in enumerate(ways, start=1))
        asker.tell(["\n单位名录从哪里来？", *listed])

    def read(answer: str) -> _Way:
        if answer not in map(str, range(1, len(ways) + 1)):
            message = f"请写1到{len(ways)}"
            raise AnswerError(message)
        return ways[int(answer) - 1]

    likely = _Way.LAST if previous else _Way.LATER if asker.unasked else _Way.NAMES
    return asker.ask(Question("序号", str(ways.index(likely) + 1)), read)


def _from_book(answer: str, period: Period) -> Units:
    """The units in a workbook. Raises AnswerError where there is none, or it can't be used."""
    path = Path(answer.strip("\"'& "))
    if not path.is_file():
        message = f"没有找到文件“{path}”"
        raise AnswerError(message)
    units, problems = unit_lists.read_register(path, period)
    grave = [problem for problem in problems if problem.kind.severity is Severity.BLOCKING]
    if grave:
        told = "；".join(f"{one.place}：{one.wrong}，{one.remedy}" for one in grave)
        raise AnswerError(told)
    return units


def _of_last(asker: Asker, previous: CampaignFolder, period: Period) -> Units:
    units, problems = unit_lists.read_folder_register(previous.folder, period)
    asker.tell(list(describe_problems(previous.campaign.id, problems)))
    return units


def _from_names(asker: Asker) -> Units:
    """Units by pasted names, the kinds guessed and put right by whoever is asked."""
    names: tuple[str, ...] = ()
    while not names:
        names = unit_lists.split_names(
            asker.lines("请粘贴单位名单，一行一个；贴完后另起一行写“完”，按回车：")
        )
    units = unit_lists.number_units([(name, unit_lists.guess_kind(name)) for name in names])
    while True:
        asker.tell(["", _show(units)])
        question = Question(
            "类型不对的，写“序号 类型”，例如 3 街道；多出来的，写“序号 删去”；都对就直接回车",
            "都对",
        )
        corrected = asker.ask(question, partial(_correct, units))
        if corrected is units:
            return units
        units = corrected


def _correct(units: Units, answer: str) -> Units:
    """*units* with one kind changed or one of them gone; the same ones where nothing is wrong."""
    if answer in {"", "都对"}:
        return units
    number, _, word = answer.replace("，", " ").replace(",", " ").partition(" ")
    if not number.isdecimal() or not 1 <= int(number) <= len(units):
        raise AnswerError(_how_to_correct(units))
    before, unit, after = units[: int(number) - 1], units[int(number) - 1], units[int(number) :]
    renewed = (*before, *_corrected(units, unit, word.strip()), *after)
    return unit_lists.number_units([(one.name, one.kind) for one in renewed])


def _corrected(units: Units, unit: Unit, word: str) -> Units:
    """What becomes of *unit* by *word*: nothing, or one of another kind. Raises AnswerError."""
    if word in _GONE and len(units) == 1:
        message = "只有这一个单位，不能删去"
        raise AnswerError(message)
    if word in _GONE:
        return ()
    if word not in _KINDS:
        raise AnswerError(_how_to_correct(units))
    return (replace(unit, kind=_KINDS[word]),)


def _how_to_correct(units: Units) -> str:
    return f"请写序号（1到{len(units)}）、空格、类型（{'、'.join(_KINDS)}）或“删去”"


def _show(units: Sequence[Unit]) -> str:
    rows = [
        (number, unit.name, UNIT_KIND_NAMES[unit.kind], unit.id)
        for number, unit in enumerate(units, start=1)
    ]
    return tabulate(
        rows,
        ("序号", "单位", "类型", "单位代码"),
        tablefmt="simple",
        maxcolwidths=[None, _NAME_WIDTH, None, None],
        disable_numparse=True,
    )
