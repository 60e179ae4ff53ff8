"""Signed bundles of documents, news and courses, from one instance into another."""
