"""What became of a subject since somebody saw one of its records."""

from __future__ import annotations

import uuid

from shiryokan.quotes.standing import State
from shiryokan.subjects.seen import Seen
from shiryokan.subjects.standing import standing_of


def state_since(seen: Seen, record: uuid.UUID | None) -> State:
    """How a subject stands for whoever saw ``record`` last: ``changed`` where a later record says
    something else, ``unsure`` where that record is not seen (any more)."""
    keys = [step.record.pk for step in seen.steps]
    state = standing_of(seen.steps).state
    if state != "holds":
        return state
    if record not in keys:
        return "unsure"
    later = seen.steps[keys.index(record) + 1 :]
    return "changed" if any(step.kind == "changed" for step in later) else "holds"
