"""The optional semantic search: pages that mean nearly the same in other words."""
