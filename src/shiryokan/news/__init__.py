"""News: articles of blocks with citations, and drafts that are written from comparisons."""
