"""Sends what was written down before: mail, attempts, pauses, and when digests are due."""
