"""The pages of the using wing."""
