"""Binders: ordered pieces of documents with text between, to be taken away (ADR 24)."""
