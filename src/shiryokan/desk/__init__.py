"""The desk, where documents are handed in."""
