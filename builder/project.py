"""Where everything of a project lies."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """Where everything lies."""

    root: Path
    output: Path

    @property
    def input(self) -> Path:
        """One folder a campaign."""
        return self.root / "input"

    @property
    def rubrics(self) -> Path:
        """One YAML an instrument."""
        return self.root / "rubrics"

    @property
    def templates(self) -> Path:
        """Jinja pages, parts, assets and theme overrides."""
        return self.root / "site_templates"

    @property
    def cache(self) -> Path:
        """What need not be read again; raw returns lie in it, so that it is no output."""
        return self.root / ".cache"

    @property
    def mkdocs(self) -> Path:
        """The settings of MkDocs."""
        return self.root / "mkdocs.yml"
