"""Pages of quotes: a person's own, and each at an address of its own."""
