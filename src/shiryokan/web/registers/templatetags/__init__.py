"""Filters of the registers' templates."""
