"""The whole command line, for tests that call it within their own process."""

# Loaded where it is first needed, which is often in a copied process: each would load it anew.
import pandas as pd  # noqa: F401

from builder.cli import command_line

app = command_line()
