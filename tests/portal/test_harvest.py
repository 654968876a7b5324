"""Counties' sites are brought in byte for byte; what is missing or wrong costs its county alone."""

from datetime import date
from pathlib import Path

import pytest

from builder.disclosure.gate import Allowance
from builder.disclosure.leaks import LeakKind
from builder.disclosure.published_files import Inspector, RawFinding
from builder.portal.harvest import Harvest, Rules, harvest_counties
from builder.portal.settings import Portal
from tests.portal.conftest import WriteCounty
from tests.portal.county_sites import CAMPAIGN, files_of, harvest, write_editions

LEAK = b"<p>\xe6\x89\x8b\xe6\x9c\xba 13800138000</p>"


def codes(harvested: Harvest) -> dict[str, list[tuple[str, str]]]:
    return {
        id_: [(one.kind.code, str(one.place)) for one in problems]
        for id_, problems in harvested.problems.items()
    }


@pytest.fixture
def portal_of_jia() -> Portal:
    """A portal of one county."""
    cities = [{"id": "east", "name": "东市", "counties": [{"id": "jia", "name": "甲县"}]}]
    return Portal.model_validate({"title": "示例", "authority": "示例", "cities": cities})


def test_every_file_comes_as_it_is(portal: Portal, counties: Path, bring: WriteCounty) -> None:
    """But what is hidden: the history that git keeps is nothing for the public."""
    folders = {id_: bring(id_) for id_ in ("jia", "yi")}
    expected = {id_: files_of(folder) for id_, folder in folders.items()}
    (folders["jia"] / ".git").mkdir()
    (folders["jia"] / ".git" / "config").write_bytes(LEAK)
    write_editions(bring("bing"), "2024")
    expected["bing"] = files_of(counties / "bing")

    harvested = harvest(portal, counties)

    assert harvested.problems == {}
    assert [site.county.id for site in harvested.sites] == ["jia", "yi", "bing"]
    assert {id_: files_of(counties.with_name("coming") / id_) for id_ in expected} == expected


def test_each_fault_is_told_and_the_others_come(
    portal: Portal, counties: Path, bring: WriteCounty
) -> None:
    bring("jia")
    bring("yi")
    (counties / "yi" / "index.html").unlink()
    (counties / "bing").mkdir()
    bring("ding")
    (counties / "readme.txt").write_text("各县网站", "utf-8")

    harvested = harvest(portal, counties)

    assert [site.county.id for site in harvested.sites] == ["jia"]
    assert codes(harvested) == {
        "yi": [("E804", "counties/yi/index.html")],
        "bing": [("E801", "counties/bing")],
        "ding": [("E802", "counties/ding")],
    }
    assert sorted(path.name for path in counties.with_name("coming").iterdir()) == ["jia"]


def test_no_folder_at_all(portal: Portal, counties: Path) -> None:
    counties.rmdir()

    harvested = harvest(portal, counties)

    assert harvested.sites == ()
    assert set(harvested.problems) == {"jia", "yi", "bing"}


def test_a_link_to_elsewhere_is_refused(
    portal_of_jia: Portal, counties: Path, bring: WriteCounty
) -> None:
    (bring("jia") / CAMPAIGN / "passwd.html").symlink_to("/etc/passwd")
    (counties / "jia" / "more").symlink_to("/etc")

    harvested = harvest(portal_of_jia, counties)

    assert harvested.sites == ()
    assert codes(harvested) == {
        "jia": [
            ("E805", "counties/jia/more"),
            ("E805", f"counties/jia/{CAMPAIGN}/passwd.html"),
        ]
    }
    assert list(counties.with_name("coming").iterdir()) == []


@pytest.mark.parametrize("published", [False, True], ids=["a site", "editions"])
@pytest.mark.parametrize("where", [f"{CAMPAIGN}/index.html", "index.html"])
def test_a_county_that_gives_something_away_is_held_back(
    portal_of_jia: Portal, counties: Path, bring: WriteCounty, where: str, *, published: bool
) -> None:
    """In its newest edition, or in a file beside the editions."""
    folder = bring("jia")
    if published:
        write_editions(folder, "2024")
        where = where if "/" not in where else f"2024/{where}"
    (folder / where).write_bytes(LEAK)

    harvested = harvest(portal_of_jia, counties)

    assert harvested.sites == ()
    ((problem,),) = harvested.problems.values()
    assert problem.kind.code == "E806"
    assert str(problem.place) == f"counties/jia/{where} 第1行"
    assert "手机号" in problem.wrong
    assert "13800138000" not in str(problem)


def test_the_same_value_in_many_places_is_told_once(
    portal_of_jia: Portal, counties: Path, bring: WriteCounty
) -> None:
    folder = bring("jia")
    for name in ("a.html", "b.html"):
        (folder / name).write_bytes(LEAK)

    harvested = harvest(portal_of_jia, counties)

    ((problem,),) = harvested.problems.values()
    assert "（等2处）" in problem.wrong


@pytest.mark.parametrize(("last", "held"), [(date(2025, 1, 20), False), (date(2025, 1, 19), True)])
def test_an_exception_of_the_portal_counts_up_to_its_day(
    portal_of_jia: Portal, counties: Path, bring: WriteCounty, last: date, *, held: bool
) -> None:
    """The county's data looks at 2025-01-20."""
    (bring("jia") / "a.html").write_bytes(LEAK)
    allowance = Allowance(LeakKind.MOBILE, "jia/a.html", last)

    harvested = harvest(portal_of_jia, counties, [allowance])

    assert bool(harvested.problems) == held


def test_files_that_were_clean_are_not_looked_at_again(
    portal_of_jia: Portal,
    counties: Path,
    bring: WriteCounty,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bring("jia")
    before = harvest(portal_of_jia, counties)
    seen: list[str] = []

    def look(_: Inspector, path: str, __: bytes) -> tuple[RawFinding, ...]:
        seen.append(path)
        return ()

    monkeypatch.setattr(Inspector, "inspect", look)
    rules = Rules((), counties / "no-theme", before.clean)

    (counties / "jia" / "new.html").write_bytes(b"<p>1</p>")
    after = harvest_counties(portal_of_jia, counties, counties.with_name("second"), rules)

    assert seen == ["new.html"]
    assert len(after.clean) == len(before.clean) + 1
