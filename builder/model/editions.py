"""Editions (版次): a published, frozen state of the whole site; a correction makes a new one."""

from dataclasses import dataclass
from datetime import date


def edition_tag(id_: str) -> str:
    """What git calls the commit that the edition *id_* was made from."""
    return f"edition/{id_}"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: what it is called, who signed for it, and what it was made from."""

    #: 「2022Q3」, 「2022Q3-更正1」: its folder on the publication branch and its tag.
    id: str
    #: As readers see it: 「2022年第三季度」.
    title: str
    #: The day of the sign-off, never that of the clock; None for a draft.
    published: date | None
    #: The post that signed, not a person; empty for a draft.
    signed_by: str
    #: Id of the edition that it corrects; None where it corrects none.
    corrects: str | None
    #: 更正说明: what was wrong and is put right, in the office's words; empty for no correction.
    notice: str
    #: Id of the commit that its inputs and rubrics were taken from; empty for a draft.
    commit: str
    #: The fingerprint that was signed for: `results_fingerprint` of its manifest.
    results_sha256: str

    @property
    def is_draft(self) -> bool:
        """Whether nobody has signed for it yet."""
        return self.published is None

    @property
    def tag(self) -> str:
        """What git calls the commit that it was made from."""
        return edition_tag(self.id)
