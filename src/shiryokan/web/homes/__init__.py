"""Pages of homes: one's own page, and how it is put together."""
