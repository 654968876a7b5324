"""Excel out, through openpyxl and XlsxWriter, of which this package is the only importer."""
