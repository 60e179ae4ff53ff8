"""The reading wing (よむ)."""
