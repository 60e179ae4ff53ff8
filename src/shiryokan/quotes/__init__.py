"""Quotes: words of a page that are kept with their place, and whether they still hold (ADR 17)."""
