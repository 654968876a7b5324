"""A search index too large for one reader, split: what everybody gets, and what a folder adds.

A site of 10,000 units has an index of 10 MB and more, which no phone loads. Where the whole is over
a limit, the index itself keeps the site's own pages. Whoever begins to search gets the names too:
of the folders (a campaign each) the titles of those pages that people look for by name; and within
a folder all the rest of that folder (`assets/search-words.js`). Under the limit nothing is split.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.generator.kept import Entry
from builder.generator.search_index import INDEX, as_program, dump_index

#: Below the site: the names, and a file a folder.
NAMES, SHARDS = "search/names", "search/shards"


@dataclass(frozen=True, slots=True)
class ShardRules:
    """What mkdocs.yml says of it (`extra.search_shards`)."""

    #: The most bytes of index that a reader loads.
    most: int
    #: Folders whose pages everybody finds by every word.
    whole: frozenset[str]
    #: Pages of other folders that everybody finds by title: how their addresses begin there.
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitIndex:
    """An index in parts."""

    #: What stays: the site's own pages.
    site: Sequence[Entry]
    #: Titles in all folders.
    names: Sequence[Entry]
    #: Folder → what its pages get besides.
    shards: Mapping[str, Sequence[Entry]]


def read_rules(extra: Mapping[str, Any]) -> ShardRules | None:
    """The rules in *extra* of mkdocs.yml; None where nothing is to be split."""
    told = extra.get("search_shards")
    if not told:
        return None
    return ShardRules(told["most"], frozenset(told["whole"]), tuple(told["named"]))


def split_site(site: Path, rules: ShardRules) -> None:
    """Splits the index in the folder *site* where it is over the limit. Raises OSError."""
    path = site / INDEX
    if path.stat().st_size <= rules.most:
        return
    index = json.loads(path.read_bytes())
    parts = split_index(index["docs"], rules)
    config = {**index["config"], "shards": sorted(parts.shards)}
    path.write_bytes(dump_index({"config": config, "docs": parts.site}))
    (site / SHARDS).mkdir(exist_ok=True)
    _write_part(site / NAMES, parts.names)
    for name, entries in parts.shards.items():
        _write_part(site / SHARDS / name, entries)


def _write_part(path: Path, entries: Sequence[Entry]) -> None:
    """Writes *entries* as JSON and as a program, whose names have an ending more than *path*."""
    content = dump_index({"docs": entries})
    path.with_name(f"{path.name}.json").write_bytes(content)
    path.with_name(f"{path.name}.js").write_bytes(as_program(content))


def split_index(entries: Iterable[Entry], rules: ShardRules) -> SplitIndex:
    """*entries* in parts, each in the order of the whole.

    A folder whose part would be too much beside what everybody gets gives its titles only.
    """
    site: list[Entry] = []
    names: list[Entry] = []
    folders: dict[str, list[Entry]] = {}
    for entry in entries:
        folder, _, page = str(entry["location"]).partition("/")
        if not page or folder in rules.whole:
            site.append(entry)
            continue
        folders.setdefault(folder, []).append(entry)
        if page.startswith(rules.named) and "#" not in page:
            names.append(_titled(entry))
    room, titled = rules.most - _weigh(site) - _weigh(names), {one["location"] for one in names}
    shards = {name: _fit(own, room, titled) for name, own in folders.items()}
    return SplitIndex(site, names, shards)


def _fit(entries: Sequence[Entry], room: int, titled: Collection[object]) -> Sequence[Entry]:
    """*entries* as they are where there is *room* for them.

    Else by title alone, those left out whose titles everybody has.
    """
    if _weigh(entries) <= room:
        return entries
    return [_titled(entry) for entry in entries if entry["location"] not in titled]


def _titled(entry: Entry) -> Entry:
    return {**entry, "text": ""}


def _weigh(entries: Sequence[Entry]) -> int:
    return len(dump_index(entries))
