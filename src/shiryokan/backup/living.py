"""Which workers live. Apart from :mod:`.locks`, which is asked before there are settings."""

from __future__ import annotations

from django.db.models.functions import Now

from shiryokan.backup.locks import workers
from shiryokan.instance import current
from shiryokan.jobs.lease import LOST_AFTER, is_shared
from shiryokan.jobs.models import Heartbeat


def living_workers() -> int:
    """How many workers of the instance live: of this home, or of all homes that share the
    database."""
    if is_shared():
        return Heartbeat.objects.filter(at__gte=Now() - LOST_AFTER).count()
    return len(workers(current.home()))
