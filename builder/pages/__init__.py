"""From results to the text of every page and data file of the site; no mark is made here."""
