"""Views of the reading wing."""
