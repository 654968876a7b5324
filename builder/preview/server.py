"""The site over HTTP, for this machine only, with a bar in every page that follows the desk."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from html import escape
from pathlib import Path
from posixpath import normpath

from anyio import sleep, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from builder.preview.desk import Desk
from builder.preview.served_site import ServedSite

HOSTS = ["127.0.0.1", "localhost"]
_OWN = "/__preview"
_SCRIPT = Path(__file__).with_name("preview.js")
_WAITING = Path(__file__).with_name("waiting.html")
#: Seconds between two looks at the desk, and for which a page is waited for.
_TICK, _PATIENCE = 0.05, 60.0
_NO_STORE = {"Cache-Control": "no-store"}


def create_app(site: ServedSite, desk: Desk, ending: Callable[[], bool]) -> Starlette:
    """The application that shows *site* and tells what *desk* says, until *ending*."""

    async def events(request: Request) -> Response:
        page = address_of(request.query_params.get("page", "/"))
        stream = _follow(site, desk, page, ending)
        return StreamingResponse(stream, media_type="text/event-stream", headers=_NO_STORE)

    async def problems(_: Request) -> Response:
        status = desk.told[1]
        return JSONResponse([asdict(entry) for entry in status.entries], headers=_NO_STORE)

    async def script(_: Request) -> Response:
        return FileResponse(_SCRIPT, media_type="text/javascript", headers=_NO_STORE)

    routes = [
        Route(f"{_OWN}/events", events),
        Route(f"{_OWN}/problems", problems),
        Route(f"{_OWN}/preview.js", script),
        Mount("/", _Pages(site)),
    ]
    guard = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    return Starlette(routes=routes, middleware=[guard])


def address_of(path: str) -> str:
    """The Markdown's address of the page at the URL's *path*; of others something unknown."""
    name = normpath(f"/{path}").lstrip("/")
    if path.endswith("/"):
        name = f"{name}/index.html".lstrip("/")
    return f"{name.removesuffix('.html')}.md" if name.endswith(".html") else name


class _Pages(StaticFiles):
    """The files of the site; a page is held back until it is up to date."""

    def __init__(self, site: ServedSite) -> None:
        super().__init__(directory=site.root, html=True)
        self._preview = site

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at *path*, or the page for a lost address."""
        page = address_of(scope["path"])
        if not self._preview.begun:
            return _with_bar(_WAITING, page, 0, 503)
        if page.endswith(".md"):
            await to_thread.run_sync(self._wait_for, page)
        revision = self._preview.revision(page)
        try:
            response = await super().get_response(path, scope)
        except HTTPException:
            if not page.endswith(".md"):
                raise
            return _with_bar(_WAITING, page, revision, 404)
        if isinstance(response, FileResponse) and str(response.path).endswith(".html"):
            return _with_bar(Path(response.path), page, revision, response.status_code)
        response.headers.update(_NO_STORE)
        return response

    def _wait_for(self, page: str) -> None:
        with self._preview.queue.wanted(page):
            self._preview.queue.wait_for([page], _PATIENCE)


def _with_bar(path: Path, page: str, revision: int, status: int) -> Response:
    """The HTML file at *path* with the script that shows the bar."""
    html = path.read_text(encoding="utf-8")
    tag = (
        f'<script src="{_OWN}/preview.js" data-page="{escape(page)}" data-revision="{revision}">'
        "</script>"
    )
    before, end, after = html.rpartition("</body>")
    text = f"{before}{tag}{end}{after}" if end else f"{html}{tag}"
    return HTMLResponse(text, status_code=status, headers=_NO_STORE)


async def _follow(
    site: ServedSite, desk: Desk, page: str, ending: Callable[[], bool]
) -> AsyncIterator[str]:
    """A message now and whenever there is something new; *page* goes before others meanwhile."""
    last = None
    with site.queue.wanted(page):
        while not ending():
            version, status = desk.told
            now = (version, site.revision(page))
            if now != last:
                told = {
                    "phase": status.phase,
                    "text": status.text,
                    "counted": status.counted,
                    "entries": len(status.entries),
                    "version": version,
                    "revision": site.revision(page),
                }
                yield f"data: {json.dumps(told, ensure_ascii=False)}\n\n"
                last = now
            await sleep(_TICK)
