"""Invented forms of checklists in two years and many looks, on paper and as workbooks."""
