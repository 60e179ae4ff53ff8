"""What speaks against the readings of a row that begins with a label, where the order of labels
tells what a row is (fees, care fees). The reading that costs least is taken; costs are counted in
characters by which a row is off its place."""

from __future__ import annotations

MOST = 2.4
"""Cost from which on a row is no such thing."""
FLUSH = 1.0
"""Of a level that is not set in."""
AFTER_NOTE = 1.2
"""Of a level that begins behind notes: these follow what they are of."""
MISSING = 0.6
"""Of each label that is missing before one."""
TIGHT = 0.3
"""Of a label with no white behind it."""
ALIKE = 0.3
"""Of a kana that is printed as the kanji of the same shape (二)."""
UNLIKE = 0.6
"""Of a sentence where names stand, and of a name where sentences do."""

FURTHEST = 3
"""How many places a label may stand behind another to be taken for one of its list."""
SET_IN = 0.25
"""How far a level is set in at least, in characters."""
SHORT = 2.0
"""Characters that a row of prose ends before the edge when its sentence goes on, at most."""
ROOM = 3.0
"""How far right of 注 the number of the next note may stand, in characters."""
ROOM_OF_POINTS = 9.0
"""Characters before the edge that names leave to points, at most."""
NOTE_IN = 0.7
"""How much further in than an entry a note begins at least, in characters, to be of it; one of the
whole item that stands in a frame begins about half a character further in than its entries."""
