"""What the search is told of a page: weight, whole names, nothing that is markup."""

from dataclasses import replace

from builder.pages.home import home_page
from builder.pages.overview import survey_site
from builder.pages.search_entry import front_matter, list_ages, list_names
from builder.pages.unit import unit_page
from builder.scoring.results import CampaignResult, YearResult


def test_of_two_campaigns_the_later_weighs_more(small_result: CampaignResult) -> None:
    """1.2 × (1 + 0.3) for the latest of two and 1.2 × (1 + 0.3 × ½) for the one before."""
    earlier = small_result.campaign.model_copy(
        update={
            "id": "small-2023",
            "period": small_result.campaign.period.model_copy(
                update={"end": small_result.campaign.period.end.replace(year=2023)}
            ),
        }
    )
    results = (small_result, replace(small_result, campaign=earlier))
    ages = list_ages(survey_site(results))
    unit = small_result.instruments[0].standings.rows[0].unit
    heads = [front_matter(unit_page(result, unit, {}), {}, ages) for result in results]

    assert "  boost: 1.560\n" in heads[0]
    assert "  boost: 1.380\n" in heads[1]


def test_a_unit_is_found_by_its_whole_name(small_result: CampaignResult) -> None:
    site = survey_site((small_result,))
    unit = small_result.instruments[0].standings.rows[0].unit
    page = unit_page(small_result, unit, {})

    head = front_matter(page, list_names(site), list_ages(site))

    assert 'tags: ["甲乡"' in head


def test_tags_are_no_markup_and_end_no_head(
    small_result: CampaignResult, small_year: YearResult
) -> None:
    """The theme shows tags as HTML; a name may hold anything."""
    site = survey_site((small_result, small_year))
    page = home_page(site)

    head = front_matter(page, {page.address: ('<img onerror="x">\n---\n',)}, {})

    assert "<img" not in head
    assert head.count("\n---\n") == 1


def test_a_matter_is_found_by_what_people_call_it(small_result: CampaignResult) -> None:
    """No other page is: that a unit registers companies makes it no licence."""
    unit = small_result.instruments[0].standings.rows[0].unit
    page = replace(unit_page(small_result, unit, {}), title="公司登记")

    matter = front_matter(replace(page, template="catalogue_item.md.j2"), {}, {})

    assert '"公司登记", "营业执照"' in matter
    assert "营业执照" not in front_matter(page, {}, {})
