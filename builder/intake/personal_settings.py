"""What in the project's settings mustn't get out: told at its line, before anything is built."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.disclosure.rows import find_in_row
from builder.formats.yaml_text import KeyPath, YamlFaultError, read_yaml
from builder.model import disclosure_problem_kinds as kinds
from builder.model.places import TextPlace
from builder.model.problems import Problem
from builder.rubric.load import show_path


def find_in_settings(files: Iterable[Path], root: Path) -> Iterator[Problem]:
    """The problems of texts in YAML *files* below *root*, each with its line and its key.

    What is no YAML is left to whoever reads it. Raises OSError where a file can't be read.
    """
    for path in files:
        try:
            document = read_yaml(path)
        except YamlFaultError:
            continue
        file = path.relative_to(root).as_posix()
        for keys, said in texts_in(document.value):
            found = dict.fromkeys(sighting.kind.value for sighting in find_in_row(said))
            if found:
                place = TextPlace(file, document.line_of(keys), show_path(keys))
                yield kinds.PERSONAL_SETTING.at(place, kinds="、".join(found))


def texts_in(value: object, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, tuple[str, ...]]]:
    """Every text and number within *value*, beside the key that it stands under, with its path."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from texts_in(inner, (*keys, key))
        case list():
            for index, inner in enumerate(value):
                yield from texts_in(inner, (*keys, index))
        case None | bool():
            return
        case _:
            labels = (key for key in keys[-1:] if isinstance(key, str))
            yield keys, (*labels, str(value))
