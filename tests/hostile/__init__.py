"""Workbooks whose every cell is an attack; pages and papers are tested with what comes of them."""
