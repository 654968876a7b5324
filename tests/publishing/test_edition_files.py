"""What editions are called, and the two files that the office fills in."""

from datetime import date
from pathlib import Path

import pytest

from builder.publishing.edition_files import (
    EditionFile,
    EditionFolder,
    SignOff,
    edition_text,
    guess_corrected,
    guess_title,
    next_correction,
    signoff_text,
    valid_id,
)


@pytest.mark.parametrize(
    ("id_", "title"),
    [
        ("2022Q3", "2022年第三季度"),
        ("2022H1", "2022年上半年"),
        ("2022M09", "2022年9月"),
        ("2022", "2022年度"),
        ("2022Q3-更正2", "2022年第三季度（更正2）"),
        ("年终版", "年终版"),
    ],
)
def test_the_usual_names_are_put_into_words(id_: str, title: str) -> None:
    assert guess_title(id_) == title


@pytest.mark.parametrize(
    ("id_", "corrected"), [("2022Q3", None), ("2022Q3-更正1", "2022Q3"), ("甲-更正3", "甲-更正2")]
)
def test_a_correction_is_known_by_its_name(id_: str, corrected: str | None) -> None:
    assert guess_corrected(id_) == corrected


@pytest.mark.parametrize(
    ("id_", "published", "following"),
    [
        ("2022Q3", ["2022Q3"], "2022Q3-更正1"),
        ("2022Q3", ["2022Q3", "2022Q3-更正1", "2022Q2-更正7"], "2022Q3-更正2"),
        ("2022Q3-更正9", ["2022Q3-更正9", "2022Q3-更正10"], "2022Q3-更正11"),
    ],
)
def test_the_next_correction_has_the_next_number(
    id_: str, published: list[str], following: str
) -> None:
    assert next_correction(id_, published) == following


@pytest.mark.parametrize(
    "id_", ["", "latest", "all", "全部", "a/b", "..", "a..b", "-x", "x-", "a b", "x.lock", "a~1"]
)
def test_what_would_not_do_as_a_folder_a_tag_and_an_address_is_refused(id_: str) -> None:
    assert not valid_id(id_)


def test_the_files_read_back_what_was_written(tmp_path: Path) -> None:
    folder = EditionFolder(tmp_path, "2022")
    about = EditionFile(
        id="2022", title="全年: 更正", corrects="2021", notice="“甲镇”#2 有误", drafts=("q1",)
    )
    form = SignOff(edition="2022", results_sha256="a" * 64, post="局长", day=date(2023, 1, 9))
    folder.edition.parent.mkdir(parents=True)
    folder.edition.write_text(edition_text(about), encoding="utf-8")
    folder.signoff.write_text(signoff_text(form), encoding="utf-8")

    (edition, faults), (signoff, errors) = folder.read_edition(), folder.read_signoff()

    assert (faults, errors) == ((), ())
    assert edition is not None
    assert signoff is not None
    assert edition.record == about
    assert signoff.record == form


def test_an_empty_form_is_sound_and_unsigned(tmp_path: Path) -> None:
    folder = EditionFolder(tmp_path, "2022Q3")
    folder.signoff.parent.mkdir(parents=True)
    form = SignOff(edition="2022Q3", results_sha256="b" * 64)
    folder.signoff.write_text(signoff_text(form), encoding="utf-8")

    signoff, errors = folder.read_signoff()

    assert errors == ()
    assert signoff is not None
    assert (signoff.record.post, signoff.record.day) == ("", None)
