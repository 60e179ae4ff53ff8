"""The views of the search pages."""
