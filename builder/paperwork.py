"""The office's papers on every campaign, gathered for a build or written on their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.memory import Recall, afresh
from builder.model.problems import Problem
from builder.office.desk import (
    RESULT_PAPERS,
    RETURN_PAPERS,
    Desk,
    Papers,
    result_papers,
    return_papers,
    unit_papers,
)
from builder.output import replace_folder, write_files
from builder.scoring.campaigns import ScoredCampaign


@dataclass(frozen=True, slots=True)
class Office:
    """What papers are made from."""

    #: Campaign id → what it came to.
    scored: Mapping[str, ScoredCampaign]
    #: Campaign id → what is wrong in what came in for it.
    problems: Mapping[str, Sequence[Problem]]
    #: The folder with a folder of workbooks for each campaign.
    inputs: Path
    #: The folder of templates.
    templates: Path
    #: How what goes back to a unit is come by.
    recall: Recall = afresh

    def returned(self, campaign: str) -> Papers:
        """The papers that follow from the returns of *campaign*. Raises OSError."""
        folder = self.inputs / campaign
        result = self.scored[campaign].result
        problems = self.problems[campaign]
        return return_papers(result, problems, lambda f: (folder / f).read_bytes(), self.recall)

    def resulting(self, campaign: str) -> Desk:
        """What leaders are told of *campaign*. Raises OSError and jinja2.TemplateError."""
        return result_papers(self.scored[campaign], self.templates)


def write_return_papers(office: Office, campaigns: Sequence[str], folder: Path) -> None:
    """Writes what follows from the returns of *campaigns* below *folder*; other papers stay.

    Raises OSError where a file can't be read or written.
    """
    for id_ in campaigns:
        papers = office.returned(id_)
        with replace_folder(folder / id_, keep=RESULT_PAPERS) as fresh:
            write_files(fresh, papers)


def write_result_papers(
    office: Office, campaigns: Sequence[str], folder: Path, passed: Callable[[Papers], Papers]
) -> tuple[str, ...]:
    """Writes what *campaigns* came to below *folder*; other papers stay. Gives faults in words.

    *passed* gives the papers back when they may leave the office, and raises otherwise. Raises
    OSError and jinja2.TemplateError.
    """
    desks = {id_: _results(office, id_) for id_ in campaigns}
    passed({f"{id_}/{name}": text for id_, d in desks.items() for name, text in d.papers.items()})
    for id_, desk in desks.items():
        with replace_folder(folder / id_, keep=RETURN_PAPERS) as fresh:
            write_files(fresh, desk.papers)
    return tuple(dict.fromkeys(fault for desk in desks.values() for fault in desk.faults))


def _results(office: Office, campaign: str) -> Desk:
    desk = office.resulting(campaign)
    return Desk({**desk.papers, **unit_papers(office.scored[campaign])}, desk.faults)
