"""A site that doesn't know its address lists none; one that does lists every page."""

import shutil
from pathlib import Path

import pytest

from builder.mkdocs_build import SiteGenerator

pytestmark = pytest.mark.usefixtures("copied_generator")

ROOT = Path(__file__).parent.parent


def build(folder: Path, address: str) -> Path:
    """The site of two pages, with *address* as `site_url`."""
    shutil.copytree(ROOT / "site_templates", folder / "site_templates")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert 'site_url: ""' in settings
    settings = settings.replace('site_url: ""', f'site_url: "{address}"')
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    pages = folder / "pages"
    (pages / "data").mkdir(parents=True)
    (pages / "index.md").write_text("# 首页\n", "utf-8")
    (pages / "data" / "index.md").write_text("# 数据\n", "utf-8")
    with SiteGenerator(folder / "mkdocs.yml") as generator:
        generator.build(pages, folder / "site", [{"首页": "index.md"}])
    return folder / "site"


def test_without_an_address_there_is_no_sitemap_and_no_canonical_address(tmp_path: Path) -> None:
    site = build(tmp_path, "")

    assert list(site.glob("sitemap*")) == []
    page = (site / "data" / "index.html").read_text("utf-8")
    assert 'rel="canonical"' not in page
    assert "og:image" not in page


def test_with_an_address_every_page_is_listed_under_it(tmp_path: Path) -> None:
    site = build(tmp_path, "https://www.example.gov.cn/pinggu/")
    sitemap = (site / "sitemap.xml").read_text("utf-8")

    assert sitemap.startswith("<?xml")
    assert "<loc>https://www.example.gov.cn/pinggu/index.html</loc>" in sitemap
    assert "<loc>https://www.example.gov.cn/pinggu/data/index.html</loc>" in sitemap
    assert "lastmod" not in sitemap
    lost = (site / "404.html").read_text("utf-8")
    assert '<body data-site="https://www.example.gov.cn/pinggu/"' in lost
    assert '<link rel="canonical" href="https://www.example.gov.cn/pinggu/data/index.html">' in (
        site / "data" / "index.html"
    ).read_text("utf-8")


def test_with_an_address_a_messenger_is_shown_a_picture_of_the_size_that_is_told(
    tmp_path: Path,
) -> None:
    """The size stands at the 17th byte of a PNG: 1200 is 04 B0, 630 is 02 76."""
    site = build(tmp_path, "https://www.example.gov.cn/pinggu/")
    page = (site / "data" / "index.html").read_text("utf-8")
    picture = (site / "assets" / "social-card.png").read_bytes()

    for name, content in (
        ("url", "https://www.example.gov.cn/pinggu/data/index.html"),
        ("image", "https://www.example.gov.cn/pinggu/assets/social-card.png"),
        ("image:width", "1200"),
        ("image:height", "630"),
    ):
        assert f'<meta property="og:{name}" content="{content}">' in page
    assert picture[16:24] == bytes.fromhex("000004B000000276")
