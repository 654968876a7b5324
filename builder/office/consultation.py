"""征求意见: for each unit its own marks, and only those, with room to agree or to object.

What comes back is read as 申诉与复核, by the heads of the table.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import PurePosixPath

from builder.formats.excel_writing.consultation_form import (
    Consultation,
    ConsultationSheet,
    OpenColumn,
    ReadColumn,
    write_consultation,
)
from builder.formats.excel_writing.fitting import CellValue
from builder.intake.campaign import Campaign
from builder.model.answers import Answer
from builder.model.appeals import AGREE, OBJECT
from builder.model.marks import MARK_STATE_NAMES, Mark
from builder.model.numbers import plain
from builder.model.standings import Scorecard, SectionTally, Standing
from builder.model.units import Unit
from builder.office.file_names import safe_name
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.campaigns import ScoredCampaign
from builder.scoring.results import InstrumentResult
from builder.wording import POINTS, fixed, show_points, show_titles, signed, veto_name

SHEET = "征求意见"
#: So many working days are the time to object, unless the office says otherwise (domain.md C2).
_DAYS = 5
_PRINTED = (
    ReadColumn("单位", 11, centred=True),
    ReadColumn("指标编号", 8, centred=True),
    ReadColumn("考核内容", 20),
    ReadColumn("满分", 7, centred=True),
    ReadColumn("得分", 8, centred=True),
    ReadColumn("为什么是这个分", 38),
    ReadColumn("取数（文件›表›格=值）", 34),
)
_OPENED = (
    OpenColumn("意见", 9, (AGREE, OBJECT)),
    OpenColumn("异议理由", 22),
    OpenColumn("证据", 15),
)
#: How many values of one row are listed, and how many signs of each.
_MOST_SOURCES, _LONGEST = 12, 40
#: Unit id → where it stands under each instrument that it is assessed by.
Standings = Mapping[str, list[tuple[InstrumentResult, Standing]]]
_DEADLINE = (
    f"请于____年____月____日前反馈；逾期未反馈视为无异议。"
    f"公示期{_DAYS}个工作日（源文件未明确，本系统采用）。"
)
_HOW = (
    f"怎么填：只填浅黄色的格。没有异议的不用填，或在“意见”选“{AGREE}”；"
    f"有异议的选“{OBJECT}”，写明异议理由，在“证据”写附件名称，每项指标只写一条。"
    "不要写个人姓名和电话。填好后保存，把本文件报回即可。"
)
_HOW_WITHOUT_MARKS = "有异议的，请书面说明理由，附证据，报回本办公室。"


def consulted(item: ScoredCampaign) -> tuple[str, ...]:
    """The ids of all units that get a pack, each once."""
    return tuple(_standings(item))


def consultations(
    item: ScoredCampaign, units: Sequence[str] | None = None
) -> Mapping[str, Consultation]:
    """File name → content, one for each of *units* (all, where unsaid): its 核定分, row by row.

    A unit that isn't counted gets a sheet that says why.
    """
    campaign, standings = item.result.campaign, _standings(item)
    names, meta = _file_names(standings), {"campaign": campaign.id}
    return {
        names[id_]: Consultation(_sheets(campaign, standings[id_]), meta)
        for id_ in (standings if units is None else units)
    }


def _file_names(standings: Standings) -> Mapping[str, str]:
    """What the pack of each unit is called: after the unit, by its id too where names clash."""
    names = {id_: safe_name(own[0][1].unit.name) for id_, own in standings.items()}
    often = Counter(name.casefold() for name in names.values())
    return {
        id_: f"{name}.xlsx" if often[name.casefold()] == 1 else f"{name}（{safe_name(id_)}）.xlsx"
        for id_, name in names.items()
    }


def consultation_packs(item: ScoredCampaign) -> Mapping[str, bytes]:
    """File name → workbook, one for each unit, of its `consultations`."""
    return {name: write_consultation(one) for name, one in consultations(item).items()}


def _standings(item: ScoredCampaign) -> Standings:
    found: dict[str, list[tuple[InstrumentResult, Standing]]] = {}
    for instrument in item.result.instruments:
        for row in instrument.standings.rows:
            found.setdefault(row.unit.id, []).append((instrument, row))
    return found


def _sheets(
    campaign: Campaign, own: Sequence[tuple[InstrumentResult, Standing]]
) -> tuple[ConsultationSheet, ...]:
    names = (f"{SHEET}{number}" if len(own) > 1 else SHEET for number in range(1, len(own) + 1))
    return tuple(
        _sheet(campaign, name, instrument, row)
        for name, (instrument, row) in zip(names, own, strict=True)
    )


def _sheet(
    campaign: Campaign, name: str, instrument: InstrumentResult, row: Standing
) -> ConsultationSheet:
    rubric, card = instrument.rubric, row.scorecard
    whose = f"单位名称：{row.unit.name}　　评估细则：{rubric.title}　　主办：{campaign.authority}"
    demo = "（演示数据）" if campaign.demo else ""
    if card is None:
        why = instrument.standings.cohort.missing.get(row.unit.id) or row.unranked_reason
        facts: tuple[str, ...] = (f"本次没有核定得分，原因：{why}。",)
    else:
        facts = tuple(_facts(rubric, instrument, row, card))
    return ConsultationSheet(
        name=name,
        title=f"{campaign.title}核定结果征求意见表{demo}",
        facts=(whose, *facts, _HOW if card else _HOW_WITHOUT_MARKS),
        requests=(_DEADLINE,),
        printed=_PRINTED,
        opened=_OPENED,
        rows=tuple(_rows(row.unit, card)) if card else (),
    )


def _facts(
    rubric: Rubric, instrument: InstrumentResult, row: Standing, card: Scorecard
) -> Iterator[str]:
    """The total, the rank, what every section came to, and what bars from honours."""
    if rubric.ranking == "none":
        yield f"结果：{_conclusions(card.marks)}（不计分、不排名）。"
    else:
        yield f"{_total(rubric, instrument, row, card)}。"
        for part in card.parts:
            sums = "；".join(_section(section, rubric) for section in part.sections)
            yield f"{part.title}：{sums}。"
        yield from _arithmetic(rubric, card)
    if rubric.total_note:
        yield f"说明：{rubric.total_note}。"
    if card.vetoes:
        yield f"不得评优：{'；'.join(f'{veto.indicator} {veto.title}' for veto in card.vetoes)}。"
    if card.open_vetoes:
        yield f"尚待核实：{'；'.join(card.open_vetoes)}。"
    yield from (f"{words}。" for words in (*row.undecided, *row.ruled))


def _arithmetic(rubric: Rubric, card: Scorecard) -> Iterator[str]:
    """From the sections to the total; a rate that is only the sum of its sections needs none."""
    if rubric.total_measure == POINTS or any(part.method == "mean" for part in rubric.parts):
        steps = [step for part in card.parts for step in part.trace]
        yield f"怎么算出来的：{'；'.join((*steps, *card.trace))}。"


def _total(rubric: Rubric, instrument: InstrumentResult, row: Standing, card: Scorecard) -> str:
    whole = f"{rubric.total_title}：{fixed(card.total, rubric.rounding.totals)}"
    words = [f"{whole}{rubric.total_measure}", _rank(instrument, row)]
    words += [f"{rating.title}：{rating.label}" for rating in card.ratings]
    if row.grades or row.titles_open:
        words.append(f"等次：{show_titles(row)}")
    return "　　".join(words)


def _rank(instrument: InstrumentResult, row: Standing) -> str:
    if row.rank is None:
        return f"未列入排名，原因：{row.unranked_reason}"
    ranks = [other.rank for other in instrument.league(row)]
    shared = "并列" if ranks.count(row.rank) > 1 else ""
    return f"名次：{shared}第{row.rank}名（共{len(ranks)}个参评单位）"


def _section(section: SectionTally, rubric: Rubric) -> str:
    if rubric.total_measure != POINTS:
        return f"{section.title} {plain(section.points)}{rubric.total_measure}"
    kind = SectionKind(section.kind)
    word = "扣" if kind is SectionKind.PENALTY else "得"
    limit = "满分" if kind is SectionKind.BASE else "上限"
    most = f"（{limit}{show_points(section.most)}分）" if section.most is not None else ""
    if f"{show_points(section.most)}分" in section.title:
        most = ""
    return f"{section.title} {word}{plain(section.points)}分{most}"


def _conclusions(marks: Sequence[Mark]) -> str:
    """How many rows came to which word."""
    counted = Counter(mark.label or MARK_STATE_NAMES[mark.state] for mark in marks)
    return "、".join(f"{word}{number}项" for word, number in counted.items())


def _rows(unit: Unit, card: Scorecard) -> Iterator[tuple[CellValue, ...]]:
    for part in card.parts:
        for section in part.sections:
            for mark in section.marks:
                points = signed(mark.points, SectionKind(section.kind))
                yield (*_head(unit, mark), mark.most, _points(points, mark), *_reasons(mark))
    for veto in card.vetoes:
        yield (*_head(unit, veto), None, veto_name(veto), *_reasons(veto))


def _head(unit: Unit, mark: Mark) -> tuple[str, str, str]:
    return unit.name, mark.indicator, mark.title


def _points(points: Decimal | None, mark: Mark) -> CellValue:
    """The points as a number; without any, what the row came to in a word."""
    return points if points is not None else mark.label or MARK_STATE_NAMES[mark.state]


def _reasons(mark: Mark) -> tuple[str, str]:
    """The arithmetic, and where its values stand."""
    trace = [*mark.trace, *((f"结论：{mark.label}",) if mark.label else ())]
    sheets: dict[str, list[str]] = {}
    for answer in mark.answers[:_MOST_SOURCES]:
        sheets.setdefault(_sheet_of(answer), []).append(_source(answer))
    more = len(mark.answers) - _MOST_SOURCES
    lines = [line for sheet, cells in sheets.items() for line in (sheet, *dict.fromkeys(cells))]
    lines += [f"……另有{more}处"] if more > 0 else []
    return "\n".join(trace), "\n".join(lines) or "—"


def _sheet_of(answer: Answer) -> str:
    """The file and sheet that *answer* stands on, for all the cells that are used of it."""
    if answer.place is None:
        return "没有收到："
    before = "（上一轮）" if answer.carried_from else ""
    name = PurePosixPath(answer.place.file).name
    return f"{before}{name}›{answer.place.sheet}："


def _source(answer: Answer) -> str:
    """The cell with its value: 「D5 事项总数=60项」."""
    if answer.place is None:
        return answer.title
    shown = answer.shown if len(answer.shown) <= _LONGEST else f"{answer.shown[:_LONGEST]}…"
    return f"{answer.place.cell} {answer.title}={shown}"
