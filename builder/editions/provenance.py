"""数据来历: every version of a unit's returns in git, and which cells changed between them."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.editions.change import CellChange
from builder.editions.rule_changes import NONE
from builder.formats.git_reading import Commit, FileVersion, Repository, is_shallow, read_blobs
from builder.formats.workbook_text import CellTexts, read_cell_texts
from builder.model.places import CellPlace

#: A blob's id and its path in the campaign's folder.
Blob = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReturnVersion:
    """What one commit made of one file of a unit."""

    commit: Commit
    #: Path relative to the campaign's folder.
    file: str
    #: Of its content; None where the commit took the file away.
    sha256: str | None
    #: The file that it follows, which may have another name; empty where it follows none.
    before: str = ""
    #: The cells that show something else than before, by sheet, row and column.
    changes: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """What git knows of one unit's returns in one campaign."""

    campaign: str
    #: Unit id and name.
    unit: str
    name: str
    #: The oldest first.
    versions: tuple[ReturnVersion, ...]
    #: Whether the clone lacks earlier commits, so that the first version may not be the first.
    shallow: bool


@dataclass(frozen=True, slots=True)
class CampaignFiles:
    """Every version of every file of a campaign's folder that git knows."""

    repository: Repository
    #: The campaign's folder as a path from the repository's root.
    folder: str
    versions: tuple[FileVersion, ...]

    def inside(self, version: FileVersion) -> str:
        """The path of *version* in the campaign's folder."""
        return version.path.removeprefix(f"{self.folder}/")

    def contents(self) -> Mapping[Blob, bytes]:
        """The bytes of every version by id and path. Raises GitError where one isn't there."""
        pairs = [(version.blob, self.inside(version)) for version in self.versions if version.blob]
        found = read_blobs(self.repository, [blob for blob, _ in pairs]) if pairs else {}
        return {(blob, file): found[blob] for blob, file in pairs}


def trace_returns(
    files: CampaignFiles, unit: str, name: str, owners: Mapping[Blob, str]
) -> History:
    """The versions of the returns of *unit*; *owners* says whose each version is.

    A version follows the one before of the same file; a file of another name follows that file of
    the unit, there or just taken away, of which most cells are the same. Raises GitError.
    """
    shallow = is_shallow(files.repository)
    return _history(files, files.contents(), (unit, name), owners, shallow=shallow)


def trace_all(
    files: CampaignFiles,
    contents: Mapping[Blob, bytes],
    names: Mapping[str, str],
    owners: Mapping[Blob, str],
) -> Mapping[str, History]:
    """Unit id → history, as `trace_returns` has it, of those of *names* that filed anything.

    *contents* are those of *files*, *names* the units' by id. Raises GitError.
    """
    filed = set(owners.values())
    shallow = is_shallow(files.repository)
    return {
        unit: _history(files, contents, (unit, name), owners, shallow=shallow)
        for unit, name in names.items()
        if unit in filed
    }


def compare_cells(old: CellTexts, new: CellTexts, file: str) -> tuple[CellChange, ...]:
    """The cells that show something else in *new* than in *old*, by sheet, row and column."""
    changed = {key for key in (*old, *new) if old.get(key) != new.get(key)}
    sheets = list(dict.fromkeys(sheet for sheet, _ in (*new, *old)))
    ordered = sorted(changed, key=lambda key: (sheets.index(key[0]), *_position(key[1])))
    return tuple(
        CellChange(
            cell,
            old.get((sheet, cell), NONE),
            new.get((sheet, cell), NONE),
            CellPlace(file, sheet, cell),
        )
        for sheet, cell in ordered
    )


def _history(
    files: CampaignFiles,
    contents: Mapping[Blob, bytes],
    unit: tuple[str, str],
    owners: Mapping[Blob, str],
    *,
    shallow: bool,
) -> History:
    """The history of *unit*, an id and a name."""
    own = {file for (_, file), owner in owners.items() if owner == unit[0]}
    kept = [version for version in files.versions if files.inside(version) in own]
    campaign = files.folder.rpartition("/")[2]
    return History(campaign, *unit, tuple(_trace(files, kept, contents)), shallow)


def _trace(
    files: CampaignFiles, versions: Sequence[FileVersion], contents: Mapping[Blob, bytes]
) -> Iterator[ReturnVersion]:
    known: dict[str, CellTexts] = {}
    present: set[str] = set()
    for version in _additions_first(versions):
        file = files.inside(version)
        if version.blob is None:
            present.discard(file)
            yield ReturnVersion(version.commit, file, None)
            continue
        content = contents[version.blob, file]
        # What stands alone is compared with nothing.
        cells = (read_cell_texts(content, file) or {}) if len(versions) > 1 else {}
        before = file if file in present else _nearest(cells, known)
        changes = compare_cells(known[before], cells, file) if before else ()
        sha256 = hashlib.sha256(content).hexdigest()
        yield ReturnVersion(version.commit, file, sha256, before, changes)
        known[file] = cells
        present.add(file)


def _additions_first(versions: Sequence[FileVersion]) -> list[FileVersion]:
    """*versions* in their order, but of one commit what it took away last."""
    order = {id_: n for n, id_ in enumerate(dict.fromkeys(v.commit.id for v in versions))}
    return sorted(versions, key=lambda v: (order[v.commit.id], v.blob is None, v.path))


def _nearest(cells: CellTexts, known: Mapping[str, CellTexts]) -> str:
    """The file of *known* that shows most of *cells*, if more than half; else none."""
    shared = {
        file: sum(others.get(key) == text for key, text in cells.items())
        for file, others in known.items()
    }
    best = max(shared, key=lambda file: shared[file], default="")
    return best if best and 2 * shared[best] > len(cells) else ""


def _position(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]), len(letters), letters
