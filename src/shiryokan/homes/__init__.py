"""Homes by role: blocks that rooms register, which somebody chooses and orders (ADR 24)."""
