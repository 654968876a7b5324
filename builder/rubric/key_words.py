"""The schema in Chinese: what every key and every set word is called, for whoever edits rubrics.

A new key or word of the schema needs a line here; a test refuses a schema that outruns it.
"""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass

from builder.model.answers import ORIGIN_NAMES
from builder.model.units import UNIT_KIND_NAMES
from builder.rubric.record import Record
from builder.rubric.shapes import Key, kind_of

#: Record → key → heading, with 「：」 and how to fill it in where that isn't plain.
KEY_WORDS: Mapping[str, Mapping[str, str]] = {
    "Rubric": {
        "id": "细则标识：小写英文字母、数字和连字符，与文件名相同",
        "title": "细则名称",
        "source": "来源文件",
        "kinds": "适用单位类型",
        "ties": "总分并列",
        "rounding": "小数位数",
        "composition": "总分合成办法",
        "parts": "部分",
        "ratings": "评级：按分数段给出等级，按先后次序计算",
        "vetoes": "一票否决",
        "exclusions": "末位取消资格",
        "grades": "等次",
        "comparability": "与上一版可比性",
        "annual": "年度结果：不合成年度结果的，留空",
        "defaults": "默认做法：源文件没有明确、本系统作出的选择",
        "notes": "备注：源文件的误印、矛盾等，供读者了解",
    },
    "Source": {
        "document": "文件标题",
        "number": "文号",
        "issuer": "发文机关",
        "issued": "发文日期：照原文写",
        "attachment": "细则所在附件",
    },
    "Rounding": {"rows": "各行得分小数位数", "totals": "合计小数位数"},
    "Annual": {"method": "年度合成办法", "minimum": "至少参评次数"},
    "Part": {
        "id": "部分标识：英文，细则内唯一",
        "title": "名称",
        "weight": "占总分的权重：如0.7；各部分权重之和为1",
        "points": "满分：各基础分板块之和",
        "method": "合计办法",
        "floor": "最低分：填“不设”的，可以为负",
        "ceiling": "最高分：留空为不设",
        "sections": "板块",
    },
    "Section": {
        "id": "板块编号：细则内唯一",
        "title": "标题：照原文写",
        "kind": "板块性质",
        "points": "分值：基础分写各行之和；加分、减分写上限，留空为不设上限",
        "method": "合计办法",
        "weight": "权重：只用于加权平均",
        "gate": "加分门槛：只用于加分板块",
        "indicators": "指标",
        "defaults": "默认做法",
    },
    "Indicator": {
        "id": "指标编号：细则内唯一，如1.4a",
        "title": "名称",
        "wording": "原文：照源文件抄录",
        "correction": "更正：原文有误的，写更正后的文字",
        "clause": "条款：在源文件的位置",
        "method": "考核方式：照原文写",
        "office": "责任科室",
        "points": "分值：本行没有单独分值的，留空",
        "weight": "权重：只用于加权平均",
        "evidence": "佐证材料",
        "fields": "填报项",
        "rule": "记分规则",
        "applies": "适用条件：不写为一律适用",
        "not_applicable": "不适用的处理",
        "shown": "一并公布的数值：不参与记分",
        "sampling": "抽样",
        "defaults": "默认做法",
    },
    "Gate": {"base_at_least": "基础分不低于：所在部分的基础分达到后，加分才计入"},
    "Sampling": {"size": "抽取数量", "of": "总数所在填报项"},
    "Column": {
        "id": "标识：小写英文字母、数字和下划线；填报项在细则内唯一，列在记录表内唯一",
        "title": "名称：表上的中文",
        "type": "类型",
        "measure": "计量单位",
        "choices": "选项：类型为“选项”时必填",
        "synonyms": "同义词：写成“同义词=选项”",
        "least": "最小值",
        "greatest": "最大值",
    },
    "Field": {
        "origin": "来源：可以有多个，优先采用核定、平台、测评，最后是单位填报",
        "columns": "记录表列",
        "not_applicable": "可否填不适用",
        "carry_forward": "没有填报的沿用上一期",
        "note": "填报说明",
        "example": "填报示例",
    },
    "Default": {
        "key": "所在参数：从本行起的路径，如rule.when",
        "text": "做法：公布时前面加“源文件未明确，本系统采用”",
    },
    "Veto": {
        "id": "否决编号：细则内唯一",
        "title": "名称",
        "wording": "原文：照源文件抄录",
        "clause": "条款：在源文件的位置",
        "fields": "填报项",
        "when": "成立条件",
        "score": "总分改记：成立时总分改为多少；留空为不影响得分",
        "defaults": "默认做法",
    },
    "Exclusion": {
        "id": "编号：细则内唯一",
        "title": "名称",
        "wording": "原文：照源文件抄录",
        "clause": "条款：在源文件的位置",
        "indicator": "所看指标：填指标编号",
        "last": "末位名额：从最后一名数起，并列的都在内",
        "defaults": "默认做法",
    },
    "Rating": {
        "id": "标识：小写英文字母、数字和下划线",
        "title": "名称",
        "by": "评级依据",
        "of": "依据的标识：部分、板块或前面的评级；依据总分的，留空",
        "bands": "各档",
    },
    "RatingBand": {"label": "等级：公布的文字"},
    "Comparability": {"before": "上一版细则", "comparable": "可否比较", "reason": "理由"},
    "Grade": {
        "title": "等次名称：细则内唯一",
        "top": "名额：留空为分数段内的都得",
        "at_least": "总分不低于",
        "below": "总分低于",
        "honour": "是否荣誉：填“是”的，被一票否决的单位不得",
        "among": "限于等次：只在获得该等次的单位中评；留空为所有参加排名的单位",
        "tie_chain": "同分比较",
    },
    "TieKey": {
        "by": "比较内容",
        "id": "部分标识或指标编号：比较扣分的，留空",
        "better": "何者在先",
    },
    "Measure": {
        "field": "填报项：填其标识；在where中填列的标识",
        "number": "固定数",
        "count": "记录条数：填记录表的标识",
        "sum": "记录合计：填记录表的标识",
        "mean": "记录平均：填记录表的标识",
        "column": "合计或平均的列：填列的标识",
        "where": "只取符合条件的记录",
        "less": "减去：差不小于0",
        "times": "乘以",
        "over": "除以",
        "title": "称呼：公布记分过程时用",
    },
    "Condition": {
        "all": "全部成立",
        "any": "任一成立",
        "field": "填报项：填其标识；在where、counts_if中填列的标识",
        "measure": "数值",
        "given": "已填",
        "is": "等于：是、否或某个选项",
        "at_least": "不小于：含本数",
        "at_most": "不大于：含本数",
        "above": "大于：不含本数",
        "below": "小于：不含本数",
        "each_at_least": "每个数都不小于：含本数",
        "within_months": "在期末前几个月之内：整数",
        "differs_from": "不同于：填另一填报项的标识",
    },
    "BaseRule": {
        "kind": "规则种类",
        "floor": "最低分",
        "step": "分档：考核人员记分的最小单位，如0.5",
        "low": "最低：考核人员可记（扣）的最低分",
        "high": "最高：考核人员可记（扣）的最高分",
        "field": "填报项：填其标识",
        "value": "数值",
        "better": "何者为好",
    },
    "Accrual": {
        "per": "每个得分",
        "count": "个数",
        "base": "基础分",
        "base_if": "基础分的条件",
    },
    "Award": {"when": "得分条件"},
    "Span": {"below": "上限（不含）", "at_most": "上限（含）"},
    "Band": {"points": "本档得分"},
    "Bands": {"value": "分档的数值", "bands": "各档：由低到高，最后一档不写上限"},
    "Checklist": {"elements": "要素", "per": "每缺一项扣分"},
    "Charge": {
        "per": "每次扣分",
        "title": "扣分事由",
        "count": "次数",
        "unless": "不扣的条件：不成立的扣一次",
    },
    "Deduction": {
        "charges": "扣分项",
        "requires": "前提：不成立的记0分",
        "zero_if": "整项不记分的条件",
    },
    "Level": {
        "level": "级别：级别列中的词",
        "per": "每次分值：固定分值",
        "low": "视情最低分",
        "high": "视情最高分",
        "step": "视情分档",
        "once": "只计一次",
    },
    "Extra": {
        "column": "数值所在列：填列的标识",
        "each": "每满",
        "per": "另加分值",
        "most": "一件至多另加",
        "levels": "可以另加的级别",
    },
    "Events": {
        "log": "登记表：填记录表的标识",
        "level_column": "级别所在列",
        "name_column": "名称所在列",
        "matter_column": "同一事项所在列：不写的，每件都计",
        "points_column": "视情分值所在列",
        "reason_column": "视情理由所在列",
        "levels": "各级别",
        "extra": "另加分",
        "counts_if": "计分条件：按登记的每一行判断",
    },
    "Imported": {"fields": "外部成绩：填报项的标识", "scale": "外部成绩满分"},
    "Judgement": {
        "deducts": "从满分中扣：填“是”的，所记为扣分",
        "or_zero": "也可记0分",
        "prefill": "预填比例：考核人员没有记分时，按该比例×满分",
    },
    "Levels": {"points": "各级得分"},
    "Normalised": {
        "value": "归一化的数值",
        "best": "最好值：不写的，取参评单位中最好的",
        "worst": "最差值：不写的，取参评单位中最差的",
    },
    "Proportion": {"numerator": "分子：不写分母的，本身就是比例", "denominator": "分母"},
    "Rank": {
        "basis": "排名依据",
        "step": "每递减一名扣分",
        "curve": "折算曲线：与每递减一名扣分只写一个",
        "first": "第一名",
        "ties": "名次并列",
        "missing": "没有数据的单位",
    },
}

