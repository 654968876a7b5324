"""The manifest of an edition: what it was made from and what it came to, by fingerprints."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from builder.formats.json_text import json_text

SCHEMA = "gongshi-manifest/1"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that results are made from, or are."""

    #: Path from the project's folder, or from the site's for a result.
    path: str
    sha256: str
    #: Id of the unit whose filing it is; None for all other files.
    unit: str | None = None
    #: When it came in, as an ISO time; None where that isn't registered.
    received: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that results follow from, and the results."""

    inputs: tuple[SourceFile, ...]
    rubrics: tuple[SourceFile, ...]
    results: tuple[SourceFile, ...]


class ManifestError(ValueError):
    """A file that is no manifest."""


class Deviance(StrEnum):
    """How a file differs from its manifest."""

    CHANGED = "内容变了"
    MISSING = "缺少"
    ADDED = "清单里没有"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One file that isn't as the manifest has it."""

    path: str
    deviance: Deviance
    #: Whether it is a result; else it is something that results are made from.
    result: bool


def manifest_json(manifest: Manifest) -> bytes:
    """*manifest* as a file (`gongshi-manifest/1`, docs/editions.md), the same bytes each time."""
    value = {
        "schema": SCHEMA,
        "inputs": [
            {"path": f.path, "sha256": f.sha256, "unit": f.unit, "received": f.received}
            for f in manifest.inputs
        ],
        "rubrics": [{"path": f.path, "sha256": f.sha256} for f in manifest.rubrics],
        "results": [{"path": f.path, "sha256": f.sha256} for f in manifest.results],
    }
    return json_text(value).encode()


def read_manifest(content: bytes) -> Manifest:
    """The manifest in *content*. Raises ManifestError where there is none."""
    try:
        value = json.loads(content)
        schema = value["schema"]
        parts = [tuple(map(_file, value[part])) for part in ("inputs", "rubrics", "results")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = "不是清单文件"
        raise ManifestError(message) from error
    if schema != SCHEMA:
        message = f"清单的格式是 {schema}，本程序只认 {SCHEMA}"
        raise ManifestError(message)
    return Manifest(*parts)


def results_fingerprint(manifest: Manifest) -> str:
    """What is signed for: the SHA-256 of the list that `sha256sum` gives of all results.

    Anybody can make it in the folder of an edition: `sha256sum data/*/results.json | sha256sum`.
    """
    lines = (f"{file.sha256}  {file.path}\n" for file in sorted(manifest.results, key=_path))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def compare_manifests(told: Manifest, found: Manifest) -> tuple[Deviation, ...]:
    """What of *found* isn't as *told*: sources by path, then results by path."""
    sources = _deviations(
        (*told.inputs, *told.rubrics), (*found.inputs, *found.rubrics), result=False
    )
    return (*sources, *_deviations(told.results, found.results, result=True))


def _deviations(
    told: Sequence[SourceFile], found: Sequence[SourceFile], *, result: bool
) -> Iterator[Deviation]:
    before, after = (_prints(files) for files in (told, found))
    for path in sorted(before.keys() | after.keys()):
        if path not in after:
            yield Deviation(path, Deviance.MISSING, result)
        elif path not in before:
            yield Deviation(path, Deviance.ADDED, result)
        elif before[path] != after[path]:
            yield Deviation(path, Deviance.CHANGED, result)


def _prints(files: Sequence[SourceFile]) -> Mapping[str, str]:
    return {file.path: file.sha256 for file in files}


def _path(file: SourceFile) -> str:
    return file.path


def _file(value: Mapping[str, Any]) -> SourceFile:
    return SourceFile(value["path"], value["sha256"], value.get("unit"), value.get("received"))
