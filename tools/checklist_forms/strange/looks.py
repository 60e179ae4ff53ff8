"""All strange looks."""

from __future__ import annotations

from tools.checklist_forms.strange.aside_looks import ASIDE
from tools.checklist_forms.strange.fifth_looks import FIFTH
from tools.checklist_forms.strange.fresh_looks import FRESH
from tools.checklist_forms.strange.held_looks import HELD_LOOKS
from tools.checklist_forms.strange.last_looks import LAST
from tools.checklist_forms.strange.later_looks import LATER
from tools.checklist_forms.strange.open_looks import OPEN
from tools.checklist_forms.strange.sixth_looks import SIXTH

LOOKS = {
    look.name: look for look in (*OPEN, *HELD_LOOKS, *LATER, *LAST, *FRESH, *FIFTH, *ASIDE, *SIXTH)
}
HELD = tuple(look.name for look in SIXTH)
"""Looks that no rule had met when they were first read."""
