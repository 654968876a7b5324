"""The conditions of the project, and the scenes that prove them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.flags.condition import FlagCondition
from builder.flags.library import read_conditions
from builder.rubric.catalogue import CatalogueSchema, read_catalogue_schemas
from builder.rubric.library import Instrument, read_library

RUBRICS = Path(__file__).parents[2] / "rubrics"


@pytest.fixture(scope="session")
def library() -> Mapping[str, Instrument]:
    """Every rubric of the project, by id."""
    return read_library(RUBRICS)[0]


@pytest.fixture(scope="session")
def schemas() -> Mapping[str, CatalogueSchema]:
    """Every catalogue's schema, by id."""
    return read_catalogue_schemas(RUBRICS)[0]


@pytest.fixture(scope="session")
def conditions(library: Mapping[str, Instrument]) -> tuple[FlagCondition, ...]:
    """Every condition of the project, by code."""
    rubrics = {id_: one.rubric for id_, one in library.items()}
    found, problems = read_conditions(RUBRICS / "flags", rubrics)
    assert problems == ()
    return found
