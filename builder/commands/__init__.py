"""One command a file: what its options are, what it says, and its exit status."""
