"""One run of the preview, from the free port to Ctrl-C; everything it makes goes with it."""

import socket
import webbrowser
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import uvicorn
from rich.console import Console

from builder.preview.desk import Desk
from builder.preview.served_site import ServedSite
from builder.preview.server import HOSTS, create_app
from builder.project import Project

_TRIED_PORTS = 20
#: Seconds that a reading under way is given to end.
_FAREWELL = 2.0


class PortTakenError(RuntimeError):
    """Another program listens at *port*."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} is taken")
        self.port = port


def open_port(port: int, *, several: bool) -> socket.socket:
    """A socket for this machine only, at *port* or, with *several*, the first free one after it.

    Raises PortTakenError.
    """
    for candidate in range(port, port + (_TRIED_PORTS if several else 1)):
        try:
            return socket.create_server((HOSTS[0], candidate))
        except OSError:
            continue
    raise PortTakenError(port)


def preview(project: Project, listening: socket.socket, console: Console, *, show: bool) -> None:
    """Serves *project* at the socket *listening* until Ctrl-C; with *show* opens the browser."""
    address = f"http://{HOSTS[0]}:{listening.getsockname()[1]}/"
    console.print(f"预览地址：{address}（按 Ctrl+C 结束）", highlight=False)
    stop = Event()
    with TemporaryDirectory(prefix="gongshi-", ignore_cleanup_errors=True) as folder:
        site = ServedSite(Path(folder), project.mkdocs)
        desk = Desk(project, site, console)
        opened = Event()
        work = Thread(target=desk.run, args=(opened, stop), daemon=True)
        showing = Thread(target=_show, args=(address, opened), daemon=True)
        config = uvicorn.Config(
            create_app(site, desk, lambda: server.should_exit),
            log_level="critical",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        try:
            site.start()
            work.start()
            if show:
                showing.start()
            server.run([listening])
        except KeyboardInterrupt:
            pass  # The usual end.
        finally:
            stop.set()
            site.close()
            work.join(_FAREWELL)


def _show(address: str, opened: Event) -> None:
    opened.wait()
    webbrowser.open(address)
