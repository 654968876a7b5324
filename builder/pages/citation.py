"""How the open data of a campaign is to be cited, wherever it lies."""

from builder.intake.campaign import Campaign
from builder.wording import STATUS_NAMES, show_time


def version(campaign: Campaign) -> str:
    """Which state of the data this is: ``draft-2019-01-15``."""
    return f"{campaign.status}-{campaign.last_day.isoformat()}"


def cite(campaign: Campaign) -> str:
    """Who, what and which state, in one line; no address, since it may move."""
    stood = f"，数据截止{show_time(campaign.cutoff)}" if campaign.cutoff else ""
    status = STATUS_NAMES[campaign.status]
    return f"{campaign.authority}：《{campaign.title}》数据（{status}{stood}）。"
