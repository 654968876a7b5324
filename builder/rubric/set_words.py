"""The schema's set words in Chinese; a test refuses a schema that outruns them."""

from collections.abc import Mapping

from builder.model.answers import ORIGIN_NAMES
from builder.model.units import UNIT_KIND_NAMES
from builder.rubric.fields import TYPE_NAMES

_METHODS = {"sum": "相加", "mean": "加权平均"}
_TIES = {"competition": "并列后名次顺延（1、2、2、4）", "dense": "并列后名次不顺延（1、2、2、3）"}

#: Enumeration, or record and key → set word → what an office calls it.
CHOICE_WORDS: Mapping[str, Mapping[str, str]] = {
    "UnitKind": {kind.value: name for kind, name in UNIT_KIND_NAMES.items()},
    "Origin": {origin.value: name for origin, name in ORIGIN_NAMES.items()},
    "FieldType": {kind.value: name for kind, name in TYPE_NAMES.items()},
    "SectionKind": {"base": "基础分", "bonus": "加分", "penalty": "减分"},
    "NotApplicable": {
        "zero": "记0分",
        "full": "记满分",
        "exclude_rescale": "剔除后按比例折算",
        "group_mean": "取其他单位本行的平均分",
        "spread": "分值摊到本板块其他行",
    },
    "Rubric.ties": _TIES,
    "Rubric.leagues": {"one": "一起排名", "same_rows": "评估内容相同的单位一起排名"},
    "Rubric.ranking": {"total": "按总分排名", "none": "不计总分、不排名"},
    "Rubric.composition": {"weighted": "加权平均", "sum": "相加"},
    "Annual.method": {"mean": "各次平均"},
    "Part.method": _METHODS,
    "Section.method": _METHODS,
    "TieKey.by": {"part": "部分得分", "penalty": "扣分合计", "indicator": "指标得分"},
    "TieKey.better": {"more": "多者在先", "less": "少者在先"},
    "BaseRule.better": {"more": "越大越好", "less": "越小越好"},
    "Rating.by": {"total": "总分", "part": "部分得分", "section": "板块得分", "rating": "评级"},
    "Rank.curve": {"linear": "线性折算", "share_of_first": "占第一名的比例"},
    "Levels.take": {"best": "取最好", "worst": "取最差"},
    "Status.words": {"met": "达标", "partly": "部分达标", "unmet": "未达标"},
    "Rank.first": {"most": "数值最大的", "least": "数值最小的"},
    "Rank.ties": _TIES,
    "Rank.missing": {"zero": "记0分，不占名次"},
}
