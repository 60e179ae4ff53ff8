"""Saved searches, and telling their owners what is new."""
