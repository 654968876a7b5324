"""The only importers of outside formats: YAML, Excel reading, Excel writing, Jinja."""
