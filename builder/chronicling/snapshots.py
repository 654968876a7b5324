"""Results as they are published, with what they were made from."""

import json
from collections.abc import Mapping, Sequence

from builder.editions.snapshot import Results, Snapshot, state_id
from builder.pages.open_data import results_json, year_json
from builder.scoring.results import CampaignResult, YearResult

Result = CampaignResult | YearResult


def published_json(result: Result) -> str:
    """The results.json of *result*."""
    return year_json(result) if isinstance(result, YearResult) else results_json(result)


def snapshots_of(results: Sequence[Result]) -> Mapping[str, Snapshot]:
    """*results* as they are published, with rubrics and settings, by `state_id`."""
    snapshots: dict[str, Snapshot] = {}
    for result in results:
        parsed: Results = json.loads(published_json(result))
        snapshots[state_id(parsed)] = (
            Snapshot(parsed)
            if isinstance(result, YearResult)
            else Snapshot(
                parsed,
                {item.rubric.id: item.rubric for item in result.instruments},
                result.campaign,
            )
        )
    return snapshots
