"""What a whole site gives away: all cores look, and at no file that is known to be clean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from builder.disclosure.published_files import Inspector, RawFinding
from builder.forks import count_cores, shares, spread

#: Parts of the theme as the site generator's package brings them; nothing of ours gets into them.
_THEME = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")
#: So many files are looked at together at most, since they share many of their lines.
_SHARE = 200

NOTHING_CLEAN: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the files of a site give away, and the fingerprints of those that give away nothing."""

    found: tuple[RawFinding, ...]
    clean: frozenset[str]


def inspect_site(
    site: Path, known: Mapping[str, str | bytes], own: Path, clean: frozenset[str] = NOTHING_CLEAN
) -> Inspected:
    """Looks at what the site generator made in the folder *site*.

    *known* are files (path → content) that were looked at before; those of the folder *own* (the
    overrides of the theme) are looked at wherever they lie. Of *clean*, the fingerprints of an
    inspection before, no file is looked at again. Raises OSError.
    """
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    mine = [n for n in sorted(names) if not n.startswith(_THEME) or (own / n).exists()]
    prints = {name: _fingerprint(name, (site / name).read_bytes()) for name in mine}
    passed = {_fingerprint(name, _bytes(known[name])) for name in mine if name in known}
    passed |= clean
    anew = [name for name in mine if prints[name] not in passed]
    cores = count_cores()
    parts = tuple(shares(anew, min(_SHARE, len(anew) // cores + 1)))
    looked = spread(lambda part: tuple(_look(site, part)), parts, cores)
    found = tuple(one for _, share in looked for one in share)
    leaking = {one.path for one in found}
    return Inspected(found, frozenset(prints[name] for name in mine if name not in leaking))


def _look(site: Path, names: Sequence[str]) -> Iterator[RawFinding]:
    inspector = Inspector()
    for name in names:
        yield from inspector.inspect(name, (site / name).read_bytes())


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def _fingerprint(name: str, content: bytes) -> str:
    return sha256(name.encode() + b"\0" + content).hexdigest()
