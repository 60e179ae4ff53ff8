"""A subject as whoever reads sees it, or that it is not found."""

from __future__ import annotations

import uuid

from django.http import Http404

from shiryokan.subjects.seen import Seen, seen_at


def seen_or_404(address: uuid.UUID) -> Seen:
    """The subject at an address; not found where nothing of it is seen."""
    seen = seen_at(address)
    if seen is None:
        raise Http404
    return seen
