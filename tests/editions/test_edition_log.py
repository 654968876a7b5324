"""The log of editions, and what is signed for."""

import hashlib
from datetime import date

import pytest

from builder.editions.edition_log import EditionLogError, log_json, read_log
from builder.editions.manifest import (
    Manifest,
    ManifestError,
    SourceFile,
    read_manifest,
    results_fingerprint,
)
from builder.model.editions import Edition

FIRST = Edition(
    *("2022Q1", "2022年第一季度", date(2022, 4, 20), "区政务服务局分管负责人"),
    *(None, "", "c" * 40, "a" * 64),
)


def test_the_log_reads_back_what_it_wrote() -> None:
    second = Edition(
        *("2022Q1-更正1", "2022年第一季度（更正）", date(2022, 5, 6), "区政务服务局分管负责人"),
        *("2022Q1", "示例三镇2.2核定有误", "d" * 40, "b" * 64),
    )

    assert read_log(log_json((FIRST, second))) == (FIRST, second)


@pytest.mark.parametrize(
    "content", [b"[]", b"{}", b"<html>", b'{"schema": "gongshi-editions/2", "editions": []}']
)
def test_another_file_is_no_log(content: bytes) -> None:
    with pytest.raises(EditionLogError):
        read_log(content)


def test_the_fingerprint_is_that_of_the_list_that_sha256sum_writes() -> None:
    results = (
        SourceFile("data/b/results.json", "2" * 64),
        SourceFile("data/a/results.json", "1" * 64),
    )
    listed = f"{'1' * 64}  data/a/results.json\n{'2' * 64}  data/b/results.json\n"

    found = results_fingerprint(Manifest((), (), results))

    assert found == hashlib.sha256(listed.encode()).hexdigest()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[]", "不是清单文件"),
        (b"{", "不是清单文件"),
        (
            b'{"schema": "gongshi-manifest/9", "inputs": [], "rubrics": [], "results": []}',
            "清单的格式是 gongshi-manifest/9",
        ),
    ],
)
def test_what_is_no_manifest_of_ours_is_told(content: bytes, words: str) -> None:
    with pytest.raises(ManifestError, match=words):
        read_manifest(content)
