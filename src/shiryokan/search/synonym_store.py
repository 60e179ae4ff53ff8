"""The editor's synonyms, read again when they have changed."""

from __future__ import annotations

import threading
from typing import Any

from django.db.models import Count, Max

from shiryokan.search.models import SynonymGroup
from shiryokan.search.synonyms import NO_SYNONYMS, Synonyms, synonyms_from

_lock = threading.Lock()
_state: dict[str, Any] = {"stamp": None, "synonyms": NO_SYNONYMS}


def current_synonyms() -> Synonyms:
    """The synonyms that hold now: one small question to the database each time."""
    row = SynonymGroup.objects.aggregate(count=Count("pk"), changed=Max("changed_at"))
    stamp = (row["count"], row["changed"])
    with _lock:
        if stamp != _state["stamp"]:
            groups = SynonymGroup.objects.all()
            _state.update(stamp=stamp, synonyms=synonyms_from(g.listed() for g in groups))
        known: Synonyms = _state["synonyms"]
        return known
