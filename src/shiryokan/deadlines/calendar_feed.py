"""Days as iCalendar (RFC 5545), and the secret address of a person's."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.contrib.auth.models import User
from django.utils.translation import gettext

from shiryokan.deadlines.models import CalendarAddress
from shiryokan.deadlines.table import Day
from shiryokan.paper.xml_text import allowed_text

if TYPE_CHECKING:
    from icalendar import Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
_NAMES = UUID("3d2f7a34-6c1d-4b55-9a54-2b7f0c8f7d11")
_BEGINNING = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
"""For days without a time of their own: a calendar stays the same as long as nothing happens."""


def calendar(days: Iterable[Day], base: str) -> bytes:
    """The days as all-day events; ``base`` is the instance's public address."""
    # loaded where a calendar is asked for, not by every server
    from icalendar import Calendar  # noqa: PLC0415

    made = Calendar()
    made.add("prodid", "-//shiryokan//deadlines//JA")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", gettext("期限 | 資料館"))
    for each in days:
        made.add_component(_event(each, base))
    return bytes(made.to_ical())


def _event(each: Day, base: str) -> Event:
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{uuid5(_NAMES, base + each.uid)}@shiryokan")
    event.add("dtstamp", each.made_at or _BEGINNING)
    event.add("dtstart", each.day)
    event.add("dtend", each.day + datetime.timedelta(days=1))
    event.add("summary", allowed_text(f"{each.kind_title}: {each.title}"))
    words = f"{each.words}\n{each.state_title}".strip()
    if words:
        event.add("description", allowed_text(words))
    event.add("url", base + each.path)
    event.add("categories", [each.kind_title])
    event.add("transp", "TRANSPARENT")
    return event


def address_of(user: User) -> CalendarAddress:
    """The address of a person's calendar, made when it is first asked for."""
    found, _ = CalendarAddress.objects.get_or_create(
        owner=user, defaults={"key": secrets.token_urlsafe(32)}
    )
    return found


def renew(user: User) -> CalendarAddress:
    """Another address; the old one leads nowhere."""
    CalendarAddress.objects.filter(owner=user).delete()
    return address_of(user)


def revoke(user: User) -> None:
    """No address at all."""
    CalendarAddress.objects.filter(owner=user).delete()
