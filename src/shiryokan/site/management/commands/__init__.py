"""A file is a command."""
