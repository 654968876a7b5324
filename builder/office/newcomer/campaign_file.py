"""A campaign as the text of its `campaign.yml`, each key with a word on what it does."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from builder.formats.yaml_writing import write_yaml
from builder.intake.campaign import Campaign

_HEAD = "# 评估任务的设置。“#”后面是说明，可以删；冒号后面要留一个空格。改完运行 gongshi check。"


def campaign_text(campaign: Campaign) -> str:
    """The settings of *campaign* in YAML with Chinese comments; the same for the same campaign."""
    return "\n".join((_HEAD, *_lines(campaign), ""))


def show_moment(moment: datetime) -> str:
    """A moment as it stands in the file and in prompts: 2026-10-20 18:00."""
    return f"{moment:%Y-%m-%d %H:%M}"


def _lines(campaign: Campaign) -> Iterator[str]:
    yield from _line("标识，必须和文件夹同名；网址里用它，发布后不要改", id=campaign.id)
    yield from _line("标题，印在网页、通报、填报表上", title=campaign.title)
    yield from _line("菜单里的简短名称", short_title=campaign.menu_title)
    yield from _line("主办单位", authority=campaign.authority)
    yield from _line("县（市、区）名", region=campaign.region)
    yield from _line("draft 是征求意见中，final 是已经定稿；定稿后再改", status=campaign.status)
    period = campaign.period
    yield from _comment("评估期，首尾两天都算")
    yield f"period: {{start: {period.start}, end: {period.end}}}"
    yield from _moment("报送截止，以后收到的标明逾期", "deadline", campaign.deadline)
    yield from _moment("冻结时间，以后收到的不参评", "cutoff", campaign.cutoff)
    yield from _names(
        "评估细则，rubrics 文件夹里的标识；按单位类型各用各的", "instruments", campaign.instruments
    )
    yield from _names("佐证材料汇编", "dossiers", campaign.dossiers)
    yield from _names("面向群众的目录", "catalogues", campaign.catalogues)
    if campaign.previous:
        yield from _line("上一期，模板预填、升降比较用它", previous=campaign.previous)
    if campaign.rescores:
        yield from _comment("是上一期的第二轮：没有重报的项照第一轮计分")
        yield "rescores: true"


def _line(comment: str, **pair: str) -> Iterator[str]:
    yield from _comment(comment)
    yield write_yaml(pair).rstrip("\n")


def _moment(comment: str, key: str, moment: datetime | None) -> Iterator[str]:
    if moment is not None:
        yield from _comment(comment)
        yield f"{key}: {show_moment(moment)}:00"


def _names(comment: str, key: str, ids: Sequence[str]) -> Iterator[str]:
    if ids:
        yield from _comment(comment)
        yield f"{key}:"
        yield from (f"  - {id_}" for id_ in ids)


def _comment(text: str) -> Iterator[str]:
    yield ""
    yield f"# {text}"
