"""Catch-all wording: what a guide may not say is found, what only looks like it is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from pydantic import ValidationError

from builder.flags.condition import FlagCondition
from builder.flags.lexicon import find_catch_all, fold_for
from builder.flags.lexicon_words import CatchAllPattern, Certainty, InnocentPattern, Lexicon, Scope
from builder.flags.triggers.catalogue_wording import CatalogueWordingTrigger
from builder.formats.yaml_text import read_yaml
from builder.model.flags import FlagSeverity

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
#: What case files write for signs that an eye can't see.
UNSEEN = {"<ZW>": "\u200b", "<SH>": "\u00ad", "<BR>": "\n"}


@dataclass(frozen=True)
class Phrase:
    """What a case file says of one phrase."""

    text: str
    scope: Scope
    found: list[list[str]]


def read_phrases(name: str) -> list[Phrase]:
    written = read_yaml(CASES / name).value
    assert isinstance(written, Mapping)
    return [
        Phrase(
            unseen(one["text"]),
            Scope(one["scope"]),
            [[certainty, unseen(words)] for certainty, words in one.get("found", [])],
        )
        for kind in ("hits", "innocent")
        for one in written[kind]
    ]


def unseen(text: str) -> str:
    for mark, sign in UNSEEN.items():
        text = text.replace(mark, sign)
    return text


@cache
def lexicon() -> Lexicon:
    written = read_yaml(ROOT / "rubrics" / "flags" / "RF-09.yml").value
    [trigger] = FlagCondition.model_validate(written).triggers
    assert isinstance(trigger, CatalogueWordingTrigger)
    return trigger.lexicon


PHRASES = read_phrases("lexicon.yml")
HELD_OUT = read_phrases("lexicon-held-out.yml")


@pytest.mark.parametrize("phrase", [*PHRASES, *HELD_OUT], ids=lambda one: f"{one.scope} {one.text}")
def test_a_phrase_is_told_right(phrase: Phrase) -> None:
    hits = find_catch_all(phrase.text, phrase.scope, lexicon())

    assert [[hit.certainty.value, hit.words] for hit in hits] == phrase.found


def test_half_of_the_sixty_phrases_are_innocent() -> None:
    assert len(PHRASES) == 60
    assert sum(not phrase.found for phrase in PHRASES) == 30
    assert len(HELD_OUT) > 20


def test_a_hit_knows_where_it_stands_in_the_text_as_written() -> None:
    text = "1.身份证；\n2.其 它\u200b材料。"

    [hit] = find_catch_all(text, Scope.MATERIALS, lexicon())

    assert text[hit.start : hit.end] == hit.words == "其 它\u200b材料"


def test_several_wordings_of_one_text_are_told_in_their_order() -> None:
    text = "营业执照等材料，必要时提供有关证明"

    hits = find_catch_all(text, Scope.MATERIALS, lexicon())

    assert [hit.words for hit in hits] == ["等材料", "必要时", "有关证明"]


def test_the_part_of_the_guide_decides_how_grave_it_is() -> None:
    graveness = {
        (scope.value, certainty.value): lexicon().severity(scope, certainty)
        for scope in Scope
        for certainty in Certainty
    }

    assert graveness.pop(("材料", "A")) is FlagSeverity.RED
    assert graveness.pop(("设定依据", "A")) is None
    assert graveness.pop(("设定依据", "B")) is None
    assert set(graveness.values()) == {FlagSeverity.YELLOW}


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope is not Scope.BASIS])
def test_other_materials_are_found_in_every_part_but_the_legal_basis(scope: Scope) -> None:
    assert [hit.pattern for hit in find_catch_all("其他材料", scope, lexicon())] == ["A1"]
    assert find_catch_all("其他材料", Scope.BASIS, lexicon()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "《其他材料》",
        "《关于〈其他材料〉的通知》",
        "《甲《其他材料》乙》",
        "《其他\n材料》",
        "《其他》《材料》",
    ],
)
def test_what_stands_in_a_title_is_ignored(text: str) -> None:
    assert find_catch_all(text, Scope.MATERIALS, lexicon()) == ()


@pytest.mark.parametrize("text", ["《目录以外的其他材料", "其他材料》", "《甲》其他材料《乙》"])
def test_an_open_bracket_hides_nothing(text: str) -> None:
    assert [hit.words for hit in find_catch_all(text, Scope.MATERIALS, lexicon())] == ["其他材料"]


@pytest.mark.parametrize("pattern", lexicon().patterns, ids=lambda one: one.id)
def test_the_example_of_a_pattern_is_told_in_the_parts_that_it_is_for(
    pattern: CatchAllPattern,
) -> None:
    for scope in pattern.scopes or (Scope.MATERIALS, Scope.CONDITIONS, Scope.STEPS, Scope.FEES):
        hits = find_catch_all(pattern.example, scope, lexicon())

        assert hits
        assert min(hit.certainty for hit in hits) <= pattern.certainty


@pytest.mark.parametrize("pattern", lexicon().innocent, ids=lambda one: one.id)
def test_the_example_of_an_innocent_pattern_fits_it_and_is_not_told(
    pattern: InnocentPattern,
) -> None:
    place = lexicon().innocent.index(pattern)

    assert lexicon().excusing[place].search(fold_for(pattern.example, lexicon()).text)
    assert find_catch_all(pattern.example, Scope.MATERIALS, lexicon()) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"pattern": "其他("},
        {"pattern": "<nothing>材料"},
        {"class": "C"},
        {"id": "A1"},
    ],
    ids=str,
)
def test_a_pattern_that_cannot_be_used_is_refused(change: dict[str, str]) -> None:
    one = {"id": "X1", "class": "A", "title": "甲", "pattern": "其他材料", "example": "其他材料"}
    written = lexicon().model_dump(mode="json", by_alias=True)
    assert Lexicon.model_validate({**written, "patterns": [*written["patterns"], one]})

    with pytest.raises(ValidationError):
        Lexicon.model_validate({**written, "patterns": [*written["patterns"], {**one, **change}]})
