"""What the source says below each field of a record: read only where an editor is to be told."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise
from textwrap import dedent

from pydantic import BaseModel


def attribute_docs(model: type[BaseModel]) -> Mapping[str, str]:
    """By name of a field of *model*, its own or inherited, the docstring that stands below it."""
    bases = [base for base in reversed(model.__mro__) if issubclass(base, BaseModel)]
    docs: dict[str, str] = {}
    for base in bases:
        if base is not BaseModel:
            docs |= _own_docs(base)
    return docs


def _own_docs(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    (definition,) = ast.parse(dedent(inspect.getsource(model))).body
    for before, after in pairwise(getattr(definition, "body", ())):
        match before, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)
