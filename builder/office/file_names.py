"""Names of files that go out, as Windows takes them."""

import re
from hashlib import sha256

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
#: Bytes; a name may have 255, and a suffix and a number come behind this.
_LONGEST = 200


def safe_name(name: str) -> str:
    """*name* without the signs that no file may have in its name, cut where it is too long.

    What is cut ends in a number made from the whole, so that no two names become one.
    """
    safe = _NOT_IN_NAMES.sub("_", name).strip(" .") or "未命名"
    written = safe.encode()
    if len(written) <= _LONGEST:
        return safe
    return f"{written[:_LONGEST].decode(errors='ignore')}-{sha256(written).hexdigest()[:10]}"
