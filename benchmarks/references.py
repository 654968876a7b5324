"""What else the same workbooks and pages are given to: `python -m benchmarks.references NAME …`."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import jinja2
import markdown
import mkdocs.utils.meta
import python_calamine

ROOT = Path(__file__).parents[1]
WORKBOOKS = (".xlsx", ".xls", ".et")
_PAGE = """<!doctype html><html><head><title>{{ title }}</title></head><body>
<nav>{% for link in links %}<a href="{{ link }}">{{ link }}</a>{% endfor %}</nav>
<main>{{ content }}</main></body></html>
"""
_HUGO = """<!doctype html><html><head><title>{{ .Title }}</title></head><body>
<nav>{{ range .Site.Menus.main }}<a href="{{ .URL }}">{{ .Name }}</a>{{ end }}</nav>
<main>{{ .Content }}</main></body></html>
"""


def read_with_calamine(folder: Path, jobs: int) -> None:
    """Reads every cell of every workbook below *folder*, and does nothing with them."""
    paths = [path for path in folder.rglob("*") if path.suffix in WORKBOOKS]
    with ProcessPoolExecutor(jobs) as pool:
        for _ in pool.map(_read, paths, chunksize=8):
            pass


def _read(path: Path) -> int:
    book = python_calamine.load_workbook(str(path))
    sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
    return sum(len(sheet.to_python(skip_empty_area=False)) for sheet in sheets)


def loop_over_pages(pages: Path, site: Path) -> None:
    """Python-Markdown and one small template a page, one after the other."""
    template = jinja2.Environment(autoescape=False).from_string(_PAGE)  # noqa: S701 - it measures
    for path in sorted(pages.rglob("*.md")):
        text, _ = mkdocs.utils.meta.get_data(path.read_text("utf-8"))
        content = markdown.markdown(text, extensions=["toc", "tables", "attr_list"])
        target = site / path.relative_to(pages).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(template.render(title=path.stem, content=content, links=[]), "utf-8")


def settle_plain(output: Path, folder: Path) -> Path:
    """A mkdocs.yml for the pages in *output*, with Material's search as it comes."""
    return _write_settings(folder, _settings(output / "pages", folder / "site", ["search"]))


def settle_zensical(output: Path, folder: Path) -> Path:
    """The same for Zensical, which wants everything within one folder."""
    shutil.copytree(output / "pages", folder / "pages", copy_function=os.link)
    shutil.copytree(ROOT / "site_templates" / "overrides", folder / "overrides")
    settings = _settings(folder / "pages", folder / "site", ["search"])
    settings |= {"docs_dir": "pages", "site_dir": "site", "theme": {"custom_dir": "overrides"}}
    return _write_settings(folder, settings)


def settle_hugo(output: Path, folder: Path) -> None:
    """The pages as Hugo wants them: the first of a folder by another name."""
    for path in (output / "pages").rglob("*.md"):
        target = folder / "content" / path.relative_to(output / "pages")
        target = target.with_name(target.name.replace("index.md", "_index.md"))
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, target)
    for name in ("single", "list", "index"):
        layout = folder / "layouts" / "_default" / f"{name}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(_HUGO, "utf-8")
    settings = {
        "disableKinds": ["taxonomy", "term", "RSS", "sitemap"],
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    }
    (folder / "config.json").write_text(json.dumps(settings), "utf-8")


def _settings(pages: Path, site: Path, plugins: list[str]) -> dict[str, object]:
    indexes = sorted(path.relative_to(pages).as_posix() for path in pages.glob("*/index.md"))
    return {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(pages),
        "site_dir": str(site),
        "nav": [{"首页": "index.md"}, {"评估结果": [{path: path} for path in indexes]}],
        "theme": {"custom_dir": str(ROOT / "site_templates" / "overrides")},
        "plugins": plugins,
    }


def _write_settings(folder: Path, settings: Mapping[str, object]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "mkdocs.yml"
    path.write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    return path


_PROGRAMS: Mapping[str, Callable[[list[str]], None]] = {
    "calamine": lambda given: read_with_calamine(Path(given[0]), int(given[1])),
    "loop": lambda given: loop_over_pages(Path(given[0]), Path(given[1])),
}

if __name__ == "__main__":
    _PROGRAMS[sys.argv[1]](sys.argv[2:])
