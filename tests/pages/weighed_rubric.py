"""The small rubric with weights."""

from builder.rubric.schema import Rubric


def weighed(rubric: Rubric) -> Rubric:
    """*rubric* with its first section as a mean, in which 1.2 weighs four times as much as 1.1."""
    written = rubric.model_dump(by_alias=True, exclude_unset=True)
    part = written["parts"][0]
    part["method"] = "mean"
    part["sections"][0]["method"] = "mean"
    part["sections"][0]["indicators"][1]["weight"] = 4
    return Rubric.model_validate(written)
