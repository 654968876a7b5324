"""What a build keeps for the next one is found by what it was made from, or made anew."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

from builder.forks import spread
from builder.model.places import CellPlace
from builder.store import Store, UnknownThingError, fingerprint_files


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things together."""

    first: object
    second: object


def test_what_was_kept_is_found_by_the_next_run(tmp_path: Path) -> None:
    print_ = Store(tmp_path, "程序").fingerprint("得分", "2022Q1")
    Store(tmp_path, "程序").keep(print_, {"县民政局": Decimal("91.35")})

    assert Store(tmp_path, "程序").find(print_) == {"县民政局": Decimal("91.35")}


def test_another_program_finds_nothing(tmp_path: Path) -> None:
    prints = {Store(tmp_path, name).fingerprint("得分", "2022Q1") for name in ("甲", "乙")}

    assert len(prints) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1, 2), (12,)),
        ("1", 1),
        (Decimal("1.0"), Decimal("1.00")),
        (None, "None"),
        (date(2022, 1, 1), "2022-01-01"),
        ({"a": 1}, {"a": 2}),
        (Pair(1, 2), Pair(2, 1)),
        (["a", "b"], ["a,b"]),
        (True, 1),
    ],
)
def test_different_things_have_different_fingerprints(
    one: object, other: object, tmp_path: Path
) -> None:
    store = Store(tmp_path, "程序")

    assert store.fingerprint("步骤", one) != store.fingerprint("步骤", other)
    assert store.fingerprint_content("步骤", one) != store.fingerprint_content("步骤", other)


def test_what_holds_the_same_has_one_fingerprint_however_it_lies_in_memory(
    tmp_path: Path,
) -> None:
    store, text = Store(tmp_path, "程序"), "县民政局" * 2
    alike = Pair(text, text), Pair(text, "".join(list(text)))
    store.know(alike[0], "来历")

    prints = {store.fingerprint_content("步骤", one) for one in alike}

    assert len(prints) == 1
    assert store.fingerprint_content("别的步骤", alike[0]) not in prints
    assert Store(tmp_path, "别的程序").fingerprint_content("步骤", alike[0]) not in prints


def test_the_order_of_a_mapping_tells_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path, "程序")

    assert store.fingerprint("步骤", {1: 2, 3: 4}) == store.fingerprint("步骤", {3: 4, 1: 2})


def test_a_known_thing_is_told_by_what_it_was_made_from_and_so_are_its_parts(
    tmp_path: Path,
) -> None:
    store, part = Store(tmp_path, "程序"), Pair(object(), object())
    whole = Pair(part, object())
    store.know(whole, "来历")

    assert store.fingerprint("步骤", whole) != store.fingerprint("步骤", part)
    with pytest.raises(UnknownThingError):
        store.fingerprint("步骤", part.first)


def test_a_damaged_entry_is_as_good_as_none(tmp_path: Path) -> None:
    store = Store(tmp_path, "程序")
    store.keep("ab12", ["得分"])
    entry = tmp_path / "ab" / "ab12"
    whole = entry.read_bytes()

    flipped = whole[:40] + bytes([whole[40] ^ 1]) + whole[41:]
    for damaged in (b"", whole[:-1], flipped, b"\x80"):
        entry.write_bytes(damaged)
        assert store.find("ab12") is None


def test_what_this_run_did_not_ask_for_is_swept_away(tmp_path: Path) -> None:
    for name in ("aa11", "bb22"):
        Store(tmp_path, "程序").keep(name, name)
    store = Store(tmp_path, "程序")

    assert store.holds("aa11")
    store.sweep()

    assert store.find("aa11") == "aa11"
    assert [path.name for path in tmp_path.glob("*/*")] == ["aa11"]


def test_what_another_process_asked_for_stays_too(tmp_path: Path) -> None:
    for name in ("aa11", "bb22"):
        Store(tmp_path, "程序").keep(name, name)
    store = Store(tmp_path, "程序")

    store.use(["bb22"])
    store.sweep()

    assert [path.name for path in tmp_path.glob("*/*")] == ["bb22"]


