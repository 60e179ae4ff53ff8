"""The forms in which registers and comparisons can be taken along."""

from __future__ import annotations

from shiryokan.registers.export import FORMS

ZIP = "zip"
"""CSV with its description, in one file."""

PEOPLES = ("csv", "xlsx", ZIP)
"""Forms for people: codes are words in them."""

EXPORTS: tuple[tuple[str, str], ...] = (
    *((suffix, form.title) for suffix, form in FORMS.items()),
    (ZIP, "CSV + datapackage.json"),
)
"""Suffix and name of each."""
