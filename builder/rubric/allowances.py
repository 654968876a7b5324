"""Exceptions of the disclosure gate (`rubrics/disclosure/*.yml`): what may be public, how long."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.disclosure.detecting import find_leaks
from builder.disclosure.gate import Allowance
from builder.disclosure.leaks import LeakKind
from builder.model.problems import Problem
from builder.rubric.load import load_record
from builder.rubric.record import Record

FOLDER = "disclosure"
#: What is never published, whoever signs for it.
_NEVER = (LeakKind.IDENTITY, LeakKind.BANK_ACCOUNT, LeakKind.PASSWORD)


class AllowanceRow(Record):
    """One exception: of one kind, at one place, with who answers for it and how long."""

    kind: LeakKind
    """One of the gate's kinds: 手机号, 电子邮箱, 人员姓名…"""
    where: str = Key(min_length=1)
    """A page, or 「评估任务/文件名 › 工作表 › 单元格」; * stands for any signs."""
    description: str = Key(min_length=1)
    """What it is, without the value: 「值班手机」."""
    reason: str = Key(min_length=1)
    approver: str = Key(min_length=1)
    """The post that approved it, not a name."""
    expires: date
    """The last day on which it counts, compared with the campaign's, not with today."""

    @model_validator(mode="after")
    def _may_be_signed_for(self) -> Self:
        if self.kind in _NEVER:
            message = f"{self.kind.value}一律不得公布，不能登记例外"
            raise ValueError(message)
        if self.where.strip("*/. ") == "":
            message = "where 要写明是哪一页或哪一格，不能全部放行"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _gives_nothing_away(self) -> Self:
        texts = (self.where, self.description, self.reason, f"姓名：{self.approver}")
        if any(find_leaks(text) for text in texts):
            message = "例外中不要写出号码、邮箱或姓名本身；审批人填岗位"
            raise ValueError(message)
        return self


class AllowanceList(Record):
    """A file of exceptions."""

    allowances: tuple[AllowanceRow, ...]


def read_allowances(rubrics: Path) -> tuple[tuple[Allowance, ...], tuple[Problem, ...]]:
    """The exceptions below the folder of *rubrics*, and what is wrong with them.

    Raises OSError where a file can't be read.
    """
    allowances: list[Allowance] = []
    problems: list[Problem] = []
    for path in sorted((rubrics / FOLDER).glob("*.yml")):
        loaded, faults = load_record(path, AllowanceList, f"{rubrics.name}/{FOLDER}/{path.name}")
        problems += faults
        rows = loaded.record.allowances if loaded else ()
        allowances += [Allowance(row.kind, row.where, row.expires) for row in rows]
    return tuple(allowances), tuple(problems)
