"""The office's papers on one campaign, by the names that they get below its folder."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.flags.public_results import published
from builder.memory import Recall, afresh
from builder.model.problems import Problem
from builder.office.appeal_summary import appeal_workbook
from builder.office.chase_list import chase_text, chase_workbook
from builder.office.circular import TEMPLATE, CircularTemplateError, circular
from builder.office.consultation import consultation_packs
from builder.office.filing_status import filing_statuses
from builder.office.marked_copies import marked_copies
from builder.office.problem_workbook import problem_workbook
from builder.office.public_draft import public_draft
from builder.office.rectification_register import rectification_workbook
from builder.office.scores import comparison_workbook
from builder.office.summary_table import summary_workbook
from builder.scoring.campaigns import ScoredCampaign
from builder.scoring.results import CampaignResult

#: What follows from the returns alone, before anything is settled.
RETURN_PAPERS = ("退回修改", "催报名单.xlsx", "催报文字.txt", "问题清单.xlsx")
#: The folder of what goes to each unit alone.
PACKS = "征求意见"
#: What follows from the results.
RESULT_PAPERS = (
    "得分对照.xlsx",
    "汇总表.xlsx",
    "整改台账.xlsx",
    PACKS,
    "征求意见情况.xlsx",
    "公示稿.md",
    "通报.docx",
)

#: Path below the campaign's folder → content.
Papers = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Desk:
    """The papers of one campaign, and why one of them couldn't be written."""

    papers: Papers
    faults: tuple[str, ...] = ()


def return_papers(
    result: CampaignResult,
    problems: Sequence[Problem],
    read: Callable[[str], bytes],
    recall: Recall = afresh,
) -> Papers:
    """Who has to be reminded, and what has to be mended; no paper where there is nothing to say.

    *problems* are the campaign's, *read* gives a file's bytes by its path in the campaign's
    folder, and may raise OSError; marked copies are come by through *recall*.
    """
    statuses = filing_statuses(result, problems)
    chase = chase_workbook(result, statuses, problems)
    copies = marked_copies(result, problems, read, recall)
    papers: dict[str, str | bytes] = {f"退回修改/{name}": book for name, book in copies.items()}
    if chase is not None:
        papers["催报名单.xlsx"] = chase
        papers["催报文字.txt"] = chase_text(result, statuses, problems)
    if problems:
        papers["问题清单.xlsx"] = problem_workbook(result, problems)
    return papers


def unit_papers(item: ScoredCampaign) -> Papers:
    """What a campaign came to for each unit, for its own eyes and answer."""
    return {f"{PACKS}/{name}": book for name, book in consultation_packs(item).items()}


def result_papers(item: ScoredCampaign, templates: Path) -> Desk:
    """What a campaign came to, for leaders; *templates* is the folder of templates.

    Raises jinja2.TemplateError for a wrong 公示稿, and OSError where a template can't be read; a
    wrong 通报 is a fault, and leaves the rest as it is.
    """
    result = item.result
    if not result.instruments:
        return Desk({})
    papers: dict[str, str | bytes] = {
        "得分对照.xlsx": comparison_workbook(item),
        "汇总表.xlsx": summary_workbook(result),
        "整改台账.xlsx": rectification_workbook(result),
        "公示稿.md": public_draft(published(result), templates),
    }
    summary = appeal_workbook(result)
    if summary is not None:
        papers["征求意见情况.xlsx"] = summary
    try:
        papers["通报.docx"] = circular(result, (templates / TEMPLATE).read_bytes())
    except CircularTemplateError as error:
        return Desk(papers, (str(error),))
    return Desk(papers)
