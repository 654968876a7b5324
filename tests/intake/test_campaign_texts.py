"""The texts of a campaign.yml, as they are printed everywhere."""

from pathlib import Path

from builder.intake.campaign import Campaign
from builder.rubric.load import load_record

SETTINGS = """\
id: small
title: {title}
authority: "某办公室\\u202e\\u0007"
region: 某县
period: {{start: 2022-01-01, end: 2022-03-31}}
instruments: [small]
phases:
  - {{title: "自\\n查", start: 2022-01-01, end: 2022-01-31}}
"""


def load(folder: Path, title: str) -> tuple[Campaign | None, list[tuple[str, int, str]]]:
    path = folder / "campaign.yml"
    path.write_text(SETTINGS.format(title=title), encoding="utf-8")
    loaded, problems = load_record(path, Campaign, "campaign.yml")
    told = [(one.kind.code, getattr(one.place, "line", 0), one.wrong) for one in problems]
    return (loaded.record if loaded else None), told


def test_a_text_is_one_line_of_signs_that_can_be_seen(tmp_path: Path) -> None:
    campaign, problems = load(tmp_path, '"第一季度\\n  政务\\u2028服务\\u200b评估"')

    assert problems == []
    assert campaign is not None
    assert campaign.title == "第一季度 政务 服务评估"
    assert campaign.authority == "某办公室"
    assert campaign.phases[0].title == "自 查"


def test_a_title_longer_than_any_menu_is_refused_at_its_line(tmp_path: Path) -> None:
    """The site generator's settings hold no key of more than 1,024 signs."""
    assert load(tmp_path, "评" * 200)[1] == []
    assert load(tmp_path, "评" * 201)[1] == [("R502", 2, "太长，最多 200 个字：title")]
