"""Pages of the wing of learning."""
