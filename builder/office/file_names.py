"""Names of files that go out, as Windows takes them."""

_NOT_IN_NAMES = str.maketrans('\\/:*?"<>|', "_________")


def safe_name(name: str) -> str:
    """*name* without the signs that no file may have in its name."""
    return name.translate(_NOT_IN_NAMES).strip(" .") or "未命名"
