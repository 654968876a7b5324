"""The two files of an edition in `editions/<id>/`: what it is, and who signed for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field as Key
from pydantic import field_validator

from builder.formats.yaml_writing import write_yaml
from builder.model.problems import Problem
from builder.rubric.load import Loaded, load_record
from builder.rubric.record import Record

FOLDER = "editions"
EDITION, SIGNOFF = "edition.yml", "signoff.yml"

#: What an edition may be called: it is a folder, a tag, and part of every address.
ID = r"^[0-9A-Za-z\u4e00-\u9fff]+([-.][0-9A-Za-z\u4e00-\u9fff]+)*$"
#: Words that mean something else where an edition's id stands.
_TAKEN = ("latest", "all", "全部", "draft", "index")

#: How editions are called by habit → what that means in words.
_TITLES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(\d{4})Q([1-4])", lambda m: f"{m[1]}年第{'一二三四'[int(m[2]) - 1]}季度"),
    (r"(\d{4})H([12])", lambda m: f"{m[1]}年{'上下'[int(m[2]) - 1]}半年"),
    (r"(\d{4})M(\d\d)", lambda m: f"{m[1]}年{int(m[2])}月"),
    (r"(\d{4})", lambda m: f"{m[1]}年度"),
)
_CORRECTION = re.compile(r"^(.+)-更正(\d+)$")


class EditionFile(Record):
    """`edition.yml`: what the edition is."""

    id: str = Key(pattern=ID)
    """The same as the name of its folder."""
    title: str = Key(min_length=1)
    corrects: str | None = None
    """Id of the edition that it corrects."""
    notice: str = ""
    """更正说明, as printed."""
    drafts: tuple[str, ...] = ()
    """The campaigns that are published for comment before they are final."""


class SignOff(Record):
    """`signoff.yml`: which results were approved, by which post, on which day."""

    edition: str
    results_sha256: str = Key(pattern="^[0-9a-f]{64}$")
    """`results_fingerprint` of what was approved."""
    post: str = ""
    """职务, never a name."""
    day: date | None = None

    @field_validator("day", mode="before")
    @classmethod
    def _may_be_left_open(cls, value: object) -> object:
        return value or None


@dataclass(frozen=True, slots=True)
class EditionFolder:
    """Where the two files of one edition lie."""

    root: Path
    id: str

    @property
    def edition(self) -> Path:
        """What the edition is."""
        return self.root / FOLDER / self.id / EDITION

    @property
    def signoff(self) -> Path:
        """Who signed for it."""
        return self.root / FOLDER / self.id / SIGNOFF

    def name(self, path: Path) -> str:
        """*path* as printed in problems."""
        return path.relative_to(self.root).as_posix()

    def read_edition(self) -> tuple[Loaded[EditionFile] | None, tuple[Problem, ...]]:
        """What the edition is, or why that can't be told. Raises OSError."""
        return load_record(self.edition, EditionFile, self.name(self.edition))

    def read_signoff(self) -> tuple[Loaded[SignOff] | None, tuple[Problem, ...]]:
        """The sign-off, or why there is none. Raises OSError where there is no file."""
        return load_record(self.signoff, SignOff, self.name(self.signoff))


def valid_id(id_: str) -> bool:
    """Whether an edition may be called *id_*."""
    return re.fullmatch(ID, id_) is not None and id_ not in _TAKEN and not id_.endswith(".lock")


def guess_title(id_: str) -> str:
    """What *id_* means in words: 2022Q3-更正1 is 2022年第三季度（更正1）; else the id itself."""
    correction = _CORRECTION.match(id_)
    if correction:
        return f"{guess_title(correction[1])}（更正{correction[2]}）"
    for pattern, words in _TITLES:
        if found := re.fullmatch(pattern, id_):
            return words(found)
    return id_


def guess_corrected(id_: str) -> str | None:
    """The edition that *id_* corrects, by its name; None where it isn't called a correction."""
    found = _CORRECTION.match(id_)
    if found is None:
        return None
    number = int(found[2])
    return f"{found[1]}-更正{number - 1}" if number > 1 else found[1]


def next_correction(id_: str, published: Sequence[str]) -> str:
    """What the next correction of *id_* is called: 2022Q3-更正2 after 2022Q3-更正1."""
    found = _CORRECTION.match(id_)
    first = found[1] if found else id_
    numbers = [int(m[2]) for one in published if (m := _CORRECTION.match(one)) and m[1] == first]
    return f"{first}-更正{max(numbers, default=0) + 1}"


def edition_text(edition: EditionFile) -> str:
    """*edition* in YAML, with a word in Chinese on each key."""
    lines = [
        "# 本版的说明，公布时照印。“#”后面是说明，可以删；冒号后面要留一个空格。",
        "",
        "# 版次，必须和文件夹同名；网址里用它，发布后不再改",
        write_yaml({"id": edition.id}).rstrip(),
        "",
        "# 标题，读者选版次时看到的",
        write_yaml({"title": edition.title}).rstrip(),
    ]
    if edition.corrects:
        lines += ["", "# 更正哪一版", write_yaml({"corrects": edition.corrects}).rstrip()]
        lines += [
            "",
            "# 更正说明：哪里错了、怎样更正，不写人名",
            write_yaml({"notice": edition.notice}).rstrip(),
        ]
    lines += [
        "",
        "# 还没有定稿、只公开征求意见的评估任务（input 里的文件夹名）；没有的不动",
        f"drafts: [{', '.join(edition.drafts)}]",
        "",
    ]
    return "\n".join(lines)


def signoff_text(signoff: SignOff) -> str:
    """*signoff* in YAML, as a form to be filled in."""
    day = signoff.day.isoformat() if signoff.day else '""'
    return "\n".join(
        (
            "# 签发单。签发人看过草稿后，填两处：职务、日期。其他各行不要改。",
            "",
            write_yaml({"edition": signoff.edition}).rstrip(),
            "",
            "# 签发的是这一份结果；数据或细则一变，它就不同，要重新签发",
            f"results_sha256: {signoff.results_sha256}",
            "",
            "# 签发人的职务，会公布，不写姓名，例如 区政务服务局局长",
            f'post: "{signoff.post}"',
            "",
            "# 签发日期，例如 2022-04-20",
            f"day: {day}",
            "",
        )
    )
