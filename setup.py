"""Puts what a new project starts from into the wheel beside the code: see `gongshi new`."""

import shutil
import tomllib
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent


class BuildWithStarter(build_py):
    """Copies the project's rubrics, pages, settings and a demo; an editable install needs none."""

    def run(self) -> None:
        """Builds the code, then puts the starter's files beside it."""
        super().run()
        if not self.editable_mode:
            self._add_starter(Path(self.build_lib) / "builder" / "starter")

    @staticmethod
    def _add_starter(target: Path) -> None:
        chosen = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        demos = chosen["tool"]["gongshi"]["demo"]
        shutil.rmtree(target, ignore_errors=True)
        for name in ("rubrics", "site_templates", *(f"input/{demo}" for demo in demos)):
            shutil.copytree(ROOT / name, target / name)
        shutil.copyfile(ROOT / "mkdocs.yml", target / "mkdocs.yml")


setup(cmdclass={"build_py": BuildWithStarter})
