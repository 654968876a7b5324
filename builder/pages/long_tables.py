"""Of a table of very many rows the first, with the way to all of them: a file."""

from dataclasses import replace

from builder.pages.page import Link, Table


def with_rest(table: Table, total: int, file: Link) -> Table:
    """*table* as it is where it has all of *total* rows; else with the way to them: the *file*."""
    left = total - len(table.rows)
    if not left:
        return table
    told = f"这里列前{len(table.rows)}个，另有{left}个：{file.text}"
    return replace(table, rest=Link(told, file.href), download=None)
