"""The counties' sites brought in: copied as they are, looked through by the disclosure gate, read.

A county whose site is missing, broken or gives something away costs itself alone.
"""

import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from builder.disclosure.gate import Allowance, Finding, covered, judge, masked
from builder.disclosure.published_files import Inspector, RawFinding
from builder.editions.edition_log import FILE as LOG
from builder.model import portal_problem_kinds as kinds
from builder.model.places import TextPlace
from builder.model.problems import Problem
from builder.portal.county_site import CountySite, read_county
from builder.portal.settings import County, Portal
from builder.site_inspection import inspect_site


@dataclass(frozen=True, slots=True)
class Harvest:
    """What came in."""

    #: Those that go into the portal, in its order.
    sites: tuple[CountySite, ...]
    #: What is wrong, by county or folder.
    problems: Mapping[str, tuple[Problem, ...]]
    #: The fingerprints of all files that give nothing away.
    clean: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the gate goes by."""

    allowances: Sequence[Allowance]
    #: The theme of the project, of which files are looked at wherever they lie.
    own: Path
    #: The fingerprints of files that gave nothing away before.
    clean: frozenset[str]


def harvest_counties(portal: Portal, folder: Path, target: Path, rules: Rules) -> Harvest:
    """Brings what lies in *folder*, a county a subfolder, to *target*; tells what didn't come.

    Raises OSError.
    """
    sites: list[CountySite] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    clean: set[str] = set()
    for county in portal.counties:
        site, found = _bring(county, folder, target, rules, clean)
        if site is None or found:
            problems[county.id] = tuple(map(covered, found))
            shutil.rmtree(target / county.id, ignore_errors=True)
        else:
            sites.append(site)
    for name in _unlisted(portal, folder):
        place = TextPlace(f"{folder.name}/{name}")
        problems[name] = (covered(kinds.UNLISTED.at(place, folder=name)),)
    return Harvest(tuple(sites), problems, frozenset(clean))


def _bring(
    county: County, folder: Path, target: Path, rules: Rules, clean: set[str]
) -> tuple[CountySite | None, tuple[Problem, ...]]:
    source, copy = folder / county.id, target / county.id
    place = TextPlace(f"{folder.name}/{county.id}")
    if not source.is_dir() or not any(_names(source)):
        return None, (kinds.NO_SITE.at(place, name=county.name),)
    if linked := tuple(_copy(source, copy)):
        places = (TextPlace(masked(f"{place.file}/{name}")) for name in linked)
        return None, tuple(kinds.LINKED.at(one, name=county.name) for one in places)
    site, problems = read_county(copy, county)
    if site is None:
        told = (replace(one, place=_place_in(one, copy, folder)) for one in problems)
        return None, tuple(told)
    findings = _find_leaks(site, copy, rules, clean)
    return site, tuple(_leak(one, county, folder) for one in findings)


def _place_in(problem: Problem, copy: Path, folder: Path) -> TextPlace:
    """Where the office finds what was read in the *copy*."""
    file = problem.place.file.removeprefix(f"{copy.parent.name}/")
    return TextPlace(masked(f"{folder.name}/{file}"))


def _unlisted(portal: Portal, folder: Path) -> Iterator[str]:
    known = {county.id for county in portal.counties}
    if folder.is_dir():
        names = sorted(path.name for path in _names(folder) if path.is_dir())
        yield from (name for name in names if name not in known)


def _names(folder: Path) -> Iterator[Path]:
    """What lies in *folder*, but what is hidden: git's own folder, what a system left."""
    return (path for path in folder.iterdir() if not path.name.startswith("."))


def _copy(source: Path, target: Path) -> Iterator[str]:
    """Copies every file, byte for byte; gives what is none, by its path. Raises OSError."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(_names(source)):
        mode = os.lstat(path).st_mode
        if stat.S_ISDIR(mode):
            inner = _copy(path, target / path.name)
            yield from (f"{path.name}/{name}" for name in inner)
        elif stat.S_ISREG(mode):
            shutil.copyfile(path, target / path.name)
        else:
            yield path.name


def _find_leaks(site: CountySite, copy: Path, rules: Rules, clean: set[str]) -> tuple[Finding, ...]:
    """What the files of a county give away that may not be published; others are *clean*."""
    found: list[RawFinding] = []
    for root in _site_roots(copy):
        looked = inspect_site(root, None, rules.own, rules.clean)
        start = root.relative_to(copy.parent).as_posix()
        found += [replace(one, path=f"{start}/{one.path}") for one in looked.found]
        clean |= looked.clean
    found += _look_beside(copy)
    return judge(found, tuple, rules.allowances, {site.county.id: site.last_day})


def _site_roots(copy: Path) -> list[Path]:
    """The folders in which a site begins: one an edition, where there are any."""
    if not (copy / LOG).is_file():
        return [copy]
    return sorted(path for path in copy.iterdir() if path.is_dir())


def _look_beside(copy: Path) -> Iterator[RawFinding]:
    """What the files beside the folders of editions give away."""
    if (copy / LOG).is_file():
        inspector = Inspector()
        files = sorted(path for path in copy.iterdir() if path.is_file())
        yield from chain.from_iterable(
            inspector.inspect(f"{copy.name}/{path.name}", path.read_bytes()) for path in files
        )


def _leak(finding: Finding, county: County, folder: Path) -> Problem:
    more = f"（等{len(finding.places)}处）" if len(finding.places) > 1 else ""
    place = TextPlace(f"{folder.name}/{finding.places[0]}")
    return kinds.LEAKING.at(place, kind=finding.kind.value, more=more, name=county.name)
