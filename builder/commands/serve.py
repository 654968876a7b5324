"""`gongshi serve`: the site in the browser, which follows what is put into the folders."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.saying import stop
from builder.commands.shared import Root
from builder.preview.session import PortTakenError, open_port, preview
from builder.project import Project

FIRST_PORT = 8000

Port = Annotated[
    int | None,
    typer.Option("--port", min=1024, max=65535, help="端口；不写时用8000起第一个空着的。"),
]
NoOpen = Annotated[bool, typer.Option("--no-open", help="不自动打开浏览器。")]


def serve_command(root: Root = Path(), port: Port = None, *, no_open: NoOpen = False) -> None:
    """边放文件边看网站，改了什么马上看到；不改动 output 文件夹。（别名：预览）"""
    console = Console()
    if not (root / "mkdocs.yml").is_file():
        stop(
            console, f"✘ {root.resolve()} 不是项目文件夹：没有 mkdocs.yml。请换到项目文件夹再运行。"
        )
    try:
        socket = open_port(port or FIRST_PORT, several=port is None)
    except PortTakenError as error:
        stop(
            console,
            f"✘ 端口{error.port}已被占用，可能已经开着一个预览。"
            "请关闭那个窗口，或不写 --port 由程序自己选。",
        )
    preview(Project(root, root / "output"), socket, console, show=not no_open)
    console.print("预览已结束。")
