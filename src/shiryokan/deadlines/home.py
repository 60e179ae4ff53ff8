"""The next days, as a block of homes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from shiryokan.access.policies import AnyUser
from shiryokan.deadlines.table import Chosen, days
from shiryokan.homes.blocks import MOST_ENTRIES, Block, Entry
from shiryokan.i18n import message as _

SOON = 14
"""Days from today that cannot wait."""


def _entries(user: AnyUser) -> Iterator[Entry]:
    today = timezone.localdate()
    for each in days(Chosen(first=today), user)[:MOST_ENTRIES]:
        yield Entry(
            each.words or each.title, each.path, note=each.kind_title, day=each.day,
            urgent=each.mine and each.day <= today + datetime.timedelta(days=SOON),
        )  # fmt: skip


BLOCK = Block(
    "deadlines", _("期限"),
    {
        "billing": 20, "management": 20, "system": 20, "pharmacy": 25, "staff": 25, "editor": 45,
    },
    _entries, more="deadlines:index",
)  # fmt: skip
