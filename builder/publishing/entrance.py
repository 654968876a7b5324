"""The page beside the editions' folders: it leads on to the newest one."""

from html import escape
from urllib.parse import quote

from builder.model.editions import Edition

ENTRANCE = "index.html"


def entrance_page(edition: Edition) -> bytes:
    """A page that leads on to *edition*, below any address and from disk, without a script."""
    address = f"{quote(edition.id)}/{ENTRANCE}"
    title = escape(edition.title)
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n"
        f'<meta http-equiv="refresh" content="0; url={address}">\n</head>\n'
        f'<body>\n<p><a href="{address}">{title}</a></p>\n</body>\n</html>\n'
    ).encode()
