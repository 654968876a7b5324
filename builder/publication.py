"""The disclosure gate at work: what it lets through is written, everything else stops the run."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from builder.disclosure.gate import Allowance, DisclosureBlockedError, Finding, Origin, judge
from builder.disclosure.leaks import LeakKind
from builder.disclosure.published_files import ZIPPED, Inspector, RawFinding, sightings_in
from builder.formats.excel_reading.reader import Reader
from builder.formats.excel_reading.source import Source
from builder.formats.package_texts import Package
from builder.formats.sheets import Workbook
from builder.intake.calendar import SETTINGS
from builder.intake.personal import texts_of
from builder.intake.personal_settings import texts_in
from builder.model.returns import CampaignReturns, answers_in
from builder.office.desk import Desk
from builder.scoring.campaigns import ScoredCampaign
from builder.site_inspection import NOTHING_CLEAN, Pages, inspect_site

Content = TypeVar("Content", bytes, str | bytes)

#: Papers that go back to the unit that wrote what is in them, and to nobody else.
_RETURNED = "退回修改/"


@dataclass(frozen=True, slots=True)
class Checked:
    """Files (path → content), and what they give away; nobody has judged that yet."""

    files: Mapping[str, str | bytes]
    found: tuple[RawFinding, ...]
    #: Why some of them couldn't be made, in words.
    faults: tuple[str, ...] = ()


def check_pages(files: Mapping[str, bytes]) -> Checked:
    """*files* of the site with what they give away."""
    return page_check()(files)


def page_check() -> Callable[[Mapping[str, bytes]], Checked]:
    """What checks files as `check_pages` does, and no line twice, in whichever files it stands."""
    inspector = Inspector()
    return lambda files: Checked(files, tuple(_inspect(inspector, files)))


def check_papers(campaign: str, desk: Desk) -> Checked:
    """The office's papers on *campaign*, with what those give away that leave the office.

    What goes back to the unit that wrote it isn't looked at.
    """
    files = {f"office/{campaign}/{name}": content for name, content in desk.papers.items()}
    leaving = {name: content for name, content in files.items() if _RETURNED not in name}
    return Checked(files, tuple(_inspect(Inspector(), leaving)), desk.faults)


class Gate:
    """The one door of everything that is published: pages, data, papers, pictures, names."""

    def __init__(
        self, scored: Mapping[str, ScoredCampaign], allowances: Sequence[Allowance] = ()
    ) -> None:
        self._scored, self._allowances = scored, allowances
        self._inspector = Inspector()
        #: The paths at which something was found and let pass.
        self._leaking: set[str] = set()

    def passed(self, files: Mapping[str, Content]) -> Mapping[str, Content]:
        """*files* (path → content), when none gives anything away.

        Raises DisclosureBlockedError otherwise.
        """
        self.judge(_inspect(self._inspector, files))
        return files

    def pass_papers(self, papers: Mapping[str, str | bytes]) -> Mapping[str, str | bytes]:
        """The office's *papers*, as `passed`; what goes back to its own unit isn't looked at."""
        leaving = {name: text for name, text in papers.items() if _RETURNED not in name}
        self.passed({f"office/{name}": content for name, content in leaving.items()})
        return papers

    def pass_site(
        self, site: Path, pages: Path, own: Path, clean: frozenset[str] = NOTHING_CLEAN
    ) -> frozenset[str]:
        """Looks at what the site generator made in the folder *site*, as `inspect_site` does.

        The folder *pages* holds what it made it of, which this gate has let pass. Gives the
        fingerprints of all files that are clean. Raises DisclosureBlockedError and OSError.
        """
        looked = inspect_site(site, Pages(pages, self._leaking), own, clean)
        self.judge(looked.found)
        return looked.clean

    def judge(self, found: Iterable[RawFinding]) -> None:
        """Lets *found* pass where all of it may be published.

        Raises DisclosureBlockedError otherwise.
        """
        told = tuple(found)
        # The results are brought to tell where it came from: where nothing was found, none is.
        if told and (findings := judge(told, self._origins, self._allowances, self._days())):
            raise DisclosureBlockedError(findings)
        self._leaking.update(one.path for one in told)

    def _days(self) -> Mapping[str, date]:
        return {id_: item.result.campaign.last_day for id_, item in self._scored.items()}

    def _origins(self) -> Iterator[Origin]:
        for id_, item in self._scored.items():
            yield from origins(id_, item.result.returns)
            settings = item.result.campaign.model_dump(mode="json")
            yield from (Origin(s[-1], f"{id_}/{SETTINGS}") for _, s in texts_in(settings))


def _inspect(inspector: Inspector, files: Mapping[str, str | bytes]) -> Iterator[RawFinding]:
    for path, content in files.items():
        written = content if isinstance(content, bytes) else content.encode()
        yield from inspector.inspect(path, written)


def screen_files(
    files: Iterable[Source], reader: Reader, allowances: Sequence[Allowance] = ()
) -> tuple[Finding, ...]:
    """What *files* as they came in give away, the unseen parts of them too.

    Somebody sent them: it is *reader* that takes them apart. Raises OSError where one can't be
    read.
    """
    inspector = Inspector()
    found = (
        one
        for file in files
        for one in (*inspector.inspect_name(file.file), *_screen(file, reader, inspector))
    )
    return judge(found, tuple, allowances, {})


def _screen(file: Source, reader: Reader, inspector: Inspector) -> Iterator[RawFinding]:
    with file.path.open("rb") as stream:
        zipped = stream.read(len(ZIPPED)) == ZIPPED
    if zipped:
        yield from _screen_package(file, reader.package(file), inspector)
    elif book := reader.read(file)[0]:
        yield from _screen_sheets(file, book)
        yield from _screen_package(file, reader.unseen(file), inspector)
    else:
        yield from inspector.inspect_content(file.file, file.path.read_bytes())


def _screen_package(
    file: Source, package: Package | None, inspector: Inspector
) -> Iterator[RawFinding]:
    if package is None:
        yield RawFinding(file.file, "", LeakKind.UNKNOWN_FILE, file.file)
    else:
        yield from inspector.inspect_package(file.file, package)


def _screen_sheets(file: Source, book: Workbook) -> Iterator[RawFinding]:
    for sheet in book.visible:
        for part, sighting in sightings_in(texts_of(sheet)):
            where = part.where(sighting.index)
            yield RawFinding(file.file, where, sighting.kind, sighting.value)


def origins(campaign: str, returns: CampaignReturns) -> Iterator[Origin]:
    """Every text that came in for *campaign*, names of files and sheets among them, with places."""
    for file in returns.inputs:
        yield Origin(file.file, f"{campaign}/{file.file}（文件名）")
    sheets: set[tuple[str, str]] = set()
    for answer in answers_in(returns):
        if answer.place is not None:
            sheets.add((answer.place.file, answer.place.sheet))
            yield Origin(answer.shown, f"{campaign}/{answer.place}")
            yield Origin(answer.reason, f"{campaign}/{answer.place}（核定理由）")
    for name, sheet in sorted(sheets):
        yield Origin(sheet, f"{campaign}/{name}（工作表名）")
