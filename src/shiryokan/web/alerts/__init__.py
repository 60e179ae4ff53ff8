"""Saved searches, alerts and feeds as pages."""
