"""Excel in: .xlsx, .xls, .et, .xlsb, .ods, and csv beside them; the only importer of calamine.

`content` reads in this process; `reader` in processes of its own, which may be killed, and once
for the same content.
"""
