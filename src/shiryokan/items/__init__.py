"""Fee items: what a schedule states of an item, joined with what all papers say of it."""
