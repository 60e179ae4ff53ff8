"""Trouble that lasts, and pages that fell silent: finds of their own, by the sure clock."""

from __future__ import annotations

import datetime
from itertools import pairwise
from statistics import median

from shiryokan.jobs.clock import sure_time
from shiryokan.lookout.finding import found
from shiryokan.lookout.models import Address, Find, WatchedPage

LASTING = datetime.timedelta(days=3)
"""Trouble of less is a bad day: pages were seen to be gone for a day and to come back."""
LOOKS = 3
"""Looks that must have failed within that time."""
FIVE = 5
"""Links from which on a page without any has fallen silent."""
GAPS = 3
"""Times the usual gap between meetings after which a page has fallen silent."""
SHORTEST_SILENCE = datetime.timedelta(days=60)
_FEW_MEETINGS = 3


def tell_lasting_trouble(address: Address, now: datetime.datetime) -> None:
    """Within a transaction: make a find of what has kept a page from being read for days."""
    since = address.failing_since
    if since is None or address.told_failing or address.failures < LOOKS:
        return
    # a clock that leapt ahead makes no day
    if min(now, sure_time()) - since < LASTING:
        return
    kind = Find.Kind.MISSING
    if address.state == Address.State.ODD:
        known = address.lists.filter(listed=True).count()
        kind = Find.Kind.SILENT if known >= FIVE else Find.Kind.RESHAPED
    address.told_failing = True
    address.save(update_fields=["told_failing"])
    found(kind, address.watched, address, None, now)


def judge_silence(watched: WatchedPage, address: Address, now: datetime.datetime) -> None:
    """Within a transaction: make a find of a page on which nothing is new for thrice as long as its
    meetings are usually apart."""
    if watched.newest_at is None:
        return
    dates = sorted({d for d in watched.sightings.values_list("date", flat=True) if d})
    if len(dates) < _FEW_MEETINGS:
        return
    gap = median((b - a).days for a, b in pairwise(dates))
    silence = max(GAPS * datetime.timedelta(days=gap), SHORTEST_SILENCE)
    if min(now, sure_time()) - watched.newest_at < silence:
        return
    told = Find.everything.filter(
        watched=watched, kind=Find.Kind.SILENT, found_at__gte=watched.newest_at
    )
    if not told.exists():
        found(Find.Kind.SILENT, watched, address, None, now)
