"""The results as tables with Chinese heads, and what each of their columns means."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from builder.model.flags import FLAG_SEVERITY_NAMES
from builder.model.marks import MARK_STATE_NAMES
from builder.model.units import UNIT_KIND_NAMES
from builder.pages.data_table import DataColumn, DataTable, Row
from builder.pages.open_data import (
    decimal_text,
    mark_places,
    ordered_inputs,
    tallies,
    told_eligible,
)
from builder.scoring.conclusions import only_concludes
from builder.scoring.results import CampaignResult, InstrumentResult, YearResult

_CAMPAIGN = DataColumn("评估任务", "campaign", "文字", "评估任务的代码")
_INSTRUMENT = DataColumn("评估细则", "instruments[].id", "文字", "评估细则的代码")
_UNIT = DataColumn("单位代码", "unit", "文字", "单位在名录中的代码，长期不变")
_NAME = DataColumn("单位名称", "name", "文字", "单位名称")
_KIND = DataColumn("单位类型", "kind", "文字", "县直部门、乡镇、街道、开发区")
_RANK = DataColumn("名次", "rank", "整数", "总分从高到低；未列入排名的为空")
_YES_NO = {True: "是", False: "否", None: None}
_REASON = DataColumn("未列入原因", "unranked_reason", "文字", "未列入排名的原因；列入的为空")

#: File name → its columns.
TABLES: dict[str, tuple[DataColumn, ...]] = {
    "standings.csv": (
        *(_CAMPAIGN, _INSTRUMENT, _UNIT, _NAME, _KIND, _RANK),
        DataColumn("总分", "total", "小数", "印出的总分；不计总分的为空"),
        DataColumn("计量", "instruments[].total_measure", "文字", "总分的单位：分或%"),
        DataColumn("基础分", "base", "小数", "各部分基础分之和（加权前）"),
        DataColumn("加分", "bonus", "小数", "各部分加分之和（加权前）"),
        DataColumn("扣分", "penalty", "小数", "各部分扣分之和（加权前）"),
        DataColumn("等次", "grade", "文字", "获得的等次"),
        DataColumn("可评优", "eligible", "是否", "没有一票否决的为是；结果审签前不公布，为空"),
        _REASON,
        DataColumn("待裁定", "undecided", "文字", "需人工裁定或待核定的事项"),
    ),
    "marks.csv": (
        *(_CAMPAIGN, _INSTRUMENT, _UNIT, _NAME),
        DataColumn("指标编号", "indicator", "文字", "评估细则中的编号"),
        DataColumn("指标", "title", "文字", "指标名称"),
        DataColumn("得分", "points", "小数", "核定分；不记分的为空"),
        DataColumn("满分", "most", "小数", "满分；不设上限的为空"),
        DataColumn("状态", "state", "文字", "已核定、未填、不适用、待核定"),
        DataColumn("结论", "label", "文字", "达标、接近目标（黄）等；没有的为空"),
        DataColumn("计算过程", "trace", "文字", "逐步计算，以分号分隔"),
        DataColumn("计分办法", "rule", "文字", "计分办法的代码"),
        DataColumn("依据条款", "clause", "文字", "来源文件中的位置"),
        DataColumn("出处", "sources", "文字", "所用数值的文件、工作表、单元格"),
    ),
    "flags.csv": (
        *(_CAMPAIGN, _UNIT, _NAME),
        DataColumn("代码", "flags[].code", "文字", "红旗条件的代码，条件见“红旗条件”一页"),
        DataColumn("情形", "title", "文字", "红旗条件的名称"),
        DataColumn("程度", "flags[].severity", "文字", "一票否决、红旗、黄旗、数据提示"),
        DataColumn("指标编号", "flags[].indicator", "文字", "评估细则中的编号；不从指标来的为空"),
        DataColumn("对象", "subject", "文字", "哪一份指南、哪一个月等；没有的为空"),
        DataColumn("数值", "flags[].value", "文字", "查到的情况"),
        DataColumn("界限", "flags[].limit", "文字", "应当达到的"),
        DataColumn("原因", "reason", "文字", "为什么列出"),
        DataColumn("依据条款", "flags[].clause", "文字", "来源文件中的位置"),
        DataColumn("状态", "states", "文字", "待核实、单位已说明、已整改、整改逾期、再次出现"),
        DataColumn("单位说明", "answer", "文字", "单位的说明；没有的为空"),
        DataColumn("出处", "places", "文字", "所在的文件、工作表、单元格"),
    ),
    "inputs.csv": (
        _CAMPAIGN,
        DataColumn("文件", "file", "文字", "收到的文件"),
        DataColumn("指纹", "sha256", "文字", "文件内容的校验值（SHA-256）"),
        DataColumn("单位代码", "unit", "文字", "填报单位；登记表等为空"),
        DataColumn("种类", "kind", "文字", "识别出的种类"),
        DataColumn("收到时间", "received", "时间", "收件登记的时间；未登记的为空"),
    ),
    "year.csv": (
        *(_CAMPAIGN, _UNIT, _NAME, _KIND, _RANK),
        DataColumn("全年得分", "total", "小数", "印出的全年得分"),
        DataColumn("各次得分", "totals", "文字", "每次评估的总分，以分号分隔"),
        _REASON,
    ),
}


#: Table → what it is called, also where nothing is scored.
_TITLES = {
    "standings.csv": ("排名", "各单位情况"),
    "marks.csv": ("各项得分", "各项达标情况"),
    "flags.csv": ("红旗", "红旗"),
    "inputs.csv": ("收到的文件", "收到的文件"),
    "year.csv": ("全年排名", "全年排名"),
}


def campaign_tables(result: CampaignResult) -> tuple[DataTable, ...]:
    """Every table of a campaign's results."""
    concluded = all(only_concludes(instrument.rubric) for instrument in result.instruments)
    return (
        _table("standings.csv", _standing_rows(result), concluded=concluded),
        _table("marks.csv", _mark_rows(result), concluded=concluded),
        _table("flags.csv", _flag_rows(result), concluded=concluded),
        _table("inputs.csv", _input_rows(result), concluded=concluded),
    )


