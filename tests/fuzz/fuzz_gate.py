"""Whatever stands around it, a planted value is found: a coverage-guided search for a way past.

A program of its own, since what it looks at has to be loaded by the fuzzer. The first byte says
which value is planted; the others are the file, or the text, that it is planted in. Run as
`python tests/fuzz/fuzz_gate.py -max_total_time=60 corpus/`, with libFuzzer's flags.
"""

import sys

import atheris  # type: ignore[import-untyped]  # nobody has typed it

with atheris.instrument_imports(include=["builder"]):
    from builder.disclosure.detecting import find_leaks
    from builder.disclosure.gate import MASK, masked
    from builder.disclosure.published_files import Inspector
    from builder.disclosure.rows import find_in_row
    from builder.disclosure.sieve import sift

MOBILE = "199" + "0000" + "1234"
FULL_WIDTH = {48 + digit: 0xFF10 + digit for digit in range(10)}
#: A made-up mobile number in six disguises, and two values that aren't of digits.
PLANTED: tuple[str, ...] = (
    MOBILE,
    MOBILE.translate(FULL_WIDTH),
    "\u200b".join(MOBILE),
    " ".join((MOBILE[:3], MOBILE[3:7], MOBILE[7:])),
    "-".join((MOBILE[:3], MOBILE[3:7], MOBILE[7:])),
    MOBILE.replace("1", "①"),
    "somebody@example.invalid",
    "密码：Made4up",
)
NAMES: tuple[str, ...] = ("a.md", "index.html", "data.csv", "data.json", "a.js", "a.xlsx", "a.bin")


def look_at_text(text: str, value: str) -> None:
    """The value is found between two signs, whatever else stands in the text, and is covered."""
    half = len(text) // 2
    before, after = text[:half] + "。", "。" + text[half:]
    start, end = len(before), len(before) + len(value)
    whole = before + value + after
    for find in (find_leaks, sift):
        assert any(leak.start < end and start < leak.end for leak in find(whole)), whole
    assert MASK in masked(whole)
    assert list(find_in_row([before, value, after]))


def look_at_file(name: str, content: bytes) -> None:
    """A file of any content is looked through; what stands in it is told without raising."""
    for finding in Inspector().inspect(name, content):
        assert finding.path == name


def look_at(data: bytes) -> None:
    """One input of the fuzzer."""
    number, content = data[:1], data[1:]
    chosen = number[0] if number else 0
    look_at_text(content.decode("utf-8", "replace"), PLANTED[chosen % len(PLANTED)])
    look_at_file(NAMES[chosen % len(NAMES)], content)


if __name__ == "__main__":
    atheris.Setup(sys.argv, look_at)
    atheris.Fuzz()
