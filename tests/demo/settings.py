"""A campaign's `campaign.yml`, as a person would write it."""

from builder.intake.campaign import Campaign

_ORDER = (
    *("id", "title", "short_title", "authority", "region", "demo", "status", "period"),
    *("deadline", "cutoff", "instruments", "previous", "combines"),
)


def settings_text(campaign: Campaign) -> str:
    """The YAML of *campaign*, without what is left at its default."""
    given = campaign.model_dump(exclude_defaults=True)
    given["status"] = campaign.status
    return "".join(f"{key}: {_scalar(given[key])}\n" for key in _ORDER if key in given)


def _scalar(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "{" + ", ".join(f"{key}: {_scalar(item)}" for key, item in value.items()) + "}"
        case tuple():
            return "[" + ", ".join(map(str, value)) + "]"
        case _:
            return str(value)
