"""The way to the pages just before and just after one of a row of pages."""

from collections.abc import Sequence

from builder.pages import addresses
from builder.pages.page import Link


def neighbour_links(
    start: str, row: Sequence[tuple[str, str]], words: tuple[str, str]
) -> tuple[Link, ...]:
    """Links from page *start* to those beside it in *row*, which holds titles and addresses.

    *words* say what the one before and the one after are: 上一名, 下一名. Nothing where *start*
    isn't in the row.
    """
    pages = [address for _, address in row]
    if start not in pages:
        return ()
    place = pages.index(start)
    around = zip((place - 1, place + 1), words, strict=True)
    return tuple(
        Link(f"{word}：{row[other][0]}", addresses.link(start, row[other][1]))
        for other, word in around
        if 0 <= other < len(row)
    )
