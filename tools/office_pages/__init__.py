"""Invented Japanese office pages in endless variety, each with the truth of what stands on it.

A tool of development: nothing of the library imports it. See docs/office-pages.md.
"""

from __future__ import annotations

from tools.office_pages.generator import generate
from tools.office_pages.kinds import HELD_KINDS, KINDS, TRAIN_KINDS
from tools.office_pages.style import HELD_LOOKS, LOOKS, TRAIN_LOOKS

__all__ = [
    "HELD_KINDS",
    "HELD_LOOKS",
    "KINDS",
    "LOOKS",
    "TRAIN_KINDS",
    "TRAIN_LOOKS",
    "generate",
]
