"""Can the watched pages be visited and read?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from shiryokan.health.findings import Finding
from shiryokan.instance import current
from shiryokan.jobs.clock import LEAP, sure_time
from shiryokan.lookout.alarms import LASTING
from shiryokan.lookout.models import Address, WatchedPage

_NAMED = 5
"""Pages or hosts that are named, at most."""
_BEHIND = datetime.timedelta(days=1)
"""A page that should have been visited longer ago is not visited at all: the longest rhythm of
trouble is a day, and a host's queue of thousands of addresses is done within some hours."""


def look_at_lookout() -> Iterator[Finding]:
    """What keeps watched pages from being read; nothing where none are watched."""
    watched = WatchedPage.everything.filter(active=True).count()
    if not watched:
        return
    name, found = _("見張り"), False
    for message in _problems():
        found = True
        yield Finding(name, False, message, advice=True)
    if not found:
        says = _("%(count)sページを見回っています。") % {"count": watched}
        yield Finding(name, True, says)


def _problems() -> Iterator[str]:
    now = timezone.now()
    if current.config().lookout == "off":
        yield _(
            "見回らない設定です（SHIRYOKAN_LOOKOUT=off）。見張るページに何が起きても分かりません。"
        )
        return
    pages = Address.objects.filter(watched__active=True, role=Address.Role.PAGE)
    forbidden = pages.filter(error="robots_forbid")
    if forbidden.exists():
        hosts = sorted(set(forbidden.values_list("host", flat=True)))
        yield _(
            "%(names)s はプログラムによる取得を断っています（robots.txt）。公開元に相談するか、"
            "見張りを止めて、文書を手で加えてください。"
        ) % {"names": _some(hosts)}
    sure = sure_time(now)
    since = min(now, sure) - LASTING
    troubled = pages.exclude(error="robots_forbid").filter(failing_since__lte=since)
    if count := troubled.count():
        yield _(
            "%(count)sページが3日以上読めていません（%(names)s）。/lookout/ でわけを見て、"
            "URLが変わっていれば新しいページを加え、古いものは止めてください。"
        ) % {"count": count, "names": _some(_names(troubled))}
    if now - sure > LEAP:
        yield _(
            "時計が %(sure)s から大きく進んだので、ページの不具合や沈黙が続いているかどうかは、"
            "まだ判断しません。時計が正しければ、3日続けて動けば判断します。違うなら時計を直してください。"
        ) % {"sure": f"{sure:%Y-%m-%d}"}
    elif count := pages.filter(due_at__lt=now - _BEHIND).count():
        yield _(
            "%(count)sページを1日以上見回っていません。"
            "shiryokan serve が動いているかを確かめてください。"
        ) % {"count": count}


def _names(addresses: QuerySet[Address]) -> list[str]:
    rows = addresses.select_related("watched").order_by("failing_since")
    return [f"{one.watched}: {one.get_state_display()}" for one in rows[: _NAMED + 1]]


def _some(names: list[str]) -> str:
    shown = _("、").join(names[:_NAMED])
    return f"{shown} …" if len(names) > _NAMED else shown
