"""How much a file may ask of the reader; beyond that it is refused."""

MEGABYTE = 1024 * 1024
#: Bytes of a file as it came in (domain.md E: 「>20 MB」 is refused).
LARGEST_FILE = 20 * MEGABYTE
#: Bytes of all parts of a zipped workbook together, and how many parts.
LARGEST_UNPACKED = 300 * MEGABYTE
MOST_PARTS = 5_000
#: Of the sheets that are read: how many, and cells of all of them from A1 to the last one.
MOST_SHEETS = 200
MOST_CELLS = 1_000_000
#: Merged ranges of a sheet; together they cover at most `MOST_CELLS`.
MOST_MERGES = 10_000
#: What one file may take: seconds of a processor, so that no file is refused for the sake of what
#: else the machine does; seconds by the clock all the same; bytes of memory of the process.
SECONDS = 8.0
PATIENCE = 60.0
MEMORY = 900 * MEGABYTE
