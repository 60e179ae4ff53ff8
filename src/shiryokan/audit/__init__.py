"""The audit log: who changed, published, exported or deleted what. Only added to (ADR 9)."""
