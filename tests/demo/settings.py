"""A campaign's `campaign.yml`, as a person would write it."""

from builder.intake.campaign import Campaign

_ORDER = (
    *("id", "title", "short_title", "authority", "region", "demo", "status", "period"),
    *(
        "deadline",
        "cutoff",
        "instruments",
        "dossiers",
        "catalogues",
        "previous",
        "rescores",
        "phases",
        "combines",
    ),
)


def settings_text(campaign: Campaign) -> str:
    """The YAML of *campaign*, without what is left at its default."""
    given = campaign.model_dump(exclude_defaults=True)
    given["status"] = campaign.status
    return "".join(f"{key}:{_block(given[key])}\n" for key in _ORDER if key in given)


def _block(value: object) -> str:
    """*value* on the key's own line, or a list of records with a line each."""
    if isinstance(value, tuple) and value and isinstance(value[0], dict):
        return "".join(f"\n  - {_scalar(item)}" for item in value)
    return f" {_scalar(value)}"


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
