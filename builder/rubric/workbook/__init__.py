"""A rubric as an Excel workbook that an office can edit, both ways and without loss."""
