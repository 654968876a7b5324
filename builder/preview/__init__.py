"""The office's preview: the site in the browser while files come in."""
