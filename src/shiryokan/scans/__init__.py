"""Scans: pages that are pictures are read behind everything else, and text layers are held against
the pictures of their pages (ADR 26)."""
