"""What is due by the clock. Every worker looks at it now and then, and when it starts: so what fell
due while the house was closed is published when it opens."""

from __future__ import annotations

import contextlib
import datetime

from django.utils import timezone

from shiryokan.news.errors import NewsError
from shiryokan.news.models import Article
from shiryokan.news.publishing import fall_due


def look_at_the_clock(now: datetime.datetime | None = None, **_tick: object) -> None:
    """Publish what is due, each once, however many workers look."""
    now = now or timezone.now()
    due = Article.objects.filter(state=Article.State.SCHEDULED, publish_at__lte=now)
    for article in due.order_by("publish_at", "pk"):
        # another worker was faster, or an editor took it back
        with contextlib.suppress(NewsError):
            fall_due(article)
