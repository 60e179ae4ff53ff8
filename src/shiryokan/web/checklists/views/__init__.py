"""Views of checklists."""
