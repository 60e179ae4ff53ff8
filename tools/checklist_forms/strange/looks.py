"""All strange looks."""

from __future__ import annotations

from tools.checklist_forms.strange.fresh_looks import FRESH
from tools.checklist_forms.strange.held_looks import HELD_LOOKS
from tools.checklist_forms.strange.last_looks import LAST
from tools.checklist_forms.strange.later_looks import LATER
from tools.checklist_forms.strange.open_looks import OPEN

LOOKS = {look.name: look for look in (*OPEN, *HELD_LOOKS, *LATER, *LAST, *FRESH)}
HELD = tuple(look.name for look in FRESH)
"""Looks that no rule had met when they were first read."""
