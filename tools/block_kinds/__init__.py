"""Labelled kinds of blocks, and what is fitted on them."""
