"""Learning: courses, exercises whose answers stand on a page, and records of training (ADR 21)."""
