"""The optional second side of the search."""
