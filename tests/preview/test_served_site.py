"""The folder that is served holds what the site generator makes of all pages at once."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder.generator.running_program import Answer, SiteBuildError
from builder.mkdocs_build import SiteGenerator
from builder.preview import served_site
from builder.preview.served_site import ServedSite
from builder.preview.workshop import Draft

ROOT = Path(__file__).parents[2]
MakeDraft = Callable[..., Draft]

PAGES = {
    "index.md": "# 首页\n\n[一](county/index.md)\n",
    "county/index.md": "# 示例县\n\n第一段\n\n## 小节\n\n文字\n",
    "county/units/D01.md": "# 县民政局\n\n得分 90\n",
    "county/units/D02.md": "# 县司法局\n\n得分 80\n",
}
PATIENCE = 30


@pytest.fixture
def site(tmp_path: Path) -> Iterator[ServedSite]:
    served = ServedSite(tmp_path, ROOT / "mkdocs.yml")
    served.start()
    yield served
    served.close()


def show(site: ServedSite, draft: Draft) -> None:
    site.show(draft)
    assert site.queue.wait_for(draft.pages, PATIENCE)
    assert site.faults == {}


def at_once(folder: Path, draft: Draft) -> dict[str, str]:
    """What a build of all pages of *draft* makes."""
    pages = folder / "all"
    for address, text in draft.pages.items():
        (pages / address).parent.mkdir(parents=True, exist_ok=True)
        (pages / address).write_bytes(text)
    with SiteGenerator(ROOT / "mkdocs.yml") as generator:
        generator.build(pages, folder / "plain", draft.navigation)
    return html_files(folder / "plain")


def html_files(site: Path) -> dict[str, str]:
    files = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in files}


def found(site: Path) -> list[tuple[str, str]]:
    """What the search index knows, in any order."""
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    script = (site / "search/search_index.js").read_text(encoding="utf-8")
    assert script.removeprefix("var __index = ") == json.dumps(index, separators=(",", ":"))
    return sorted((doc["location"], doc["title"] + doc["text"]) for doc in index["docs"])


def test_pages_built_a_few_at_a_time_are_those_of_a_build_of_all(
    site: ServedSite, make_draft: MakeDraft, tmp_path: Path
) -> None:
    """First everything, then a page more, one less and one other, with another menu at last."""
    show(site, make_draft(PAGES))
    assert site.revision("county/units/D01.md") == 1
    other = {
        **PAGES,
        "county/units/D02.md": "# 县司法局\n\n得分 85\n",
        "new/index.md": "# 新任务\n",
    }
    del other["county/units/D01.md"]
    show(site, make_draft(other))
    assert site.revision("county/units/D01.md") == 2
    assert site.revision("county/units/D02.md") == 2
    assert site.revision("index.md") == 1
    last = make_draft(other, menu="主页")
    show(site, last)
    assert site.revision("index.md") == 2

    expected = at_once(tmp_path, last)

    assert html_files(site.root) == expected
    assert found(site.root) == found(tmp_path / "plain")
    assert re.search(r"得分 85", expected["county/units/D02.html"])


def test_a_page_that_cannot_be_built_is_told_and_built_once_it_can(
    site: ServedSite, make_draft: MakeDraft
) -> None:
    """MkDocs warns of a link that leads nowhere, as it does when the site is built in earnest."""
    broken = {**PAGES, "index.md": "# 首页\n\n[一](lost/index.md)\n"}
    site.show(make_draft(broken))
    assert site.queue.wait_for(broken, PATIENCE)
    told = {page: messages for page, messages in site.faults.items() if page == "index.md"}
    assert "lost/index.md" in told["index.md"][0]

    show(site, make_draft(PAGES))


def test_open_data_follows_without_a_build(site: ServedSite, tmp_path: Path) -> None:
    site.place_data({"data/a.csv": b"1", "data/b.csv": b"2"})
    site.place_data({"data/a.csv": b"3"})

    assert (site.root / "data/a.csv").read_bytes() == b"3"
    assert not (site.root / "data/b.csv").exists()
    assert not (tmp_path / "pages/data/b.csv").exists()


class Failing:
    """A site generator that dies at the first page, and builds from its second life on."""

    lives = 0

    def __init__(self, _: Path) -> None:
        type(self).lives += 1
        self.alive = True

    def try_build(self, *_: object) -> Answer:
        """Dies, or builds nothing."""
        if self.lives == 1:
            self.alive = False
            message = "建站程序意外停止"
            raise SiteBuildError(message)
        return Answer((), "", 1)

    def close(self) -> None:
        """Ends."""


def test_a_generator_that_died_is_told_of_and_started_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_draft: MakeDraft
) -> None:
    monkeypatch.setattr(served_site, "SiteGenerator", Failing)
    monkeypatch.setattr(Failing, "lives", 0)
    site = ServedSite(tmp_path, ROOT / "mkdocs.yml")
    site.start()

    site.show(make_draft({"index.md": "一"}))
    assert site.queue.wait_for(["index.md"], PATIENCE)
    assert site.faults == {"index.md": ("建站程序意外停止",)}
    site.show(make_draft({"index.md": "二"}))
    assert site.queue.wait_for(["index.md"], PATIENCE)

    assert (site.faults, Failing.lives) == ({}, 2)
    site.close()


def test_a_site_that_was_never_started_ends_too(tmp_path: Path) -> None:
    ServedSite(tmp_path, ROOT / "mkdocs.yml").close()
