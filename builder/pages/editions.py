"""版次: every edition of the site, when it was published, what it is and what it put right."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.editions.chronicle import Chapter
from builder.pages import addresses
from builder.pages.edition_changes import INDEX_TITLE, TITLE, tell_chapter
from builder.pages.edition_words import edition_day, edition_nature, edition_title
from builder.pages.feeds import CORRECTIONS_FEED, CORRECTIONS_TITLE, correction_entries
from builder.pages.overview import Overview, crumbs
from builder.pages.page import Cell, Link, Page, Table, columns

FIRST = "首次发布，没有更早的版次可以相比。"
POLICY = (
    "每一版发布以后不再改动；发现差错的，另出更正版，写明改了什么、为什么，原来的一版仍可查看。",
    "已发布的各版可以在页面上方的版本菜单中选择。",
)


@dataclass(frozen=True, slots=True)
class EditionsView:
    """What the template places."""

    table: Table
    policy: tuple[str, ...]
    #: The feed of corrections; None where nothing was ever corrected.
    feed: Link | None


def editions_page(site: Overview) -> Page:
    """The list of all editions, the latest first."""
    start, chapters = addresses.EDITIONS, site.chronicle.chapters
    heads = columns("版次", "发布日期", "性质", "更正说明", "与前一版相比")
    rows = tuple(_row(start, one, first=one is chapters[-1]) for one in chapters)
    published = [chapter for chapter in chapters if not chapter.edition.is_draft]
    corrected = sum(bool(chapter.edition.corrects) for chapter in published)
    feed = addresses.link(start, CORRECTIONS_FEED)
    return Page(
        address=start,
        template="editions.md.j2",
        title=INDEX_TITLE,
        summary=f"已发布{len(published)}版，其中更正{corrected}版。",
        crumbs=crumbs(start, (INDEX_TITLE, start)),
        notices=site.notices,
        facts=(site.authorities,),
        view=EditionsView(
            Table(
                *("全部版次", heads, rows),
                sortable=False,
                narrow="cards",
            ),
            POLICY,
            Link(f"订阅“{CORRECTIONS_TITLE}”", feed) if correction_entries(site) else None,
        ),
    )


def edition_links(start: str, site: Overview) -> Iterator[Link]:
    """The ways from page *start* to what the site's own edition changed, and to all editions."""
    chapters = site.chronicle.chapters
    if chapters and chapters[0].compared is not None:
        page = addresses.edition_page(chapters[0].edition.id)
        yield Link(TITLE, addresses.link(start, page))
    if chapters:
        yield Link(INDEX_TITLE, addresses.link(start, addresses.EDITIONS))


def _row(start: str, chapter: Chapter, *, first: bool) -> tuple[Cell, ...]:
    edition = chapter.edition
    page = addresses.edition_page(edition.id) if chapter.compared is not None else ""
    link = addresses.link(start, page) if page else ""
    return (
        Cell(edition_title(edition), link, note=edition.id),
        Cell(edition_day(edition)),
        Cell(edition_nature(edition)),
        Cell(edition.notice or "—"),
        Cell(FIRST if first else tell_chapter(chapter)),
    )
