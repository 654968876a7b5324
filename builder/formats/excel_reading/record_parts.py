"""What has to be known of an .xlsb beside its values: whether a cell holds an error.

The reading library gives a blank for it. The parts are records: type and size, seven bits a byte,
then as many bytes as the size says.
"""

from collections.abc import Iterator

#: A cell that is an error, and a formula whose result is one ([MS-XLSB] 2.3.2: BrtCellError,
#: BrtFmlaError).
_ERRORS = frozenset({3, 11})
_MORE, _BITS = 0x80, 7
_LONGEST_TYPE, _LONGEST_SIZE = 2, 4


def holds_errors(part: bytes) -> bool:
    """Whether a cell in *part*, a sheet of an .xlsb, is an error."""
    return any(kind in _ERRORS for kind in _types(part))


def _types(part: bytes) -> Iterator[int]:
    offset = 0
    while offset < len(part):
        kind, offset = _number(part, offset, _LONGEST_TYPE)
        size, offset = _number(part, offset, _LONGEST_SIZE)
        yield kind
        offset += size


def _number(part: bytes, offset: int, longest: int) -> tuple[int, int]:
    """The number at *offset*, and where it ends."""
    number = 0
    for place, byte in enumerate(part[offset : offset + longest]):
        number |= (byte & ~_MORE) << (_BITS * place)
        if not byte & _MORE:
            return number, offset + place + 1
    return number, offset + longest
