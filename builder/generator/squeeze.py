"""Pages without what only the theme's authors read."""

import re


def squeeze_html(text: str) -> str:
    """*text* without blank lines and indents, of which the theme writes a tenth of a page.

    Pages hold nothing preformatted: within a text, a break is written as a character reference.
    """
    return re.sub(r"\n\s+", "\n", text)
