"""Adds pages to be watched, and stops watching them."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from shiryokan.access.models import Collection
from shiryokan.audit.actor import actor
from shiryokan.audit.record import record
from shiryokan.documents.fetched import fetch_rules
from shiryokan.documents.names import tidy
from shiryokan.fetch import BadUrl, checked_url
from shiryokan.jobs.retries import Refusal
from shiryokan.lookout import audit_kinds
from shiryokan.lookout.keys import id_of
from shiryokan.lookout.models import Address, WatchedPage
from shiryokan.lookout.pages_read import address_for
from shiryokan.lookout.reading.addresses import is_pdf, joined, key_of


@transaction.atomic
def watch(
    url: str,
    *,
    council: str = "",
    publisher: str = "",
    minutes: int | None = None,
    take_present: bool = True,
    collection: Collection | None = None,
    now: datetime.datetime | None = None,
) -> tuple[WatchedPage, bool]:
    """Have a page or feed visited from now on; and whether it was not watched before.

    Raises :class:`.Refusal` for what cannot be watched.
    """
    try:
        url = joined(checked_url(url, fetch_rules()), "")
    except BadUrl as error:
        raise Refusal("bad_url", url=url[:200]) from error
    if not urlsplit(url).hostname or len(url) > 2000:
        raise Refusal("bad_url", url=url[:200])
    if is_pdf(url):
        raise Refusal("lookout_no_page", url=url[:200])
    watched, new = WatchedPage.everything.get_or_create(
        key=id_of(key_of(url)),
        defaults={
            "url": url, "council": tidy(council, 200), "publisher": tidy(publisher, 200),
            "minutes": minutes, "take_present": take_present, "collection": collection,
            "by": actor(),
        },
    )  # fmt: skip
    if new:
        record(audit_kinds.WATCHED, f"watched:{watched.pk}", watched.url)
    elif not watched.active:
        set_active(watched, active=True)
    address_for(watched, now or timezone.now())
    return watched, new


@transaction.atomic
def set_active(watched: WatchedPage, *, active: bool) -> None:
    """Stop watching a page, or begin again. What is known of it stays."""
    if watched.active == active:
        return
    watched.active = active
    watched.save(update_fields=["active"])
    kind = audit_kinds.WATCHED if active else audit_kinds.UNWATCHED
    record(kind, f"watched:{watched.pk}", watched.url)
    if active:
        asked = Address.objects.filter(watched=watched).exclude(role=Address.Role.FILE)
        asked.update(due_at=timezone.now())