def year_tables(result: YearResult) -> tuple[DataTable, ...]:
    """Every table of a year."""
    return (_table("year.csv", _year_rows(result), concluded=False),)


def _table(name: str, rows: Iterable[Row], *, concluded: bool) -> DataTable:
    return DataTable(name, _TITLES[name][concluded], TABLES[name], tuple(rows))


def _flag_rows(result: CampaignResult) -> Iterator[Row]:
    """Every flag that may be published."""
    return (
        (
            result.campaign.id,
            *((flag.unit.id, flag.unit.name) if flag.unit else (None, None)),
            *(flag.code, flag.title, FLAG_SEVERITY_NAMES[flag.severity], flag.indicator),
            *(flag.subject or None, flag.value, flag.limit, flag.reason, flag.clause),
            "、".join(flag.states),
            flag.answer.text.shown if flag.answer else None,
            "；".join(str(place) for place in flag.places),
        )
        for flag in result.flags
        if flag.public
    )


def _input_rows(result: CampaignResult) -> Iterator[Row]:
    """Every file that came in, with its fingerprint."""
    return (
        (
            *(result.campaign.id, file.file, file.sha256, file.unit, file.kind),
            f"{file.received:%Y-%m-%d %H:%M}" if file.received else None,
        )
        for file in ordered_inputs(result.returns.inputs)
    )


def _year_rows(result: YearResult) -> Iterator[Row]:
    """Every unit's line over a year."""
    return (
        (
            *(result.campaign.id, row.unit.id, row.unit.name, UNIT_KIND_NAMES[row.unit.kind]),
            *(_whole(row.rank), decimal_text(row.total)),
            "；".join(
                f"{id_} {decimal_text(total) or '未参评'}" for id_, total in row.totals.items()
            ),
            row.unranked_reason,
        )
        for row in result.rows
    )


def _standing_rows(result: CampaignResult) -> Iterator[Row]:
    for instrument in result.instruments:
        for row in instrument.standings.rows:
            card = row.scorecard
            sums: list[Decimal | None] = list(
                tallies(card if row.total is not None else None).values()
            )
            yield (
                *(result.campaign.id, instrument.rubric.id, row.unit.id, row.unit.name),
                *(UNIT_KIND_NAMES[row.unit.kind], _whole(row.rank)),
                *(decimal_text(row.total), _measure(instrument)),
                *(decimal_text(number) for number in sums),
                "、".join(row.grades),
                _YES_NO[told_eligible(result.campaign, instrument.rubric, row)],
                *(row.unranked_reason, "；".join((*row.undecided, *row.ruled))),
            )


def _mark_rows(result: CampaignResult) -> Iterator[Row]:
    for instrument in result.instruments:
        for row in instrument.standings.rows:
            for mark in row.scorecard.marks if row.scorecard else ():
                yield (
                    *(result.campaign.id, instrument.rubric.id, row.unit.id, row.unit.name),
                    *(mark.indicator, mark.title),
                    *(decimal_text(mark.points), decimal_text(mark.most)),
                    *(MARK_STATE_NAMES[mark.state], mark.label, "；".join(mark.trace)),
                    *(mark.rule, mark.clause),
                    "；".join(str(place) for place in mark_places(mark)),
                )


def _whole(number: int | None) -> str | None:
    return None if number is None else str(number)


def _measure(instrument: InstrumentResult) -> str | None:
    rubric = instrument.rubric
    return None if only_concludes(rubric) else rubric.total_measure
