"""One's remarks whose words changed, as a block of homes."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.homes.blocks import MOST_ENTRIES, Block, Entry
from shiryokan.i18n import message as _
from shiryokan.remarks.models import Remark
from shiryokan.remarks.shown import shown


def _entries(user: AnyUser) -> Iterator[Entry]:
    if not isinstance(user, User):
        return
    rows = Remark.objects.filter(owner=user, quote__standing__isnull=False)
    rows = rows.exclude(quote__standing__state="holds")
    rows = rows.select_related("quote__standing", "owner", "group").order_by(
        "-quote__standing__since"
    )
    for made in shown(rows[:MOST_ENTRIES], user):
        yield Entry(
            made.row.text.splitlines()[0][:100], reverse("remarks:edit", args=[made.row.pk]),
            words=made.words[:100], note=gettext(made.said) if made.said else "", urgent=True,
        )  # fmt: skip


BLOCK = Block(
    "remarks", _("言葉が変わったメモ"),
    {
        "billing": 5, "management": 15, "system": 10, "pharmacy": 15, "staff": 35, "editor": 30,
    },
    _entries, more="remarks:index",
)  # fmt: skip
