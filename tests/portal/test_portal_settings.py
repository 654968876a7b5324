"""portal.yml: what is wrong with it is told with its line."""

from pathlib import Path

import pytest

from builder.model.places import TextPlace
from builder.portal.settings import Portal, read_portal
from tests.portal.conftest import PORTAL


def test_a_sound_file(tmp_path: Path, portal: Portal) -> None:
    (tmp_path / "portal.yml").write_text(PORTAL, "utf-8")

    assert read_portal(tmp_path) == (portal, ())
    assert [one.name for one in portal.counties] == ["甲县", "乙县", "丙县"]


@pytest.mark.parametrize(
    ("old", "new", "told", "words"),
    [
        ("id: yi", "id: jia", "E807 第4行", "县的标识「jia」写了2次"),
        ("id: west", "id: east", "E807 第4行", "市的标识「east」写了2次"),
        ("id: bing", "id: units", "E807 第4行", "「units」是门户自己的文件夹"),
        ("id: bing", "id: 丙", "E807 第13行", "不符合格式"),
        ("authority:", "autority:", "R503 第3行", "autority"),
        ("title: 示例", "title: [示例", "R501 第3行", ""),
    ],
)
def test_a_wrong_file(tmp_path: Path, old: str, new: str, told: str, words: str) -> None:
    (tmp_path / "portal.yml").write_text(PORTAL.replace(old, new), "utf-8")

    portal, problems = read_portal(tmp_path)

    assert portal is None
    assert isinstance(problems[0].place, TextPlace)
    assert f"{problems[0].kind.code} 第{problems[0].place.line}行" == told
    assert words in problems[0].wrong
