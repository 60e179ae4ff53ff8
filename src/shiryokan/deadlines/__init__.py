"""Deadlines: days that documents set as limits, with their places; and those of rooms (ADR 24)."""