def test_a_file_renamed_or_changed_changes_the_fingerprint_of_its_folder(tmp_path: Path) -> None:
    def told() -> str:
        return fingerprint_files(tmp_path, tmp_path.iterdir())

    (tmp_path / "甲.xlsx").write_bytes(b"1")
    prints = [told()]
    (tmp_path / "甲.xlsx").rename(tmp_path / "乙.xlsx")
    prints.append(told())
    (tmp_path / "乙.xlsx").write_bytes(b"2")
    prints.append(told())

    assert len(set(prints)) == 3


@dataclass(frozen=True)
class Plain:
    """A record that is made anew from its fields."""

    name: str
    length: int


@dataclass(frozen=True)
class Made:
    """A record that no class can make anew from its fields in their order."""

    name: str
    length: int = field(init=False, default=3)


@dataclass(frozen=True, kw_only=True)
class Named:
    """Another one."""

    name: str


@pytest.mark.parametrize(
    "made",
    [Plain("丙", 3), Made("甲"), Named(name="乙"), (Made("甲"), Plain("丙", 3), Named(name="乙"))],
)
def test_whatever_record_was_kept_comes_back_as_it_was(made: object, tmp_path: Path) -> None:
    Store(tmp_path, "程序").keep("ab12", made)

    assert Store(tmp_path, "程序").find("ab12") == made


def test_the_parts_of_several_known_things_are_told_apart(tmp_path: Path) -> None:
    store, parts = Store(tmp_path, "程序"), (Pair("甲", 1), Pair("乙", 2))
    store.know(parts, "来历")

    assert store.fingerprint("步骤", parts[0]) != store.fingerprint("步骤", parts[1])
    store.know("甲", "来历")
    assert store.fingerprint("步骤", parts) != store.fingerprint("步骤", parts[0])


def test_what_a_function_gave_is_found_for_the_same_arguments_alone(tmp_path: Path) -> None:
    calls: list[int] = []

    def double(number: int) -> int:
        calls.append(number)
        return number * 2

    def ask(key: str, number: int, program: str = "程序") -> int:
        return Store(tmp_path, program).recall(key, double, number)

    given = [ask("a", 2), ask("a", 2), ask("a", 3), ask("b", 2), ask("a", 2, "别的程序")]

    assert given == [4, 4, 6, 4, 4]
    assert calls == [2, 3, 2, 2]


def test_what_is_noted_within_a_block_stays_used(tmp_path: Path) -> None:
    store = Store(tmp_path, "程序")
    names = [store.fingerprint(name) for name in ("之前", "之中", "没有")]
    for name in names:
        Store(tmp_path, "程序").keep(name, "什么")
    store.find(names[0])

    with store.noting() as used:
        store.find(names[1])
    store.sweep()

    assert used == {names[1]}
    assert [Store(tmp_path, "程序").find(name) for name in names] == ["什么", "什么", None]


def test_several_processes_keep_the_same_thing_at_the_same_time(tmp_path: Path) -> None:
    store = Store(tmp_path, "程序")
    print_ = store.fingerprint("模板")

    def keep(number: int) -> int:
        for _ in range(300):
            store.keep(print_, "同一件东西" * 500)
        return number

    assert [made for _, made in spread(keep, [1, 2, 3], 3)] == [1, 2, 3]
    assert store.find(print_) == "同一件东西" * 500
    assert [path.name for path in tmp_path.glob("*/*")] == [print_]


class Word(StrEnum):
    """A word that equals a text."""

    ONE = "一"


def test_parts_that_say_the_same_are_one_when_they_come_back(tmp_path: Path) -> None:
    """Beside those that are equal and say something else: 2.0 and 2.00, a word and its text."""
    place = CellPlace("a.xlsx", "表", "B2")
    trace = ("达标", "记2分")
    pairs = [
        Pair("县民政局", Decimal("2.0")),
        Pair("县民政局办"[:4], Decimal("2.00")),
        Pair(place, trace),
        Pair(replace(place), trace[:1] + trace[1:]),
        Pair(Word.ONE, Decimal("2.00")),
        Pair("一", (2, "a")),
    ]
    store = Store(tmp_path, "程序")

    store.keep("a" * 64, pairs)
    found = store.find("a" * 64)

    assert isinstance(found, list)
    assert repr(found) == repr(pairs)
    assert found[0].first is found[1].first
    assert found[2].first is found[3].first
    assert found[2].second is found[3].second
    assert found[1].second is found[4].second
    assert found[0].second is not found[1].second
