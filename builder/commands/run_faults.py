"""What the system refused, as a problem in words: what it was, where, and what to do."""

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

from builder.disclosure.gate import masked
from builder.model import run_problem_kinds as kinds
from builder.model.places import TextPlace
from builder.model.problems import Problem
from builder.output import OutputBusyError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR}
#: How Python tells a fault of the system in the words of another one, or of another program.
_TOLD = re.compile(r"\[Errno (\d+)\]")
#: What Windows says of a file that another program has open (ERROR_SHARING_VIOLATION and its like).
_OPEN_ON_WINDOWS = {32, 33}
#: How Excel and WPS, and LibreOffice, name the file that says that another one is open.
_OPEN_MARKS = (("~$", ""), (".~lock.", "#"))


def describe_fault(error: OSError) -> Problem:
    """The problem that *error* is to whoever runs the program."""
    number = error.errno or errno_told(str(error))
    path = Path(os.fsdecode(error.filename)) if error.filename else Path()
    place = TextPlace(str(path) if error.filename else "")
    if isinstance(error, OutputBusyError):
        return kinds.BUSY.at(place)
    if number in _FULL:
        return kinds.DISK_FULL.at(place)
    if isinstance(error, PermissionError) and (found := [*_open_files(error, path)]):
        return kinds.FILE_OPEN.at(TextPlace("、".join(found)))
    if number in _REFUSED:
        return kinds.NO_PERMISSION.at(place)
    if number in _GONE:
        return kinds.MISSING.at(place)
    return kinds.UNREADABLE.at(place, reason=error.strerror or str(error))


def fault_line(error: OSError) -> str:
    """What the screen says where the system refused: code, place, what it was and what to do."""
    fault = describe_fault(error)
    place = f"{masked(str(fault.place))}：" if fault.place.file else ""
    return f"✘ [{fault.kind.code}] {place}{fault.wrong}。\n下一步：{fault.remedy}。"


def errno_told(text: str) -> int:
    """The number of the system's fault that *text* speaks of; 0 where it speaks of none."""
    found = _TOLD.search(text)
    return int(found[1]) if found else 0


def _open_files(error: PermissionError, path: Path) -> Iterator[str]:
    """The files that are open in another program, by the marks that it sets beside them."""
    folder = path if path.is_dir() else path.parent
    marks = [mark for start, _ in _OPEN_MARKS for mark in sorted(folder.rglob(f"{start}*"))]
    yield from (_named(mark) for mark in marks)
    if not marks and getattr(error, "winerror", None) in _OPEN_ON_WINDOWS:
        yield str(path)


def _named(mark: Path) -> str:
    """What the file is called that *mark* speaks of; Excel leaves out two signs of long names."""
    start, end = next(pair for pair in _OPEN_MARKS if mark.name.startswith(pair[0]))
    name = mark.name.removeprefix(start).removesuffix(end)
    whole = [file for file in mark.parent.glob(f"*{name}") if file != mark]
    return str(whole[0] if whole else mark.with_name(name))
