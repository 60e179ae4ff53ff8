"""What became of last year's plan: whether each of its sentences goes on in the next plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from shiryokan.japanese.codepoints import fold
from shiryokan.registers.measures.model import FollowUp, Measure

SAME = 90.0
"""Likeness (0 to 100, Indel ratio) from which two sentences say the same, 引き続き aside."""
_AGAIN = re.compile(r"^(?:引き?続き|また|さらに|加えて|あわせて|併せて|その際)[、，]?")
_SENTENCE = re.compile(r"[^。．\n]+[。．]?")


def follow_up(measure: Measure) -> FollowUp:
    """How the next plan follows the previous one."""
    before = sentences([measure.previous_plan])
    after = sentences(measure.next_plan)
    if not before:
        return "new"
    if not after:
        return "ended"
    scores = process.cdist(before, after, scorer=fuzz.ratio)
    kept = (scores.max(axis=1) >= SAME).all()
    added = (scores.max(axis=0) < SAME).any()
    if not kept:
        return "changed"
    return "extended" if added else "unchanged"


def sentences(texts: Sequence[str]) -> list[str]:
    """The sentences as they are compared: folded, without 引き続き and other openings."""
    found = (fold(match[0]).text for text in texts for match in _SENTENCE.finditer(text))
    return [s for s in (_AGAIN.sub("", each.strip()) for each in found) if s]
