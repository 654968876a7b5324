"""The site generator: MkDocs as a program of its own that does only what must be done."""
