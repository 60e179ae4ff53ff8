"""Pages of the lookout: watched pages, finds, councils with their meetings."""
