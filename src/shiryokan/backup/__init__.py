"""Keeps an instance safe: backups, restoring, moving between databases, checking and repairing."""
