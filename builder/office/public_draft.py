"""公示稿.md: the text for the notice board or the public account, with blanks for the office."""

from pathlib import Path

from builder.formats.jinja_text import TextTemplates
from builder.office.circular_words import title_of, view_circular
from builder.scoring.results import CampaignResult

TEMPLATE = "office/公示稿.md.j2"

#: Working days that results are on show; no source says how many (domain.md C2).
DAYS_ON_SHOW = 5


def public_draft(result: CampaignResult, templates: Path) -> str:
    """The text on *result*, from the folder of *templates*; period, channel and phone are blank.

    Raises jinja2.TemplateError for a template that is wrong.
    """
    values = {
        "title": title_of(result.campaign.title, "公示"),
        "days": DAYS_ON_SHOW,
        "view": view_circular(result),
    }
    return TextTemplates(templates).render(TEMPLATE, values)
