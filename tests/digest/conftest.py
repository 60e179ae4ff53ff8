"""A person and an address who follow things, a real mail server, and a council with meetings."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from shiryokan.digest import following
from shiryokan.digest.models import Frequency, Subscriber
from shiryokan.digest.schedule import look_at_the_clock
from shiryokan.documents.models import Council
from shiryokan.lookout.models import Find, WatchedPage
from tests.alerts.conftest import (
    Add,
    Lay,
    Mailbox,
    Save,
    add,
    configure,
    empty_instance,
    hanako,
    lay,
    mailbox,
    mails,
    save,
    text_of,
    work,
)

__all__ = [
    "Add", "Lay", "Mailbox", "Save", "add", "configure", "empty_instance", "hanako", "lay",
    "mailbox", "mails", "save", "text_of", "work",
]  # fmt: skip
BASE = "http://library.example"
COUNCIL = "離島交通会議"
Announce = Callable[..., Find]


@pytest.fixture
def reader(hanako: User) -> Subscriber:
    """Hanako, who has a digest each day."""
    return following.subscriber_for(hanako, BASE, "ja")


@pytest.fixture
def outsider(empty_instance: object) -> Subscriber:
    """An address that was confirmed, and has no account."""
    return outsider_of("taro@example.jp")


def outsider_of(email: str) -> Subscriber:
    made = Subscriber(email=email, base=BASE)
    made.next_at = following.next_of(made, timezone.now())
    made.save()
    return made


@pytest.fixture
def announce(empty_instance: object) -> Announce:
    """Have the lookout find that a meeting was announced."""
    watched = WatchedPage.objects.create(
        url="https://example.jp/kaigi/", key="k", council=COUNCIL, title="会議のページ"
    )

    def find(number: int, council: str = COUNCIL, **more: Any) -> Find:
        given = {
            "kind": Find.Kind.ANNOUNCED,
            "page_url": watched.url,
            "found_at": timezone.now(),
            "date": datetime.date(2026, 12, 1),
            **more,
        }
        return Find.objects.create(watched=watched, council=council, number=number, **given)

    return find


@pytest.fixture
def council(lay: Lay) -> Council:
    """A council of which a document is there already."""
    lay("第一回の議事録", title="議事録", council=COUNCIL, publisher="みなと町")
    return Council.objects.get(name=COUNCIL)


def later(**time: float) -> None:
    """Let this much time pass for whatever waits for the clock."""
    look_at_the_clock(timezone.now() + datetime.timedelta(**time))
    work()


def tomorrow() -> None:
    """The next daily digests are due."""
    Subscriber.objects.exclude(frequency=Frequency.OFF).exclude(next_at=None).update(
        next_at=timezone.now() - datetime.timedelta(seconds=1)
    )
    later()
