"""Jinja templates, and the one seam where text is escaped for Markdown and HTML."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    Undefined,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

__all__ = [
    "Environment",
    "TemplateError",
    "TextTemplates",
    "compiled_templates",
    "escape_text",
    "without_turns",
    "word_environment",
]

_DIGEST = 32
#: Every character with a meaning within a line of HTML or Markdown, and every line break.
#: What has a meaning only where a line begins is harmless, since no template begins one with text.
_SPECIAL: dict[int, str] = {ord(char): f"&#{ord(char)};" for char in "&<>\"'\\`*_{}[]|~^$\r\n\t"}
#: Signs without ink that turn the direction of what follows, so that it reads as other words.
_TURNING: dict[int, str] = dict.fromkeys(
    (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), ""
)
_WRITTEN = _SPECIAL | _TURNING


def without_turns(text: str) -> str:
    """*text* without the signs that turn the direction of what follows."""
    return text.translate(_TURNING)


class TextTemplates:
    """The templates of one folder."""

    def __init__(self, folder: Path) -> None:
        """Opens *folder*; templates are read, and compiled, when they are first used."""
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=escape_text,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=compiled_templates(),
        )

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Template *name* with *values* in their places.

        Raises jinja2.TemplateError for a template that is wrong, and TypeError for a value that
        is neither text nor a whole number.
        """
        return self._environment.get_template(name).render(values)


def escape_text(value: object) -> object:
    """*value* as text that neither Markdown nor HTML takes for markup; what is markup stays.

    Raises TypeError where a template places anything but text, markup or a whole number: how a
    number or a date is worded is for the views to say.
    """
    if hasattr(value, "__html__") or isinstance(value, Undefined):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        message = f"templates place text, not {type(value).__name__}"
        raise TypeError(message)
    return _escape(str(value))


@lru_cache(maxsize=1 << 16)
def _escape(text: str) -> Markup:
    """The same few words stand on every page of a campaign."""
    return Markup(text.translate(_WRITTEN))  # noqa: S704 - this is the seam


class _CompiledTemplates(FileSystemBytecodeCache):
    """What can't be read, or isn't what was written, is compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives what is kept of a template; the bucket passes over what is out of date."""
        with suppress(OSError):
            whole = self._path(bucket).read_bytes()
            if sha256(whole[_DIGEST:]).digest() == whole[:_DIGEST]:
                bucket.bytecode_from_string(whole[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template, if it can."""
        content = bucket.bytecode_to_string()
        path = self._path(bucket)
        fresh = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            fresh.write_bytes(sha256(content).digest() + content)
            fresh.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return Path(self.directory, self.pattern % bucket.key)


def compiled_templates(*compilers: str) -> BytecodeCache | None:
    """Keeps templates as they were compiled, as Python keeps its modules; None where it can't be.

    They lie in a folder of the user's own among the system's temporary files, for this module and
    the versions of Jinja and of the packages *compilers* alone.
    """
    told = [*(version(name) for name in ("jinja2", *compilers)), Path(__file__).read_text("utf-8")]
    try:
        program = sha256("\n".join(told).encode()).hexdigest()[:_DIGEST]
        return _CompiledTemplates(pattern=f"gongshi-{program}-%s.cache")
    except (OSError, RuntimeError):
        return None


class _WordEnvironment(Environment):
    """Compiles a text once, though each campaign's document is filled from the same template."""

    @lru_cache(maxsize=64)  # noqa: B019 - there is one environment a seam, for good
    def from_string(self, source: str) -> Template:  # type: ignore[override]
        """The template in *source*, as it was made the first time. Raises TemplateError."""
        return super().from_string(source)


@cache
def word_environment(place: Callable[[object], Markup]) -> Environment:
    """How the tags of a Word template are read; *place* makes of a value what stands there."""

    def finalize(value: object) -> object:
        return value if isinstance(value, Undefined) else place(value)

    return _WordEnvironment(autoescape=True, undefined=StrictUndefined, finalize=finalize)
