"""A tiny site, read by a person once, and the same ever after."""

from collections.abc import Callable, Mapping
from pathlib import Path

from builder.pages.overview import survey_site
from builder.pages.site import navigation, render_site
from builder.scoring.results import CampaignResult, YearResult

#: Pages: home, downloads, accessibility, method, campaign, 3 units, comparison, 3 indicators, year,
#: 2 units of the year.
PAGES = 15
#: Data: dictionary, feed, package of packages, 10 of the campaign, 4 of the year.
DATA_FILES = 17

Site = tuple[CampaignResult, YearResult]


def test_the_small_site_is_as_it_was_read(
    small_site: Site,
    templates: Path,
    compare_golden: Callable[[str, Mapping[str, bytes]], None],
) -> None:
    files = render_site(small_site, templates)

    assert len([path for path in files if path.endswith(".md")]) == PAGES
    assert len(files) == PAGES + DATA_FILES
    # A workbook's bytes hang on who compresses them; test_excel_tables reads what is in it.
    compare_golden("pages", {p: text for p, text in files.items() if not p.endswith(".xlsx")})


def test_the_order_of_the_results_does_not_matter(small_site: Site, templates: Path) -> None:
    forward, backward = small_site, tuple(reversed(small_site))

    assert render_site(forward, templates) == render_site(backward, templates)
    assert navigation(survey_site(forward)) == navigation(survey_site(backward))


def test_paths_are_sorted(small_site: Site, templates: Path) -> None:
    paths = list(render_site(small_site, templates))

    assert paths == sorted(paths)


def test_a_self_score_is_on_no_page_and_in_no_data(small_site: Site, templates: Path) -> None:
    """甲乡's workbook says 2.987 of itself."""
    assert not [
        path for path, text in render_site(small_site, templates).items() if b"2.987" in text
    ]


def test_the_navigation_lists_index_pages_only(small_site: Site) -> None:
    assert navigation(survey_site(small_site)) == [
        {"首页": "index.md"},
        {
            "评估结果": [
                {"2024年示例全年结果": "small-year/index.md"},
                {"2024年示例评估": "small-2024/index.md"},
            ]
        },
        {"评分办法": [{"示例评分细则": "methods/small.md"}]},
        {"开放数据": "data/index.md"},
    ]


def test_a_site_without_results_still_has_a_home_page(templates: Path) -> None:
    files = render_site((), templates)

    assert sorted(files) == [
        *("accessibility.md", "data/dictionary.csv", "data/index.md", "index.md"),
    ]
    assert navigation(survey_site(())) == [{"首页": "index.md"}, {"开放数据": "data/index.md"}]


def test_every_page_of_a_demo_says_so(small_site: Site, templates: Path) -> None:
    pages = {
        p: t.decode() for p, t in render_site(small_site, templates).items() if p.endswith("md")
    }

    assert [path for path, text in pages.items() if "演示数据" not in text] == []


def test_pages_of_a_draft_say_so_and_those_of_final_results_do_not(
    small_site: Site, templates: Path
) -> None:
    files = render_site(small_site, templates)

    assert "<strong>草稿</strong>" in files["small-2024/index.md"].decode()
    assert "<strong>草稿</strong>" not in files["small-year/index.md"].decode()
