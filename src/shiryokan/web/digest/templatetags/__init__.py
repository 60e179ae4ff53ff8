"""The button by which something is followed."""
