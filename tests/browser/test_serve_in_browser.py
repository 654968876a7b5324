"""`gongshi serve` as the office has it: files are dropped in, and the page follows."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.demo.edition_year import edit

pytestmark = pytest.mark.xdist_group("browser")

ROOT = Path(__file__).parents[2]
QUARTER, RUBRIC = "example-district-2022q1", "zichuan-2022-townships.yml"
FILING = "填报表/附件2 示例一镇填报表(最终版2)(1).xlsx"
PATIENCE = 30_000


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview."""

    root: Path
    url: str
    process: subprocess.Popen[str]
    temporary: Path


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Of a project with one quarter, in a folder with a blank and Chinese in its name."""
    root = tmp_path_factory.mktemp("serve") / "政务 评估"
    for folder in ("rubrics", "input"):
        (root / folder).mkdir(parents=True)
    shutil.copy(ROOT / "rubrics" / RUBRIC, root / "rubrics")
    for name in ("site_templates", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "input" / QUARTER, root / "input" / QUARTER)
    temporary = tmp_path_factory.mktemp("temporary")
    command = [sys.executable, "-m", "builder.cli", "serve", "--no-open", "--root", str(root)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(temporary), "COLUMNS": "200", "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    address = re.search(r"http://\S+/", process.stdout.readline())
    assert address is not None
    yield Preview(root, address.group().rstrip("/"), process, temporary)
    if process.poll() is None:
        process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    """The quarter's page, once it is there."""
    opened = browser.new_page()
    opened.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    opened.goto(f"{preview.url}/{QUARTER}/index.html")
    opened.wait_for_selector("article h1")
    expect(bar(opened)).to_contain_text("已更新")
    yield opened
    opened.close()


def bar(page: Page) -> Locator:
    return page.locator("#gongshi-preview button .text")


def problems(page: Page) -> Locator:
    return page.locator("#gongshi-preview ol")


def test_a_faulty_file_shows_its_problem_in_the_page_and_a_mended_one_takes_it_away(
    page: Page, preview: Preview
) -> None:
    path = preview.root / "input" / QUARTER / FILING
    sound = path.read_bytes()
    assert "填报表无法读取" not in page.locator("article").inner_text()
    path.write_bytes(sound[:700])

    expect(page.locator("article")).to_contain_text("填报表无法读取")
    page.locator("#gongshi-preview button").click()
    expect(problems(page).locator("li").first).to_contain_text("文件损坏，打不开")
    expect(problems(page).locator("li").first).to_contain_text(path.name)
    path.write_bytes(sound)

    expect(page.locator("article")).not_to_contain_text("填报表无法读取")
    expect(problems(page)).not_to_contain_text("文件损坏")


def test_wrong_settings_are_told_over_the_last_good_page_until_they_are_mended(
    page: Page, preview: Preview
) -> None:
    settings = preview.root / "input" / QUARTER / "campaign.yml"
    sound = settings.read_text(encoding="utf-8")
    settings.write_text(sound.replace("period:", "perod:"), encoding="utf-8")

    expect(bar(page)).to_contain_text("评估细则或评估任务有错")
    expect(problems(page)).to_contain_text("是否想写「period」？")
    assert page.locator("article h1").is_visible()
    settings.write_text(sound, encoding="utf-8")

    expect(bar(page)).to_contain_text("页面没有变化")


def test_a_page_that_does_not_change_is_not_loaded_again_but_hears_of_it(
    page: Page, preview: Preview
) -> None:
    page.goto(f"{preview.url}/data/index.html")
    page.evaluate("window.stays = true")
    verdicts = f"{QUARTER}/核定/核定与巡查记录.xlsx"
    kept = (preview.root / "input" / verdicts).read_bytes()
    edit(preview.root, verdicts, "核定记录", {"D64": 2})
    expect(bar(page)).to_contain_text(re.compile("已更新：[1-9]"))
    (preview.root / "input" / verdicts).write_bytes(kept)
    expect(bar(page)).to_contain_text("正在")
    expect(bar(page)).to_contain_text(re.compile("已更新：[1-9]"))

    assert page.evaluate("window.stays")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_bar_fits_the_screen_and_covers_nothing(
    browser: Browser, preview: Preview, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{preview.url}/index.html")
    expect(bar(page)).to_contain_text("已更新")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    covered = page.evaluate(
        """() => {
          const bar = document.querySelector("#gongshi-preview").shadowRoot.querySelector("button");
          const end = document.querySelector("footer").getBoundingClientRect().bottom;
          return [end - bar.getBoundingClientRect().top, document.body.scrollWidth - innerWidth];
        }"""
    )
    page.close()

    assert covered[0] <= 1
    assert covered[1] <= 0


def test_ctrl_c_ends_it_and_leaves_nothing_behind(page: Page, preview: Preview) -> None:
    """The last test: what was served is in no folder of the project, and none is left elsewhere."""
    assert list(preview.temporary.iterdir()) != []

    preview.process.send_signal(signal.SIGINT)
    said = preview.process.communicate(timeout=20)[0]

    assert said.strip().endswith("预览已结束。")
    assert preview.process.returncode == 0
    assert [path for path in preview.temporary.iterdir() if path.name.startswith("gongshi")] == []
    assert not (preview.root / "output").exists()
    expect(bar(page)).to_contain_text("预览已经停止")
