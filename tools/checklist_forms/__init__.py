"""Invented forms of checklists in two years and many looks, as PDF and as workbook, with their truth."""
