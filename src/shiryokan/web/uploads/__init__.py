"""Uploading documents, and watching how far they are."""
