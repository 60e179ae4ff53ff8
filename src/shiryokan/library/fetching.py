"""Placeholder until fetch/ lands."""
