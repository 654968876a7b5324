"""Workbooks made from rubrics, for units and the office to fill in; intake reads them back."""
