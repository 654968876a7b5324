"""Pictures made with the pages: from records to lengths in a view box, which templates place."""
