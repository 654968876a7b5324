"""The whole command line, for tests that call it within their own process."""

from builder.cli import command_line

app = command_line()
