"""What a site tells of its editions: what each changed, and where its figures came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.editions.change import Cause, Change
from builder.editions.differences_json import Compared
from builder.editions.method_change import MethodChange
from builder.editions.sources import UnitSources
from builder.model.editions import Edition


@dataclass(frozen=True, slots=True)
class Chapter:
    """One edition, and what it changed against the one before."""

    edition: Edition
    #: None for the first edition, and for one whose differences weren't kept.
    compared: Compared | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What it changed of what had been published."""
        return self.compared.changes if self.compared is not None else ()

    @property
    def methods(self) -> tuple[MethodChange, ...]:
        """What it changed in the methods."""
        return self.compared.methods if self.compared is not None else ()

    def methods_of(self, rubric: str) -> tuple[MethodChange, ...]:
        """What it changed in the method *rubric*."""
        return tuple(change for change in self.methods if change.rubric == rubric)


@dataclass(frozen=True, slots=True)
class CampaignNews:
    """What the pages of one campaign tell of editions."""

    #: Campaign id.
    campaign: str
    #: The site's own edition.
    chapter: Chapter
    #: Its changes in this campaign.
    changes: tuple[Change, ...]
    #: Unit id → where its figures come from.
    sources: Mapping[str, UnitSources]
    #: (Unit id, row id) → what had been published before an objection was upheld.
    upheld: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of_unit(self, unit: str) -> tuple[Change, ...]:
        """The changes of *unit*."""
        return tuple(change for change in self.changes if change.unit == unit)


@dataclass(frozen=True, slots=True)
class Chronicle:
    """All editions up to the one that the site is; empty where nothing was ever published."""

    #: The site's own first, then those before it, the latest first.
    chapters: tuple[Chapter, ...] = ()
    #: (Campaign id, unit id) → where the unit's figures come from.
    sources: Mapping[tuple[str, str], UnitSources] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.chapters)

    def changing(self, rubric: str) -> tuple[Chapter, ...]:
        """The editions that changed the method *rubric*, the latest first."""
        return tuple(chapter for chapter in self.chapters if chapter.methods_of(rubric))

    def news(self, campaign: str) -> CampaignNews | None:
        """What the pages of *campaign* tell; None where nothing was ever published."""
        if not self.chapters:
            return None
        chapter = self.chapters[0]
        changes = tuple(change for change in chapter.changes if change.campaign == campaign)
        own = {unit: one for (id_, unit), one in self.sources.items() if id_ == campaign}
        return CampaignNews(campaign, chapter, changes, own, self._upheld(campaign))

    def _upheld(self, campaign: str) -> Mapping[tuple[str, str], str]:
        """What the latest edition that upheld an objection on a row found there."""
        return {
            (change.unit, change.indicator): change.before
            for chapter in reversed(self.chapters)
            for change in chapter.changes
            if change.campaign == campaign and change.indicator and change.cause is Cause.APPEAL
        }


NO_CHRONICLE = Chronicle()
