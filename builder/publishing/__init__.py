"""Publishing: from a signed edition to the publication branch, its proof and the bundle."""
