"""Excel out, through openpyxl, of which this package is the only importer."""
