"""Keeps the records of registers: extraction jobs, corrections, comparisons, queries."""
