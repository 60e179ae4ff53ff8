"""Signing in, one's own account, and the people of the library."""
