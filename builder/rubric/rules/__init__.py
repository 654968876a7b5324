"""The rule kinds, one a file; this is the whole list of them.

A new kind is a file with one class, and its name in `Rule` below.
"""

from typing import Annotated

from pydantic import Field

from builder.rubric.rules.accrual import Accrual
from builder.rubric.rules.award import Award
from builder.rubric.rules.bands import Bands
from builder.rubric.rules.checklist import Checklist
from builder.rubric.rules.deduction import Deduction
from builder.rubric.rules.events import Events
from builder.rubric.rules.imported import Imported
from builder.rubric.rules.judgement import Judgement
from builder.rubric.rules.levels import Levels
from builder.rubric.rules.normalised import Normalised
from builder.rubric.rules.proportion import Proportion
from builder.rubric.rules.rank import Rank
from builder.rubric.rules.status import Status
from builder.rubric.rules.target import Target

#: Every kind, told apart by its `kind` key.
Rule = Annotated[
    Accrual
    | Award
    | Bands
    | Checklist
    | Deduction
    | Events
    | Imported
    | Judgement
    | Levels
    | Normalised
    | Proportion
    | Rank
    | Status
    | Target,
    Field(discriminator="kind"),
]
