"""A preview from its first line to Ctrl-C, with nothing behind it but what it starts and ends."""

import io
from threading import Event
from typing import ClassVar

import pytest
import uvicorn
from rich.console import Console

from builder.preview import session
from builder.preview.session import open_port, preview
from builder.project import Project
from tests.demo.world import ROOT


class Site:
    """Tells when it was started and closed."""

    told: ClassVar[list[str]] = []

    def __init__(self, folder: object, settings: object) -> None:
        self.root = folder
        assert settings == ROOT / "mkdocs.yml"

    def start(self) -> None:
        """Begins."""
        self.told.append("start")

    def close(self) -> None:
        """Ends."""
        self.told.append("close")


class Desk:
    """Has something to show at once, then waits until it is told to stop."""

    def __init__(self, *_: object) -> None:
        pass

    def run(self, opened: Event, stop: Event) -> None:
        """Follows until *stop*."""
        opened.set()
        Site.told.append("stopped" if stop.wait(5) else "never stopped")


@pytest.mark.parametrize("show", [True, False])
def test_ctrl_c_ends_everything_that_was_started(
    monkeypatch: pytest.MonkeyPatch, *, show: bool
) -> None:
    shown, seen, screen = list[str](), Event(), io.StringIO()

    def open_browser(address: str) -> None:
        shown.append(address)
        seen.set()

    def run(server: uvicorn.Server, sockets: object) -> None:
        assert (server.should_exit, sockets) == (False, [listening])
        seen.wait(5 if show else 0)
        raise KeyboardInterrupt

    Site.told.clear()
    monkeypatch.setattr(session, "ServedSite", Site)
    monkeypatch.setattr(session, "Desk", Desk)
    monkeypatch.setattr(session, "create_app", lambda *_: None)
    monkeypatch.setattr("webbrowser.open", open_browser)
    monkeypatch.setattr(uvicorn.Server, "run", run)
    project = Project(ROOT, ROOT / "output")

    with open_port(18400, several=True) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        preview(project, listening, Console(file=screen, width=100), show=show)

    assert f"预览地址：{address}" in screen.getvalue()
    assert sorted(Site.told) == ["close", "start", "stopped"]
    assert shown == ([address] if show else [])
