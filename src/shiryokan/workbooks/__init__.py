"""Workbooks of others, read and filled in by a limited process: what their sheets hold, whatever it
is about."""
