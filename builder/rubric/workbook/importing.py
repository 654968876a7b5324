"""From a workbook to a checked rubric, or to problems that name file, sheet and cell."""

from builder.formats.sheets import Workbook
from builder.model.problems import Problem
from builder.rubric.check import check_rubric
from builder.rubric.load import Loaded, validate
from builder.rubric.schema import Rubric
from builder.rubric.workbook.decoding import decode
from builder.rubric.workbook.reading import read_rows
from builder.rubric.workbook.tree import TreeBuilder


def import_rubric(book: Workbook, file: str) -> tuple[Loaded[Rubric] | None, tuple[Problem, ...]]:
    """The rubric that *book* holds, or None and every fault, each with its cell.

    *file* is the name printed in problems.
    """
    problems: list[Problem] = []
    sheets = read_rows(book, file, problems.append)
    tree = TreeBuilder(file, problems.append).build(sheets)
    source = decode(tree, file, problems.append)
    loaded, refused = validate(source, Rubric)
    told = {problem.place for problem in problems}
    problems += [problem for problem in refused if problem.place not in told]
    if loaded is not None and not problems:
        problems += check_rubric(loaded)
    sound = loaded if not problems else None
    return sound, tuple(sorted(set(problems), key=lambda problem: problem.order))
