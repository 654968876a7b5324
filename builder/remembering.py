"""Results that need not be come by again: what came in, by its bytes, and what it came to."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from builder.bookkeeping import Bookkeeper
from builder.forks import Tally
from builder.intake.calendar import needs
from builder.ledger import Ledger
from builder.pages.handbook import Handbook
from builder.pipeline import Rules, Settings, make_handbook, read_rules, settle
from builder.progress import Progress
from builder.project import Project
from builder.store import Store, fingerprint_files

_PROGRAM = Path(__file__).parent


def open_store(folder: Path) -> Store:
    """What was made before by this very program, in *folder*. Raises OSError."""
    files = fingerprint_files(_PROGRAM, _PROGRAM.rglob("*.py"))
    told = "\n".join((sys.version, files, *_installed()))
    return Store(folder, sha256(told.encode()).hexdigest())


def _installed() -> Sequence[str]:
    """Every package that is installed, with its version, as the name of its folder tells them.

    To ask `importlib.metadata` would have a hundred files read.
    """
    folders = (Path(folder) for folder in sys.path if Path(folder).is_dir())
    return sorted({one.name for folder in folders for one in folder.glob("*.*-info")})


def fingerprint_templates(project: Project) -> str:
    """The fingerprint of all that pages and papers are made with. Raises OSError."""
    return fingerprint_files(project.templates, _files(project.templates))


def reevaluate(project: Project, store: Store, progress: Progress) -> Ledger:
    """As `builder.pipeline.evaluate`, but what *store* holds isn't read and scored again.

    Raises SettingsError and OSError.
    """
    with progress.step("读取评估细则和评估任务"):
        rubrics = fingerprint_files(project.rubrics, _files(project.rubrics))
        settings = settle(project, _recall_rules(project.rubrics, rubrics, store))
        handbook = _recall_handbook(settings, rubrics, store)
        prints = _fingerprint_campaigns(settings, project, store)
    keeper = Bookkeeper(settings, prints, store, project.cache, Tally())
    with progress.follow("读取填报表，核分", lambda: keeper.files.number):
        keeper.go_ahead()
        return keeper.put_together(handbook)


def _recall_rules(folder: Path, rubrics: str, store: Store) -> Rules:
    """What *folder* holds, as its fingerprint *rubrics* tells; read each time if it is wrong."""
    print_ = store.fingerprint("细则", folder.name, rubrics)
    rules = store.find(print_)
    if not isinstance(rules, Rules):
        rules = read_rules(folder)
        if not rules.problems:
            store.keep(print_, rules)
    return rules


def _recall_handbook(settings: Settings, rubrics: str, store: Store) -> Handbook:
    """What the site tells of *settings*, which store then knows by the fingerprint *rubrics*."""
    print_ = store.fingerprint("手册", rubrics)
    handbook = store.find(print_)
    if not isinstance(handbook, Handbook):
        handbook = make_handbook(settings)
        store.keep(print_, handbook)
    store.know(handbook, rubrics)
    return handbook


def _fingerprint_campaigns(settings: Settings, project: Project, store: Store) -> Mapping[str, str]:
    """What each campaign's results hang on, by its id.

    That is all that lies in its folder, its rubrics, the other schemas, and the campaigns that it
    builds on.
    """
    common = fingerprint_files(project.rubrics, _files(project.rubrics, "*/**/*"))
    prints: dict[str, str] = {}
    for item in settings.calendar:
        campaign = item.campaign
        came = fingerprint_files(item.folder, _files(item.folder))
        rubrics = [settings.library[id_].sha256 for id_ in campaign.instruments]
        before = [prints[name] for name in needs(campaign)]
        basis = (campaign.id, common, came, rubrics, before)
        prints[campaign.id] = store.fingerprint("核分", *basis)
    return prints


def _files(folder: Path, pattern: str = "**/*") -> Iterator[Path]:
    return (path for path in folder.glob(pattern) if path.is_file())
