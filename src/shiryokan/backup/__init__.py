"""Keeps the house safe: backups, restoring, moving between databases, checking and repairing."""
