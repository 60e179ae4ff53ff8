"""Views of the viewer."""
