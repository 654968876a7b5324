"""How often Python looks for what nothing leads to any more."""

import gc

#: New records until it looks at them, and looks until it looks at older ones, and at all.
_SELDOM = (10_000, 20, 20)


def look_seldom() -> None:
    """Has this process, and those copied from it, look for garbage seldom.

    Python does after every 700 new records, of which a build makes millions and hardly any is
    garbage. Of 600 units it takes a twentieth less processor time so, and a twentieth more memory.
    """
    gc.set_threshold(*_SELDOM)
