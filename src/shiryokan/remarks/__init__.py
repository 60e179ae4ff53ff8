"""Remarks: what people write about a quote, a subject or a page (ADR 24)."""
