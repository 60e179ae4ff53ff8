"""The optional semantic search."""