_METHODS = {"sum": "相加", "mean": "加权平均"}
_TIES = {"competition": "并列后名次顺延（1、2、2、4）", "dense": "并列后名次不顺延（1、2、2、3）"}

#: Enumeration, or record and key → set word → what an office calls it.
CHOICE_WORDS: Mapping[str, Mapping[str, str]] = {
    "UnitKind": {kind.value: name for kind, name in UNIT_KIND_NAMES.items()},
    "Origin": {origin.value: name for origin, name in ORIGIN_NAMES.items()},
    "FieldType": {
        "integer": "整数",
        "decimal": "小数",
        "percent": "百分比",
        "yes_no": "是否",
        "choice": "选项",
        "date": "日期",
        "integers": "一组整数",
        "text": "文字",
        "url": "网址",
        "document": "文件（文号、标题）",
        "attachment": "附件",
        "log": "记录表",
    },
    "SectionKind": {"base": "基础分", "bonus": "加分", "penalty": "减分"},
    "NotApplicable": {
        "zero": "记0分",
        "full": "记满分",
        "exclude_rescale": "剔除后按比例折算",
        "group_mean": "取其他单位本行的平均分",
        "spread": "分值摊到本板块其他行",
    },
    "Rubric.ties": _TIES,
    "Rubric.composition": {"weighted": "加权平均", "sum": "相加"},
    "Annual.method": {"mean": "各次平均"},
    "Part.method": _METHODS,
    "Section.method": _METHODS,
    "TieKey.by": {"part": "部分得分", "penalty": "扣分合计", "indicator": "指标得分"},
    "TieKey.better": {"more": "多者在先", "less": "少者在先"},
    "BaseRule.better": {"more": "越大越好", "less": "越小越好"},
    "Rating.by": {"total": "总分", "part": "部分得分", "section": "板块得分", "rating": "评级"},
    "Rank.curve": {"linear": "线性折算"},
    "Rank.first": {"most": "数值最大的", "least": "数值最小的"},
    "Rank.ties": _TIES,
    "Rank.missing": {"zero": "记0分，不占名次"},
}


