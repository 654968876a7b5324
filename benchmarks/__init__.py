"""How fast the whole way is, beside what others need for the same files and pages."""
