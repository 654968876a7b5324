"""What campaigns came to is brought when it is asked for, and the last few stay."""

from typing import cast

import pytest

from builder.ledger import Scored
from builder.scoring.campaigns import ScoredCampaign


@pytest.fixture
def brought() -> list[str]:
    """The campaigns that were brought, in their order."""
    return []


@pytest.fixture
def scored(brought: list[str]) -> Scored:
    """Twenty campaigns; of each, its id stands for what it came to."""

    def bring(campaign: str) -> ScoredCampaign:
        brought.append(campaign)
        return cast("ScoredCampaign", campaign)

    return Scored(tuple(f"round-{number}" for number in range(20)), bring)


def test_those_at_work_are_brought_once(scored: Scored, brought: list[str]) -> None:
    for _ in range(3):
        for campaign in ("round-1", "round-2", "round-3", "round-4"):
            assert cast("str", scored[campaign]) == campaign

    assert brought == ["round-1", "round-2", "round-3", "round-4"]


def test_those_of_long_ago_are_brought_again(scored: Scored, brought: list[str]) -> None:
    assert [*scored] == [cast("str", one) for one in scored.values()]
    assert len(scored) == len(brought) == 20

    assert scored["round-0"]
    assert brought[20:] == ["round-0"]


def test_what_is_no_campaign_is_not_brought(scored: Scored, brought: list[str]) -> None:
    with pytest.raises(KeyError):
        scored["round-20"]

    assert "round-20" not in scored
    assert brought == []
