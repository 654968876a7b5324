"""The site's search index, put together from those of builds of a few pages."""

import json
from collections.abc import Collection
from pathlib import Path

INDEX = "search/search_index.json"
#: The same for pages opened from disk: a script that sets one name.
SCRIPT = "search/search_index.js"


class SearchIndex:
    """What can be found on every page so far."""

    def __init__(self) -> None:
        self._entries: dict[str, list[object]] = {}

    def take_in(self, site: Path, built: Collection[str], gone: Collection[str]) -> None:
        """Makes the index in *site*, which holds the pages *built* only, one of all pages.

        *built* and *gone* are paths of HTML files. Without an index in *site* nothing is done.
        """
        path = site / INDEX
        if not path.exists():
            return
        index = json.loads(path.read_text(encoding="utf-8"))
        for page in (*built, *gone):
            self._entries.pop(page, None)
        for entry in index["docs"]:
            page = entry["location"].partition("#")[0]
            self._entries.setdefault(page, []).append(entry)
        index["docs"] = [entry for page in sorted(self._entries) for entry in self._entries[page]]
        text = json.dumps(index, separators=(",", ":"))
        path.write_text(text, encoding="utf-8")
        if (site / SCRIPT).exists():
            (site / SCRIPT).write_text(f"var __index = {text}", encoding="utf-8")
