"""Where every page of the site lies, and how one page points to another."""

import re
from hashlib import sha256
from posixpath import dirname, relpath

HOME = "index.md"
DATA_INDEX = "data/index.md"
RULE_MANUAL = "rules/index.md"
FLAG_CONDITIONS = "flags/index.md"
ACCESSIBILITY = "accessibility.md"
EDITIONS = "editions/index.md"
#: Letters of a name; a Chinese one takes three of the 255 bytes that a file's may have.
_LONGEST = 60


def campaign_index(campaign: str) -> str:
    """The page of a campaign or year, by its id."""
    return f"{campaign}/index.md"


def unit_page(campaign: str, unit: str) -> str:
    """The page of a unit in a campaign or year."""
    return f"{campaign}/units/{file_name(unit)}.md"


def rectification_page(campaign: str) -> str:
    """The page of what had to be put right in a campaign."""
    return f"{campaign}/rectification.md"


def flags_page(campaign: str) -> str:
    """The page of the red flags of a campaign."""
    return f"{campaign}/flags.md"


def dossier_page(campaign: str, unit: str) -> str:
    """The page of what a unit compiled to prove its claims."""
    return f"{campaign}/dossiers/{file_name(unit)}.md"


def compare_page(campaign: str, rubric: str) -> str:
    """The page that sets the units of a campaign side by side, under one instrument."""
    return f"{campaign}/compare/{rubric}.md"


def indicator_page(campaign: str, rubric: str, indicator: str) -> str:
    """The page that says who got what for an indicator."""
    return f"{campaign}/indicators/{rubric}/{file_name(indicator)}.md"


def standings_page(campaign: str, rubric: str, part: int) -> str:
    """A further part of standings that are too long for the campaign's page, from 2."""
    return f"{campaign}/standings/{rubric}-{part}.md"


def catalogue_index(campaign: str, catalogue: str) -> str:
    """The list of a catalogue's items."""
    return f"{campaign}/services/{catalogue}/index.md"


def catalogue_item(campaign: str, catalogue: str, item: str) -> str:
    """The page of one item of a catalogue."""
    return f"{campaign}/services/{catalogue}/{file_name(item)}.md"


def services_index(campaign: str) -> str:
    """The page that leads to all catalogues of a campaign."""
    return f"{campaign}/services/index.md"


def departments_page(campaign: str) -> str:
    """The page of who is responsible for what in the catalogues."""
    return f"{campaign}/services/departments.md"


def business_items_page(campaign: str) -> str:
    """The page of every business item, each once, and where the catalogues name it."""
    return f"{campaign}/services/items.md"


def business_item_anchor(item: str) -> str:
    """Where a business item stands on the page of business items."""
    return f"b-{file_name(item)}"


def department_anchor(department: str) -> str:
    """Where a department stands on the page of departments."""
    return f"d-{file_name(department)}"


def method_page(rubric: str) -> str:
    """The page that explains an instrument."""
    return f"methods/{rubric}.md"


def method_changes_page(rubric: str) -> str:
    """The page of what editions changed in an instrument."""
    return f"methods/changes/{rubric}.md"


def edition_page(edition: str) -> str:
    """The page of what an edition changed; what isn't published yet has an empty id."""
    return f"editions/{file_name(edition) or 'draft'}.md"


def campaign_anchor(campaign: str) -> str:
    """Where a campaign stands on the page of what an edition changed."""
    return f"c-{campaign}"


def edition_data(edition: str) -> str:
    """The file of the same."""
    return f"data/editions/{file_name(edition) or 'draft'}.json"


def sources_page(campaign: str, unit: str) -> str:
    """The page of where a unit's figures in a campaign come from."""
    return f"{campaign}/sources/{file_name(unit)}.md"


def data_file(campaign: str, name: str) -> str:
    """A file of open data of a campaign, such as ``standings.csv``."""
    return f"data/{campaign}/{name}"


def indicator_anchor(indicator: str, rubric: str = "") -> str:
    """Where an indicator stands on a page; *rubric* is given where a page shows several."""
    return (
        f"i-{file_name(rubric)}-{file_name(indicator)}" if rubric else f"i-{file_name(indicator)}"
    )


def section_anchor(section: str, rubric: str = "") -> str:
    """Where a section stands on a page; *rubric* is given where a page shows several."""
    return f"s-{file_name(rubric)}-{file_name(section)}" if rubric else f"s-{file_name(section)}"


def link(start: str, target: str, anchor: str = "") -> str:
    """The address of *target* as it stands in a link on page *start*; Markdown becomes HTML."""
    path = relpath(target, dirname(start) or ".")
    page = re.sub(r"\.md$", ".html", path)
    return f"{page}#{anchor}" if anchor else page


def file_name(text: str) -> str:
    """*text* with everything but letters, digits, Chinese, dot and dash turned into its code.

    What is longer than a file's name may be ends in a number made from the whole.
    """
    name = re.sub(r"[^A-Za-z0-9.\-\u4e00-\u9fff]", lambda m: f"_{ord(m.group()):x}", text)
    if len(name) <= _LONGEST:
        return name
    return f"{name[:_LONGEST]}-{sha256(text.encode()).hexdigest()[:10]}"
