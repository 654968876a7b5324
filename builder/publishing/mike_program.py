"""A program of its own: has mike commit a built site to the publication branch of a repository.

Reads one JSON object from standard input: `site` (the built folder), `id`, `title`, `branch`,
`message`, and `root` (name → text of the files that lie beside the editions' folders). It works in
the repository that it is started in. `latest` becomes a copy of the folder: git keeps nothing
twice, and the addresses of feeds and data stay the same from edition to edition.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from mike import commands, git_utils

LATEST = "latest"


def main() -> None:
    """Deploys what standard input asks for."""
    asked: Mapping[str, Any] = json.loads(sys.stdin.buffer.read())
    branch, message = asked["branch"], asked["message"]
    settings = {"site_dir": asked["site"], "use_directory_urls": False}
    with commands.deploy(
        *(settings, asked["id"], asked["title"], [LATEST], True, commands.AliasType.copy),
        branch=branch,
        message=message,
    ):
        """The site is built already."""
    versions = commands.list_versions(branch)
    if quote(asked["id"]) != asked["id"]:
        # The theme looks for the edition's folder as it stands in the address.
        versions.update(asked["id"], aliases=[quote(asked["id"])])
    with git_utils.Commit(branch, message, allow_empty=True) as commit:
        commit.add_file(commands.versions_to_file_info(versions))
        for name, text in asked["root"].items():
            commit.add_file(git_utils.FileInfo(name, text))


if __name__ == "__main__":
    main()
