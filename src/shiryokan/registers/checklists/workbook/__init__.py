"""Workbooks of strangers in, and ours out."""
