"""A build in this process: what is warned of, and a site that takes the place of itself."""

from pathlib import Path

import pytest

from builder.generator.building import Order, build_site
from builder.mkdocs_build import derive_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """Two pages, of which one leads to nowhere."""
    pages, site = tmp_path / "pages", tmp_path / "site"
    pages.mkdir()
    (pages / "index.md").write_text("# 首页\n", "utf-8")
    (pages / "a.md").write_text("# 甲\n\n[无](none.md)\n", "utf-8")
    settings = derive_settings(ROOT / "mkdocs.yml", pages, site, [{"首页": "index.md"}])
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    return Order(str(tmp_path / "mkdocs.yml"), last=str(site))


# Of MkDocs and jieba: a property that goes away with MkDocs 2, a file that is left open.
@pytest.mark.filterwarnings("ignore:user_configs:DeprecationWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_link_to_nowhere_is_warned_of(order: Order) -> None:
    """The last site lies where the new one will, so that nothing has to be put there."""
    outcome = build_site(order)

    assert (outcome.built, outcome.kept) == (2, 0)
    assert len(outcome.warnings) == 1
    assert "none.md" in outcome.warnings[0]
