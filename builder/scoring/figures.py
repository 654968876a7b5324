"""What is printed beside a mark and not scored: further figures, and the sample that was drawn."""

import hashlib

from builder.model.answers import told_openly
from builder.model.evidence import Evidence
from builder.model.numbers import plain
from builder.rubric.readings import Reading
from builder.rubric.schema import Indicator, Sampling
from builder.rubric.terms import Measure


def find_figures(indicator: Indicator, evidence: Evidence) -> tuple[str, ...]:
    """The sentences beside the row's mark, in Chinese; those without values are left out."""
    readings = (measure.read(evidence) for measure in indicator.shown)
    figures = [
        _tell(measure, reading)
        for measure, reading in zip(indicator.shown, readings, strict=True)
        if reading.value is not None
    ]
    sample = indicator.sampling and draw_words(indicator.sampling, evidence)
    return (*figures, *((sample,) if sample else ()))


def _tell(measure: Measure, reading: Reading) -> str:
    (text,) = told_openly((reading.text,), reading.answers)
    return f"{measure.title}：{text}（不计分）" if measure.title else f"{text}（不计分）"


def draw_words(sampling: Sampling, evidence: Evidence) -> str:
    """Which numbers are drawn for the unit, and how anybody can draw them again."""
    answer = evidence.answer(sampling.of)
    if not answer.given or answer.withheld:
        return ""
    seed = f"{evidence.period_end:%Y-%m-%d}/{evidence.unit.id}"
    drawn = "、".join(str(number) for number in draw(seed, int(answer.number), sampling.size))
    return (
        f"抽查序号：第{drawn}项（共{plain(answer.number)}项；"
        f"对「{seed}/序号」逐个求SHA-256，取最小的{sampling.size}个）"
    )


def draw(seed: str, population: int, size: int) -> list[int]:
    """*size* numbers from 1 to *population*, or all of a smaller one, sorted.

    They are those whose SHA-256 of ``seed/number`` is smallest, so that the draw can be repeated
    with any tool and doesn't hang on a version of a generator.
    """
    return sorted(sorted(range(1, population + 1), key=lambda n: _fingerprint(seed, n))[:size])


def _fingerprint(seed: str, number: int) -> str:
    return hashlib.sha256(f"{seed}/{number}".encode()).hexdigest()
