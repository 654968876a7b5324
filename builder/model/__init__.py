"""Frozen records that every other package speaks in; nothing here reads, scores or writes."""
