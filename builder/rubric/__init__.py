"""Rubrics as data: the schema of an instrument, its loader and checks, and the rule kinds."""
