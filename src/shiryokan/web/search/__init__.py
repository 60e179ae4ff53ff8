"""The search pages, and the synonyms that editors keep."""
