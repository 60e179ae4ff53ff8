"""What happened to what somebody follows, as a block of homes."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils.timezone import localtime

from shiryokan.access.policies import AnyUser
from shiryokan.digest.entries import contents, untold
from shiryokan.digest.following import found_subscriber
from shiryokan.homes.blocks import MOST_ENTRIES, Block, Entry
from shiryokan.i18n import message as _


def _entries(user: AnyUser) -> Iterator[Entry]:
    subscriber = found_subscriber(user) if isinstance(user, User) else None
    if subscriber is None:
        return
    told = contents(subscriber, untold(subscriber, subscriber.follows.all()))
    for each in told.entries[:MOST_ENTRIES]:
        yield Entry(
            each.title, each.path, note="、".join(each.whats), day=localtime(each.at).date()
        )


BLOCK = Block(
    "followed", _("フォローしているもののニュース"),
    {
        "billing": 10, "management": 25, "system": 35, "pharmacy": 10, "staff": 45, "editor": 35,
    },
    _entries, more="digest:index",
)  # fmt: skip
