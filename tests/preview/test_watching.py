"""What counts as a change, and that it is told only once the files have come to rest."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.preview import watching
from builder.preview.watching import differences, take_snapshot, watch_project
from builder.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("input/county", "rubrics", "site_templates"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: 公示", encoding="utf-8")
    (tmp_path / "input/county/甲.xlsx").write_bytes(b"1")
    return Project(tmp_path, tmp_path / "output")


def test_a_file_that_comes_changes_or_goes_is_a_difference(project: Project) -> None:
    before = take_snapshot(project)
    (project.root / "rubrics/乙.yml").write_text("id: b", encoding="utf-8")
    (project.root / "mkdocs.yml").write_text("site_name: 另一个", encoding="utf-8")
    (project.root / "input/county/甲.xlsx").unlink()

    told = differences(before, take_snapshot(project))

    assert told == {"rubrics/乙.yml", "mkdocs.yml", "input/county/甲.xlsx"}


def test_a_copy_with_the_old_time_and_size_is_a_difference(project: Project) -> None:
    """As a copy that keeps times makes it: only the moment of the change itself tells."""
    path = project.root / "input/county/甲.xlsx"
    times = path.stat()
    before = take_snapshot(project)
    time.sleep(0.02)
    path.write_bytes(b"2")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert differences(before, take_snapshot(project)) == {"input/county/甲.xlsx"}


@pytest.mark.parametrize("name", ["~$甲.xlsx", ".~lock.甲.xlsx#", "0B8C1A00.tmp", "甲.xlsx.part"])
def test_what_programs_leave_while_they_work_is_none(project: Project, name: str) -> None:
    before = take_snapshot(project)

    (project.root / "input/county" / name).write_bytes(b"lock")

    assert differences(before, take_snapshot(project)) == frozenset()


def test_the_output_is_not_looked_at(project: Project) -> None:
    before = take_snapshot(project)
    (project.root / "output").mkdir()
    (project.root / "output/problems.json").write_text("{}", encoding="utf-8")

    assert take_snapshot(project) == before


def test_a_file_is_told_when_it_is_whole(project: Project) -> None:
    """It is written in ten pieces, 20 ms apart; it rests after five times as long."""
    path = project.root / "input/county/大.xlsx"

    def write() -> None:
        time.sleep(0.1)
        with path.open("wb") as stream:
            for _ in range(10):
                stream.write(b"piece")
                stream.flush()
                time.sleep(0.02)

    before, stop = take_snapshot(project), threading.Event()
    writer = threading.Thread(target=write)
    writer.start()
    told = next(now for now in watch_project(project, before, stop) if now != before)
    stop.set()
    writer.join()

    assert told["input/county/大.xlsx"].size == len(b"piece") * 10


def test_a_folder_that_is_put_in_whole_is_told(project: Project) -> None:
    other = project.root / "elsewhere"
    shutil.copytree(project.input / "county", other)
    before, stop = take_snapshot(project), threading.Event()
    mover = threading.Timer(0.1, other.rename, [project.input / "city"])
    mover.start()

    told = next(now for now in watch_project(project, before, stop) if now != before)
    stop.set()

    assert differences(before, told) == {"input/city/甲.xlsx"}


def test_a_file_that_went_while_it_was_looked_at_does_not_count(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = watching._state  # noqa: SLF001 - nothing else comes between listing and looking

    def gone(path: Path) -> watching.FileState:
        if path.name == "甲.xlsx":
            raise FileNotFoundError
        return state(path)

    monkeypatch.setattr(watching, "_state", gone)

    assert list(take_snapshot(project)) == ["mkdocs.yml"]


def test_a_look_without_a_change_is_told_too_and_the_end_is_an_end(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing changed at the first look; at the second something did, and then it was stopped."""
    stop, seen = threading.Event(), take_snapshot(project)

    def looks(*_: object, **__: object) -> Iterator[None]:
        yield None
        (project.root / "mkdocs.yml").write_text("site_name: 另一个名", encoding="utf-8")
        stop.set()
        yield None

    monkeypatch.setattr(watching, "watch", looks)

    told = list(watch_project(project, seen, stop))

    assert told[0] == seen
    assert differences(*told) == {"mkdocs.yml"}
