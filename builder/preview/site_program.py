"""A program of its own that keeps MkDocs in memory, so that a page takes no second to build.

It reads the path of a mkdocs.yml a line, builds those of its pages that are newer than what lies
in the folder of the site, and answers each with a line of JSON: what MkDocs warned of, and why it
stopped where it did. Nothing imports this module; it uses MkDocs' public functions only.
"""

import json
import logging
import sys
from contextlib import suppress

from mkdocs.commands.build import build
from mkdocs.config import load_config

#: Said of every build that leaves pages as they are.
_USUAL = "A 'dirty' build"


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one message."""
        message = record.getMessage()
        if not message.startswith(_USUAL):
            self.told.append(message)


def build_pages(settings: str) -> dict[str, object]:
    """Builds what is newer than the site of the mkdocs.yml *settings*; never raises."""
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    fault = ""
    try:
        config = load_config(settings)
        # Not "dirty": the search plugin would then keep pages of builds before.
        config.plugins.on_startup(command="build", dirty=False)
        build(config, dirty=True)
        config.plugins.on_shutdown()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - plugins and templates raise anything
        fault = f"{type(error).__name__}: {error}"
    finally:
        logger.removeHandler(warnings)
    return {"warnings": warnings.told, "fault": fault}


def prepare(settings: str) -> None:
    """Loads what the first build would have to wait for: plugins, extensions, the word list."""
    with suppress(Exception, SystemExit):  # The build itself tells what is wrong.
        load_config(settings)
    if "jieba" in sys.modules:
        sys.modules["jieba"].setLogLevel(logging.ERROR)
        sys.modules["jieba"].initialize()


def main() -> None:
    """Answers line by line until the input ends."""
    answers, sys.stdout = sys.stdout, sys.stderr
    prepare(sys.argv[1])
    for line in sys.stdin:
        answers.write(json.dumps(build_pages(line.strip())) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
