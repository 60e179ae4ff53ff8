"""The pages of fee items."""
