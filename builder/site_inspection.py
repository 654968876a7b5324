"""What a whole site gives away: all cores look, and at nothing that is known to be clean."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from builder.disclosure.published_files import Inspector, RawFinding
from builder.forks import count_cores, shares, spread

#: Parts of the theme as the site generator's package brings them; nothing of ours gets into them.
_THEME = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")
#: So many files are looked at together at most, since they share many of their lines.
_SHARE = 200
#: So many where most are known: a process of its own would take longer to begin.
_KNOWN_SHARE = 1000
#: How the Markdown of a page begins, and no file of which something else than lines is looked at.
_FRONT_MATTER = b"---\n"

NOTHING_CLEAN: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the files of a site give away, and the fingerprints of those that give away nothing."""

    found: tuple[RawFinding, ...]
    clean: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pages:
    """What a site was made of, all of it looked at before, in a *folder*."""

    folder: Path
    #: The paths of those in which something was found and let pass.
    leaking: Collection[str] = ()

    def read(self, name: str) -> bytes | None:
        """The file called *name*, where one is that gives nothing away. Raises OSError."""
        path = self.folder / name
        return path.read_bytes() if name not in self.leaking and path.is_file() else None


def inspect_site(
    site: Path, pages: Pages | None, own: Path, clean: frozenset[str] = NOTHING_CLEAN
) -> Inspected:
    """Looks at what the site generator made of *pages* in the folder *site*.

    It doesn't look again at files that lie among the *pages* too, nor at lines that stand in a
    page as they do in its Markdown. Files of the folder *own* (the overrides of the theme) are
    looked at wherever they lie. Of *clean*, the fingerprints of an inspection before, no file is
    looked at again. Raises OSError.
    """
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    mine = [n for n in sorted(names) if not n.startswith(_THEME) or (own / n).exists()]
    cores = count_cores()
    size = _KNOWN_SHARE if clean else min(_SHARE, len(mine) // cores + 1)
    parts = tuple(shares(mine, size))
    looked = [one for _, one in spread(partial(_look, site, pages, clean), parts, cores)]
    found = tuple(leak for one in looked for leak in one.found)
    return Inspected(found, NOTHING_CLEAN.union(*(one.clean for one in looked)))


def _look(
    site: Path, pages: Pages | None, clean: frozenset[str], names: Sequence[str]
) -> Inspected:
    inspector = Inspector()
    found: list[RawFinding] = []
    passed: list[str] = []
    for name in names:
        content = (site / name).read_bytes()
        print_ = sha256(name.encode() + b"\0" + content).hexdigest()
        left = None if print_ in clean else _unseen(name, content, pages)
        leaks = () if left is None else tuple(inspector.inspect(name, left))
        found += leaks
        if not leaks:
            passed.append(print_)
    return Inspected(tuple(found), frozenset(passed))


def _unseen(name: str, content: bytes, pages: Pages | None) -> bytes | None:
    """What of a file was never looked at, each line in its place; None where the whole was."""
    if pages is None:
        return content
    if content == pages.read(name):
        return None
    source = pages.read(f"{name.removesuffix('.html')}.md") if name.endswith(".html") else None
    if source is None or not source.startswith(_FRONT_MATTER):
        return content
    seen = frozenset(source.split(b"\n"))
    return b"\n".join([b"" if line in seen else line for line in content.split(b"\n")])
