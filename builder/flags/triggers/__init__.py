"""The trigger kinds, one a file; this is the whole list of them.

A new kind is a file with one class, and its name in `Trigger` below.
"""

from typing import Annotated

from pydantic import Field

from builder.flags.triggers.catalogue_cancelled_proof import CatalogueCancelledProofTrigger
from builder.flags.triggers.catalogue_commitment import CatalogueCommitmentTrigger
from builder.flags.triggers.catalogue_elements import CatalogueElementsTrigger
from builder.flags.triggers.catalogue_licences import CatalogueLicencesTrigger
from builder.flags.triggers.catalogue_matters import CatalogueMattersTrigger
from builder.flags.triggers.catalogue_policies import CataloguePoliciesTrigger
from builder.flags.triggers.catalogue_same_source import CatalogueSameSourceTrigger
from builder.flags.triggers.catalogue_times import CatalogueTimesTrigger
from builder.flags.triggers.catalogue_wording import CatalogueWordingTrigger
from builder.flags.triggers.checks import ChecksTrigger
from builder.flags.triggers.copied import CopiedTrigger
from builder.flags.triggers.event import EventTrigger
from builder.flags.triggers.lacking import LackingTrigger
from builder.flags.triggers.late import LateTrigger
from builder.flags.triggers.leap import LeapTrigger
from builder.flags.triggers.ledger import LedgerTrigger
from builder.flags.triggers.measure import MeasureTrigger
from builder.flags.triggers.missing import MissingTrigger
from builder.flags.triggers.out_of_range import OutOfRangeTrigger
from builder.flags.triggers.overdue import OverdueTrigger
from builder.flags.triggers.overrated import OverratedTrigger
from builder.flags.triggers.own_choices import OwnChoicesTrigger
from builder.flags.triggers.repeat import RepeatTrigger
from builder.flags.triggers.text_elsewhere import TextElsewhereTrigger
from builder.flags.triggers.text_leaks import TextLeaksTrigger
from builder.flags.triggers.undecided import UndecidedTrigger
from builder.flags.triggers.unproven import UnprovenTrigger

#: Every kind, told apart by its `kind` key.
Trigger = Annotated[
    CatalogueCancelledProofTrigger
    | CatalogueCommitmentTrigger
    | CatalogueElementsTrigger
    | CatalogueLicencesTrigger
    | CatalogueMattersTrigger
    | CataloguePoliciesTrigger
    | CatalogueSameSourceTrigger
    | CatalogueTimesTrigger
    | CatalogueWordingTrigger
    | ChecksTrigger
    | CopiedTrigger
    | EventTrigger
    | LackingTrigger
    | LateTrigger
    | LeapTrigger
    | LedgerTrigger
    | MeasureTrigger
    | MissingTrigger
    | OutOfRangeTrigger
    | OverdueTrigger
    | OverratedTrigger
    | OwnChoicesTrigger
    | RepeatTrigger
    | TextElsewhereTrigger
    | TextLeaksTrigger
    | UndecidedTrigger
    | UnprovenTrigger,
    Field(discriminator="kind"),
]