@dataclass(frozen=True, slots=True)
class KeyWord:
    """What a key is called, and how it is filled in."""

    heading: str
    note: str


def key_word(key: Key) -> KeyWord:
    """The Chinese words of *key*. Raises KeyError for a key without any."""
    for record in key.owner.__mro__:
        words = KEY_WORDS.get(record.__name__, {})
        if key.name in words:
            heading, _, note = words[key.name].partition("：")
            return KeyWord(heading, note)
    message = f"{key.owner.__name__}.{key.name} has no Chinese heading"
    raise KeyError(message)


def choice_words(key: Key) -> Mapping[str, str]:
    """Set word → its Chinese, for the choices of *key* (or of its items).

    Raises KeyError for a choice without a Chinese word.
    """
    shape = key.shape.items or key.shape
    if not shape.choices:
        return {}
    if kind_of(key.owner) and key.name == "kind":
        return {kind_of(key.owner): kind_word(key.owner)}
    names = [shape.enumeration, *(f"{record.__name__}.{key.name}" for record in key.owner.__mro__)]
    words = next((CHOICE_WORDS[name] for name in names if name in CHOICE_WORDS), {})
    return {choice: words[choice] for choice in shape.choices}


def kind_word(record: type[Record]) -> str:
    """The Chinese name of a rule kind, which its manual page begins with: 条件得分."""
    manual = inspect.getdoc(record) or ""
    name, colon, _ = manual.partition("：")
    if not colon:
        message = f"the docstring of {record.__name__} doesn't begin with its name and 「：」"
        raise KeyError(message)
    return name
