"""From changed files to Markdown: only what rests on them is read, scored and drawn again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.formats.excel_reading.reader import Reader
from builder.formats.jinja_text import TextTemplates
from builder.intake.calendar import SETTINGS, CampaignFolder
from builder.memory import Memory
from builder.model.returns import CampaignReturns
from builder.pages.downloads import data_files
from builder.pages.overview import survey_site
from builder.pages.site import Navigation, navigation, render_pages
from builder.pipeline import (
    Evaluation,
    Schemas,
    Settings,
    choose_schemas,
    read_campaign,
    read_settings,
    score_all,
)
from builder.progress import Progress
from builder.project import Project

#: What the paths of a project fall into, besides its campaigns.
_SETTINGS, _TEMPLATES, _LOOKS = "settings", "templates", "looks"
_OVERRIDES = "site_templates/overrides/"


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything below the site generator but the open data."""

    evaluation: Evaluation
    #: Address → Markdown.
    pages: Mapping[str, bytes]
    navigation: Navigation
    #: Another number than last time where every page looks different, whatever its Markdown.
    looks: int


class Workshop:
    """Keeps what was made of every part of a project, and makes anew what changes touch."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._memory = Memory()
        #: What was read is kept in the memory, and one process reads whatever changes.
        self._reader = Reader(processes=1)
        #: Part → how often it changed; what is kept says what it was made from.
        self._changes: Counter[str] = Counter()
        #: Campaign id → what its returns were read from, and they.
        self._returns: dict[str, tuple[object, CampaignReturns]] = {}

    def draft(self, changed: Iterable[str], progress: Progress) -> Draft:
        """The site after the files *changed* (paths below the project's folder) did.

        Raises SettingsError, OSError, and what a wrong template raises; the next call then does
        what is left to do.
        """
        self._changes.update(_part(path) for path in changed)
        evaluation = self._evaluate(progress)
        with progress.step("生成页面"):
            opened = self._changes[_TEMPLATES]
            text = self._memory.recall("", self._open_templates, opened)
            site = survey_site(evaluation.results)
            pages = render_pages(site, text, evaluation.handbook, self._memory.recall)
        nav = navigation(site, evaluation.handbook)
        return Draft(evaluation, pages, nav, self._changes[_LOOKS])

    def open_data(self, draft: Draft) -> Mapping[str, bytes]:
        """The data files of *draft* by path."""
        return data_files(survey_site(draft.evaluation.results), self._memory.recall)

    def _evaluate(self, progress: Progress) -> Evaluation:
        with progress.step("读取评估细则和评估任务"):
            changes = self._changes[_SETTINGS]
            settings = self._memory.recall("", self._read_settings, changes)
        own = [item for item in settings.calendar if not item.campaign.combines]
        returns = {
            item.campaign.id: self._read(item, choose_schemas(settings, item.campaign), progress)
            for item in own
        }
        with progress.step("核分"):
            return score_all(settings, returns, self._memory.recall)

    def _read(self, item: CampaignFolder, schemas: Schemas, progress: Progress) -> CampaignReturns:
        id_ = item.campaign.id
        basis = (self._changes[f"input/{id_}"], item, schemas)
        known = self._returns.get(id_)
        if known is not None and known[0] == basis:
            return known[1]
        with progress.count(f"读取填报表 {item.campaign.menu_title}") as advance:
            returns = read_campaign(item, schemas, self._reader, advance, self._memory.recall)
        self._returns[id_] = (basis, returns)
        return returns

    def _read_settings(self, _: int) -> Settings:
        return read_settings(self._project)

    def _open_templates(self, _: int) -> TextTemplates:
        return TextTemplates(self._project.templates)


def _part(path: str) -> str:
    """What has to be made anew where the file *path* changed."""
    area, *below = path.split("/")
    if area == "rubrics" or below[1:] == [SETTINGS]:
        return _SETTINGS
    if area == "input":
        return f"input/{below[0]}"
    return _TEMPLATES if below and not path.startswith(_OVERRIDES) else _LOOKS
