"""Subjects: what records of many versions are about, each at an address that lasts (ADR 22)."""
