"""The record of deeds: who changed, published, exported or deleted what. Only added to (ADR 9)."""
