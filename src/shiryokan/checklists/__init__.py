"""Checklists: forms that organisations answer every year, with evidence and actions (ADR 23)."""
