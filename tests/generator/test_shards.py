"""A search index over the limit is split so that nobody loads more; under it nothing changes."""

import json
from pathlib import Path
from typing import Any

from builder.formats.yaml_text import read_yaml
from builder.generator.shards import ShardRules, read_rules, split_index, split_site
from builder.intake.campaign import RESERVED
from builder.mkdocs_build import SiteGenerator
from builder.output import write_files

ROOT = Path(__file__).parents[2]
RULES = ShardRules(10_000, frozenset({"rules"}), ("index.html", "units/"))


def entry(location: str, text: str = "全文") -> dict[str, object]:
    return {"location": location, "title": location, "text": text, "boost": 1.2}


WHOLE = [
    entry("index.html"),
    entry("a/index.html"),
    entry("a/index.html#part"),
    entry("a/units/T1.html"),
    entry("a/indicators/1.html"),
    entry("b/units/T1.html"),
    entry("rules/index.html"),
    entry("rules/index.html#one"),
]


def test_everybody_gets_the_site_and_the_names_in_the_campaigns() -> None:
    """Sections of a campaign's pages are no names."""
    parts = split_index(WHOLE, RULES)

    assert parts.site == [WHOLE[0], *WHOLE[6:]]
    assert [one["location"] for one in parts.names] == [
        "a/index.html",
        "a/units/T1.html",
        "b/units/T1.html",
    ]
    assert all(one["title"] and one["boost"] and not one["text"] for one in parts.names)


def test_a_folder_has_all_of_its_own() -> None:
    assert split_index(WHOLE, RULES).shards == {
        "a": [one for one in WHOLE if str(one["location"]).startswith("a/")],
        "b": [one for one in WHOLE if str(one["location"]).startswith("b/")],
    }


def test_a_folder_that_is_too_large_beside_what_everybody_gets_gives_its_titles() -> None:
    """That is about 500 bytes; the text of 900 fits into no 1,000 with it.

    The unit's title is among the names already.
    """
    large = [*WHOLE, entry("c/units/T1.html"), entry("c/indicators/1.html", "字" * 300)]
    rules = ShardRules(1000, RULES.whole, RULES.named)

    shards = split_index(large, rules).shards

    assert [(one["location"], one["text"]) for one in shards["c"]] == [("c/indicators/1.html", "")]
    assert [one["text"] for one in shards["b"]] == ["全文"]


def write_index(site: Path) -> Path:
    path = site / "search" / "search_index.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"config": {"lang": ["zh"]}, "docs": WHOLE}), "utf-8")
    return path


def test_an_index_under_the_limit_stays_as_it_is(tmp_path: Path) -> None:
    path = write_index(tmp_path)
    before = path.read_bytes()

    split_site(tmp_path, ShardRules(len(before), RULES.whole, RULES.named))

    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["search_index.json"]


def test_an_index_over_the_limit_is_written_in_parts(tmp_path: Path) -> None:
    path = write_index(tmp_path)

    split_site(tmp_path, ShardRules(path.stat().st_size - 1, RULES.whole, RULES.named))

    left: dict[str, Any] = json.loads(path.read_bytes())
    parts = split_index(WHOLE, RULES)
    assert left["config"] == {"lang": ["zh"], "shards": ["a", "b"]}
    assert left["docs"] == parts.site
    for name, entries in (("names", parts.names), ("shards/a", parts.shards["a"])):
        part = (path.parent / f"{name}.json").read_text("utf-8")
        assert json.loads(part) == {"docs": entries}
        assert (path.parent / f"{name}.js").read_text("utf-8") == f"var __index = {part}"


def test_nobody_loads_more_than_the_limit_at_ten_thousand_units(tmp_path: Path) -> None:
    """80 campaigns of 125 units and 30 indicators, with the text of the demo's heaviest entries."""
    rules = read_rules(yaml_of(ROOT / "mkdocs.yml")["extra"])
    assert rules is not None
    docs = [
        entry(f"county-{campaign}/{kind}/{number}.html", "示例县第一季度总分" * 20)
        for campaign in range(80)
        for kind, most in (("units", 125), ("indicators", 30))
        for number in range(most)
    ]
    path = write_index(tmp_path)
    path.write_text(json.dumps({"config": {}, "docs": docs}), "utf-8")
    whole = path.stat().st_size

    split_site(tmp_path, rules)

    heaviest = max(one.stat().st_size for one in (path.parent / "shards").iterdir())
    assert whole > 8 << 20
    everybodys = path.stat().st_size + (path.parent / "names.json").stat().st_size
    assert everybodys + heaviest < rules.most


def yaml_of(path: Path) -> dict[str, Any]:
    value = read_yaml(path).value
    assert isinstance(value, dict)
    return value


def test_the_sites_own_folders_are_no_campaigns() -> None:
    """What no campaign may be called is what the settings name, but for folders without pages."""
    rules = read_rules(yaml_of(ROOT / "mkdocs.yml")["extra"])

    assert rules is not None
    assert rules.whole == RESERVED - {"assets", "feeds", "search"}


def test_no_rules_no_parts() -> None:
    assert read_rules({}) is None


def test_the_builder_splits_what_is_too_large(tmp_path: Path) -> None:
    """The index as a program, for pages opened from disk, too."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(text.replace("most: 4000000", "most: 1"), "utf-8")
    (tmp_path / "site_templates").symlink_to(ROOT / "site_templates")
    pages, search = tmp_path / "pages", tmp_path / "site" / "search"
    write_files(pages, {"index.md": "# 首页\n", "a/index.md": "# 甲任务\n\n<p>说明</p>\n"})

    with SiteGenerator(tmp_path / "mkdocs.yml") as generator:
        generator.build(pages, tmp_path / "site", [{"首页": "index.md"}])

    front = (search / "search_index.json").read_text("utf-8")
    assert (search / "search_index.js").read_text("utf-8") == f"var __index = {front}"
    assert json.loads(front)["config"]["shards"] == ["a"]
    assert (search / "shards" / "a.js").exists()
