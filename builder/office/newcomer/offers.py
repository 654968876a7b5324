"""What a campaign can be made of: every rubric, dossier and catalogue of a project, in a list."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.model.units import UNIT_KIND_NAMES, Unit
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.dossier import Dossier
from builder.rubric.library import Instrument


class Part(StrEnum):
    """Which key of `campaign.yml` names it."""

    INSTRUMENT = "instruments"
    DOSSIER = "dossiers"
    CATALOGUE = "catalogues"


@dataclass(frozen=True, slots=True)
class Offer:
    """One of them, with what helps to choose: whom it is for and how long it is."""

    part: Part
    id: str
    title: str
    whom: str
    rows: str


def list_offers(
    library: Mapping[str, Instrument],
    dossiers: Mapping[str, Dossier],
    catalogues: Mapping[str, CatalogueSchema],
) -> tuple[Offer, ...]:
    """Rubrics first, then dossiers, then catalogues, each by id."""
    rubrics = (_rubric(library[id_]) for id_ in sorted(library))
    claims = (
        Offer(Part.DOSSIER, id_, one.title, "佐证材料", f"{len(one.claims)}个论点")
        for id_, one in sorted(dossiers.items())
    )
    lists = (
        Offer(Part.CATALOGUE, id_, one.title, "群众目录", f"{len(one.columns)}列")
        for id_, one in sorted(catalogues.items())
    )
    return (*rubrics, *claims, *lists)


def choose_offers(text: str, offers: Sequence[Offer]) -> tuple[Offer, ...] | None:
    """The *offers* that *text* names by number or id, in their own order; None where one isn't."""
    words = [word for word in re.split(r"[\s、，,；;]+", text.strip()) if word]
    known = {str(number): offer for number, offer in enumerate(offers, start=1)}
    known |= {offer.id: offer for offer in offers}
    if not words or any(word not in known for word in words):
        return None
    chosen = {known[word].id for word in words}
    return tuple(offer for offer in offers if offer.id in chosen)


def without_rubric(
    units: Sequence[Unit], offers: Sequence[Offer], library: Mapping[str, Instrument]
) -> tuple[Unit, ...]:
    """The *units* that none of the chosen rubrics is for; none where no rubric is chosen."""
    rubrics = [library[offer.id].rubric for offer in offers if offer.part is Part.INSTRUMENT]
    covered = {kind for rubric in rubrics for kind in rubric.kinds}
    return tuple(unit for unit in units if rubrics and unit.kind not in covered)


def _rubric(instrument: Instrument) -> Offer:
    rubric = instrument.rubric
    whom = "、".join(UNIT_KIND_NAMES[kind] for kind in rubric.kinds)
    return Offer(Part.INSTRUMENT, rubric.id, rubric.title, whom, f"{len(rubric.indicators)}行")
