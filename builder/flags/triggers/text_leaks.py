"""Trigger kind 「敏感信息」: what would get out with the texts that pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from builder.disclosure.detecting import find_leaks
from builder.flags.context import FlagContext
from builder.flags.published_texts import PublishedText, published_texts
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.flags import FlagSeverity


class TextLeaksTrigger(BaseTrigger):
    """敏感信息：要公布的文字中疑似有手机号、身份证号、密码、人员姓名等的列入，一格一条。

    只说明种类和位置，不显示内容；座机、12345、统一社会信用代码、文号、金额、日期不算。
    """

    kind: Literal["text_leaks"]
    severity: FlagSeverity
    limit: str

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a text, told by kind and place alone."""
        seen = set()
        for text in published_texts(context):
            key = (text.place, text.text)
            leaks = find_leaks(text.text) if key not in seen else ()
            seen.add(key)
            if leaks:
                kinds = Counter(leak.kind.value for leak in leaks)
                value = "、".join(f"{kind}{count}处" for kind, count in kinds.items())
                told = "、".join(leak.shown for leak in leaks)
                yield self._sighting(text, f"疑似{value}", f"“{text.title}”中有{told}，不得公布")

    def _sighting(self, text: PublishedText, value: str, reason: str) -> Sighting:
        return Sighting(
            *(self.severity, value, self.limit, reason, text.unit),
            instrument=text.instrument,
            indicator=text.indicator,
            subject=f"{text.title} {text.place.cell if text.place else ''}".strip(),
            places=(text.place,) if text.place else (),
            public=False,
        )
