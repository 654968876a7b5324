"""Published editions as readers have them: in a column of a portal, from disk, on paper.

Three editions of the demo's year, unzipped from the bundle under a sub-path.
"""

import functools
import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page, expect

from builder.formats.git_reading import find_repository
from builder.project import Project
from builder.publishing.bundle import WHOLE, bundle_editions
from builder.publishing.case import open_case, open_home
from builder.publishing.draft import make_draft
from tests.demo.edition_year import QUIET, STEPS, YEAR, git, publish_year

pytestmark = pytest.mark.usefixtures("copied_generator")

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
SHOW = """scheme => {
  const still = new CSSStyleSheet();
  still.replaceSync("* { transition: none !important }");
  document.adoptedStyleSheets = [still];
  document.body.setAttribute("data-md-color-scheme", scheme);
  document.documentElement.dataset.gsScheme = scheme;
}"""
JUDGE = """() => axe.run({
  runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
  resultTypes: ["violations"],
}).then(judged => judged.violations.flatMap(rule => rule.nodes.map(
  node => `${rule.id}: ${node.target}`)))"""

FIRST, SECOND, CORRECTION = (step.id for step in STEPS[:3])
UNIT = f"{YEAR}q1/units/T01.html"


class Silent(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Says nothing."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three editions, the third a correction of the second."""
    return publish_year(tmp_path_factory.mktemp("editions") / "project", STEPS[:3], whole=True)


@pytest.fixture(scope="module")
def column(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of all editions, unzipped in a portal's folder."""
    portal = tmp_path_factory.mktemp("portal") / "zwgk" / "pinggu"
    content = bundle_editions(find_repository(project.root), "publication", WHOLE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(portal)
    return portal


@pytest.fixture(scope="module")
def address(column: Path) -> Iterator[str]:
    handler = functools.partial(Silent, directory=str(column.parent.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/zwgk/pinggu"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def told(page: Page) -> list[str]:
    """What the console says, and every request that fails."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda asked: said.append(asked.url))
    return said


#: A colour that is still on its way to another has no contrast to be judged.
STILL = """() => {
  const still = new CSSStyleSheet();
  still.replaceSync("* { transition: none !important }");
  document.adoptedStyleSheets.push(still);
}"""


def faults(page: Page, url: str, scheme: str = "default") -> list[str]:
    """What axe-core says against a page by WCAG 2.2 AA, in light or dark (slate)."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.evaluate(STILL)
    page.evaluate(SHOW, scheme)
    page.evaluate(AXE)
    return list(page.evaluate(JUDGE))


def choices(page: Page) -> list[str]:
    """The titles that the selector offers."""
    expect(page.locator(".md-version__current")).to_be_attached()
    return [text.strip() for text in page.locator(".md-version__link").all_text_contents()]


def test_the_root_of_the_column_leads_to_the_newest_edition(page: Page, address: str) -> None:
    page.goto(f"{address}/")

    page.wait_for_url(f"{address}/{quote(CORRECTION)}/index.html")


@pytest.mark.parametrize("edition", [FIRST, SECOND, CORRECTION, "latest"])
def test_the_selector_offers_every_edition_and_shows_its_own(
    page: Page, told: list[str], address: str, edition: str
) -> None:
    page.goto(f"{address}/{quote(edition)}/{UNIT}")

    own = next(step.title for step in STEPS if step.id == edition.replace("latest", CORRECTION))
    assert choices(page) == [STEPS[2].title, STEPS[1].title, STEPS[0].title]
    expect(page.locator(".md-version__current")).to_have_text(own)
    page.wait_for_load_state("networkidle")
    assert told == []


@pytest.mark.parametrize(
    ("name", "found"),
    [("index.html", "index.html"), (UNIT, UNIT), (f"{YEAR}q2/units/T01.html", "index.html")],
    ids=["home", "a page that it has", "a page that it hasn't"],
)
def test_the_selector_leads_to_the_same_page_of_another_edition(
    page: Page, address: str, name: str, found: str
) -> None:
    page.goto(f"{address}/{quote(CORRECTION)}/{name}")
    choices(page)

    page.locator(".md-version__current").focus()
    page.locator(".md-version__link", has_text=STEPS[0].title).click()

    page.wait_for_url(f"{address}/{FIRST}/{found}")
    expect(page.locator(".md-version__current")).to_have_text(STEPS[0].title)


def test_large_type_holds_for_all_editions(page: Page, address: str) -> None:
    page.goto(f"{address}/{quote(CORRECTION)}/{UNIT}")
    page.get_by_role("button", name="大字版").click()

    page.goto(f"{address}/{FIRST}/{UNIT}")

    expect(page.get_by_role("button", name="标准版")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.gsType") == "large"


@pytest.mark.parametrize(
    ("edition", "old"), [(FIRST, True), (SECOND, True), (CORRECTION, False), ("latest", False)]
)
def test_readers_of_an_old_edition_are_told_of_the_newest(
    page: Page, address: str, edition: str, *, old: bool
) -> None:
    page.goto(f"{address}/{quote(edition)}/{UNIT}")
    choices(page)
    banner = page.get_by_text("您看的是以前发布的版次")

    expect(banner).to_be_visible(visible=old)
    if old:
        page.get_by_role("link", name="看最新的版次").click()
        page.wait_for_url(f"{address}/latest/index.html")


def test_every_page_of_a_correction_says_what_it_corrects(page: Page, address: str) -> None:
    page.goto(f"{address}/{quote(CORRECTION)}/{UNIT}")

    notice = page.locator(".gs-correction")
    expect(notice).to_contain_text(f"本版更正了“{STEPS[1].title}” {STEPS[2].notice}")
    notice.get_by_role("link", name="更正与变化").click()
    page.wait_for_url(f"{address}/{quote(CORRECTION)}/editions/{quote(CORRECTION)}.html")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("edition", [SECOND, CORRECTION])
def test_axe_finds_nothing_wrong_with_banners_and_selector(
    page: Page, address: str, edition: str
) -> None:
    url = f"{address}/{quote(edition)}/{UNIT}"

    assert [*faults(page, url), *faults(page, url, "slate")] == []


def test_no_page_of_another_edition_speaks_of_a_correction(page: Page, address: str) -> None:
    page.goto(f"{address}/{SECOND}/{UNIT}")
    choices(page)

    expect(page.locator(".gs-correction")).to_have_count(0)


def test_opened_from_disk_there_is_no_selector_and_nothing_fails(
    page: Page, told: list[str], column: Path
) -> None:
    for name in ("index.html", UNIT):
        page.goto((column / CORRECTION / name).as_uri())
        page.wait_for_load_state("networkidle")
        expect(page.locator(".gs-correction")).to_be_visible()
        expect(page.locator(".md-version")).to_have_count(0)
    page.goto((column / "index.html").as_uri())
    page.wait_for_url(f"**/{quote(CORRECTION)}/index.html")
    page.wait_for_load_state("networkidle")

    assert told == []


def test_every_page_of_every_edition_is_still_there(project: Project, column: Path) -> None:
    """A later edition has all pages of an earlier one, and no byte of that has changed."""
    pages = {
        step.id: {p.relative_to(column / step.id) for p in (column / step.id).rglob("*.html")}
        for step in STEPS[:3]
    }
    commits = git(project.root, "rev-list", "--reverse", "publication").split()

    assert len(pages[FIRST]) > 30
    assert pages[FIRST] < pages[SECOND] < pages[CORRECTION]
    for step, commit in zip(STEPS[:3], commits, strict=True):
        then = git(project.root, "rev-parse", f"{commit}:{step.id}")
        assert then == git(project.root, "rev-parse", f"publication:{step.id}")


def test_pages_that_nothing_changed_are_the_same_blobs(column: Path) -> None:
    """The correction changed the first quarter; of the second, units still read the same."""
    page = f"{YEAR}q2/compare/zichuan-2022-townships.html"

    assert (column / SECOND / page).read_bytes() == (column / CORRECTION / page).read_bytes()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "name",
    [
        *("editions/index.html", f"editions/{CORRECTION}.html"),
        *(f"{YEAR}q1/sources/T01.html", f"{YEAR}q1/units/T07.html"),
    ],
)
def test_axe_finds_nothing_wrong_on_pages_about_editions(
    page: Page, address: str, name: str, width: int
) -> None:
    """T07's page tells an objection that was upheld, and what changed with it."""
    url = f"{address}/{quote(CORRECTION)}/{quote(name)}"
    page.set_viewport_size({"width": width, "height": 900})

    assert faults(page, url) == []
    assert faults(page, url, "slate") == []


def test_what_changed_can_be_filtered_by_cause(page: Page, address: str) -> None:
    """A cause of two words is one choice; only 示例九镇 filed late."""
    page.goto(f"{address}/{quote(CORRECTION)}/editions/{quote(CORRECTION)}.html")
    causes = page.get_by_label("原因").first

    causes.select_option("补报或换报")

    table = page.get_by_role("table").first
    expect(table.locator("tbody tr:visible")).to_have_count(1)
    expect(table.locator("tbody tr:visible")).to_contain_text("示例九镇")


def test_the_branch_grows_by_less_than_2_mb_an_edition(project: Project) -> None:
    """Packed as `git gc` packs it, and what inputs and branch share left aside."""
    git(project.root, "gc", "--quiet")
    commits = git(project.root, "rev-list", "--reverse", "publication").split()
    sizes = [int(size(project.root, commit)) for commit in commits]
    grown = [size - before for before, size in zip([0, *sizes], sizes, strict=False)]

    assert max(grown) < 2_000_000, grown


def size(root: Path, commit: str) -> str:
    return git(root, "rev-list", "--objects", "--disk-usage", commit, "^main")


def test_a_draft_says_so_on_every_page_and_on_paper(
    project: Project, page: Page, told: list[str]
) -> None:
    case = open_case(open_home(project), "2022Q3")
    draft = make_draft(case, QUIET)
    pages = sorted(draft.home.parent.rglob("*.html"))
    bare = [path for path in pages if 'class="gs-watermark"' not in path.read_text("utf-8")]

    assert [path.name for path in bare] == ["404.html"]
    page.goto((draft.home.parent / UNIT).as_uri())
    expect(page.get_by_text("草稿：还没有签发")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".gs-watermark")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert told == []
    page.emulate_media(media="screen")
    assert faults(page, (draft.home.parent / UNIT).as_uri()) == []
