"""Pages of binders: a person's own, one with its pieces, and the forms that change it."""
