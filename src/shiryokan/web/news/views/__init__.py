"""Views of the news."""
