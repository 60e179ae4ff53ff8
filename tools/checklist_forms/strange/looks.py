"""All strange looks."""

from __future__ import annotations

from tools.checklist_forms.strange.aside_looks import ASIDE
from tools.checklist_forms.strange.composed_looks import COMPOSED
from tools.checklist_forms.strange.eighth_looks import EIGHTH
from tools.checklist_forms.strange.fifth_looks import FIFTH
from tools.checklist_forms.strange.fresh_looks import FRESH
from tools.checklist_forms.strange.held_looks import HELD_LOOKS
from tools.checklist_forms.strange.last_looks import LAST
from tools.checklist_forms.strange.later_looks import LATER
from tools.checklist_forms.strange.ninth_looks import NINTH, NINTH_HELD
from tools.checklist_forms.strange.open_looks import OPEN
from tools.checklist_forms.strange.seventh_looks import SEVENTH
from tools.checklist_forms.strange.sixth_looks import SIXTH

_MAKES = (
    OPEN, HELD_LOOKS, LATER, LAST, FRESH, FIFTH, ASIDE, SIXTH, SEVENTH, EIGHTH, COMPOSED,
    NINTH, NINTH_HELD,
)  # fmt: skip
LOOKS = {look.name: look for make in _MAKES for look in make}
HELD = tuple(look.name for look in NINTH_HELD)
"""Looks that no rule had met when they were first read."""
