"""Which pages of the last build are still good, told by what they were made from.

The state of a build is one JSON file beside the folder of the site, safe to delete: without it, or
where it doesn't fit what lies in the folder, pages are made anew.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

#: What a search finds a page by, as the site generator has it.
Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class MadePage:
    """What became of a page; hashes are SHA-256 in hexadecimal."""

    #: Of the Markdown that it was made from.
    source: str
    #: Of the HTML.
    html: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class State:
    """What a build was made with, and what it made, by the Markdown's address."""

    settings: str
    pages: Mapping[str, MadePage]


NOTHING = State("", {})


def digest(content: bytes) -> str:
    """By what the content of a file is known."""
    return sha256(content).hexdigest()


def read_state(site: Path) -> State:
    """The state of the build that made the folder *site*; `NOTHING` where none can be read."""
    try:
        kept = json.loads(_state_file(site).read_bytes())
        pages = {address: MadePage(**page) for address, page in kept["pages"].items()}
        return State(kept["settings"], pages)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return NOTHING


def write_state(site: Path, state: State) -> None:
    """Keeps *state* beside the folder *site*. Raises OSError."""
    text = json.dumps(asdict(state), separators=(",", ":"))
    _state_file(site).write_text(text, encoding="utf-8")


def find_kept(
    state: State, settings: str, sources: Mapping[str, str], site: Path
) -> Mapping[str, MadePage]:
    """The pages of *state* that need not be made again.

    *settings* tells all of what pages are made with, *sources* are the digests of their Markdown
    by address, and *site* is the folder in which the last build lies.
    """
    if state.settings != settings:
        return {}
    return {
        address: page
        for address, page in state.pages.items()
        if sources.get(address) == page.source and _lies_in(site, address, page.html)
    }


def place_kept(addresses: Iterable[str], before: Path, site: Path) -> None:
    """Puts the pages at *addresses* from the site *before* into *site*. Raises OSError."""
    for address in addresses:
        target = site / html_path(address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        try:
            target.hardlink_to(before / html_path(address))
        except OSError:  # Some file systems have no links.
            shutil.copyfile(before / html_path(address), target)


def html_path(address: str) -> str:
    """Where the page of a Markdown file lies in the site; other files lie where they are."""
    return f"{address.removesuffix('.md')}.html" if address.endswith(".md") else address


def _lies_in(site: Path, address: str, html: str) -> bool:
    try:
        return digest((site / html_path(address)).read_bytes()) == html
    except OSError:
        return False


def _state_file(site: Path) -> Path:
    return site.with_name(f".{site.name}.json")
