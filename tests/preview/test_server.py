"""What the server gives, to whom, and what it adds to a page."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import anyio
import pytest
import uvicorn
from rich.console import Console

from builder.preview.desk import Desk
from builder.preview.served_site import ServedSite
from builder.preview.server import _follow, address_of, create_app
from builder.preview.session import PortTakenError, open_port
from builder.preview.workshop import Draft
from builder.project import Project

ROOT = Path(__file__).parents[2]
MakeDraft = Callable[..., Draft]


@contextmanager
def serving(site: ServedSite, project: Project) -> Iterator[str]:
    desk = Desk(project, site, Console(quiet=True))
    listening = open_port(18000, several=True)
    config = uvicorn.Config(
        create_app(site, desk, lambda: server.should_exit), log_level="critical", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture
def site(tmp_path: Path) -> ServedSite:
    """Not started: the tests put the pages there themselves."""
    return ServedSite(tmp_path, ROOT / "mkdocs.yml")


@pytest.fixture
def url(site: ServedSite, tmp_path: Path) -> Iterator[str]:
    with serving(site, Project(tmp_path, tmp_path / "output")) as address:
        yield address


def get(url: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - the same
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def put(site: ServedSite, make_draft: MakeDraft, **pages: str) -> None:
    site.show(make_draft({f"{name}.md": text for name, text in pages.items()}))
    for page in site.queue.take():
        path = site.root / f"{page.removesuffix('.md')}.html"
        path.write_text(f"<html><body>{pages[path.stem]}</body></html>", encoding="utf-8")
        site.queue.done([page])


def test_before_there_is_a_site_every_page_says_to_wait(url: str) -> None:
    status, text = get(f"{url}/county/index.html")

    assert status == 503
    assert "还没有这一页" in text
    assert 'data-page="county/index.md" data-revision="0"' in text


def test_a_page_gets_the_bar_and_its_file_stays_as_it_is(
    site: ServedSite, url: str, make_draft: MakeDraft
) -> None:
    put(site, make_draft, index="首页")

    status, text = get(f"{url}/")

    assert status == 200
    assert text.startswith("<html><body>首页<script src=")
    assert text.endswith("</script></body></html>")
    assert "script" not in (site.root / "index.html").read_text(encoding="utf-8")


def test_a_page_that_is_still_being_built_is_waited_for(
    site: ServedSite, url: str, make_draft: MakeDraft
) -> None:
    put(site, make_draft, index="旧")
    site.show(make_draft({"index.md": "新"}))

    def build() -> None:
        taken = site.queue.take()
        (site.root / "index.html").write_text("<body>新</body>", encoding="utf-8")
        site.queue.done(taken)

    timer = threading.Timer(0.2, build)
    timer.start()

    assert get(f"{url}/index.html")[1].startswith("<body>新<script")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example"])
def test_a_page_asked_for_under_another_name_is_refused(
    site: ServedSite, url: str, make_draft: MakeDraft, host: str
) -> None:
    """So no site elsewhere can have a name of its own point here and read along."""
    put(site, make_draft, index="首页")

    assert get(f"{url}/", Host=host)[0] == 400
    assert get(f"{url}/__preview/problems", Host=host)[0] == 400
    assert get(f"{url}/", Host="localhost")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../pages/index.md",
        "/%2e%2e/pages/index.md",
        "/..%2fpages%2findex.md",
        "/..%5cpages%5cindex.md",
        "//etc/passwd",
        "/a%00b.html",
        "/assets/",
    ],
)
def test_nothing_but_the_site_is_given_and_no_folder_is_listed(
    site: ServedSite, url: str, make_draft: MakeDraft, path: str
) -> None:
    put(site, make_draft, index="首页")
    (site.root / "assets").mkdir()

    status, text = get(f"{url}{path}")

    assert status == 404
    assert "首页" not in text


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/", "index.md"),
        ("/county/", "county/index.md"),
        ("/county/units/D01.html", "county/units/D01.md"),
        ("/county/../index.html", "index.md"),
        ("/data/a.csv", "data/a.csv"),
    ],
)
def test_the_page_of_a_path(path: str, address: str) -> None:
    assert address_of(path) == address


def test_a_port_that_is_taken_is_told_or_passed_over() -> None:
    with open_port(18100, several=True) as first:
        taken = first.getsockname()[1]
        with pytest.raises(PortTakenError) as told:
            open_port(taken, several=False)
        assert told.value.port == taken
        with open_port(taken, several=True) as second:
            assert taken < second.getsockname()[1] < taken + 20


def test_the_bar_gets_its_script_and_the_list_behind_it(url: str) -> None:
    status, script = get(f"{url}/__preview/preview.js")

    assert (status, "EventSource" in script) == (200, True)
    assert get(f"{url}/__preview/problems") == (200, "[]")


def test_a_page_is_told_when_there_is_something_new(site: ServedSite, url: str) -> None:
    """The first message comes at once, the next when the page was built anew."""
    with urllib.request.urlopen(f"{url}/__preview/events?page=/", timeout=10) as answer:  # noqa: S310 - our own server
        first = json.loads(answer.readline().decode().removeprefix("data: "))
        assert site.queue.looked_at() == {"index.md"}
        answer.readline()
        site._revisions["index.md"] += 1  # noqa: SLF001 - as building does
        second = json.loads(answer.readline().decode().removeprefix("data: "))

    assert (first["phase"], first["revision"]) == ("working", 0)
    assert (second["version"], second["revision"]) == (first["version"], 1)


def test_what_there_is_not_of_a_page_is_not_found(
    site: ServedSite, url: str, make_draft: MakeDraft
) -> None:
    put(site, make_draft, index="首页")

    status, text = get(f"{url}/assets/none.css")

    assert (status, text) == (404, "Not Found")
    assert get(f"{url}/none.html")[0] == 404


def test_a_file_that_is_no_page_is_given_as_it_is(
    site: ServedSite, url: str, make_draft: MakeDraft
) -> None:
    put(site, make_draft, index="首页")
    (site.root / "data.csv").write_bytes("地区,分\n".encode())

    with urllib.request.urlopen(f"{url}/data.csv", timeout=10) as answer:  # noqa: S310 - our own server
        assert answer.read().decode() == "地区,分\n"
        assert answer.headers["Cache-Control"] == "no-store"


def test_following_tells_nothing_twice_and_ends_with_the_server(
    site: ServedSite, tmp_path: Path
) -> None:
    desk = Desk(Project(tmp_path, tmp_path / "output"), site, Console(quiet=True))
    endings = iter([False, False, True])

    async def follow() -> list[str]:
        following = _follow(site, desk, "index.md", lambda: next(endings))
        return [message async for message in following]

    # The browser that other tests of this process use has a loop of its own in this thread.
    with ThreadPoolExecutor(1) as pool:
        assert len(pool.submit(anyio.run, follow).result()) == 1
    assert site.queue.looked_at() == set()
