"""What was found lately, as a block of homes."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localtime

from shiryokan.access.policies import AnyUser
from shiryokan.homes.blocks import MOST_ENTRIES, Block, Entry
from shiryokan.i18n import message as _
from shiryokan.lookout.models import Find


def _entries(user: AnyUser) -> Iterator[Entry]:
    for find in Find.objects.order_by("-found_at", "-pk")[:MOST_ENTRIES]:
        yield Entry(
            find.name or find.url or find.page_url, reverse("lookout:find", args=[find.pk]),
            note=find.get_kind_display(), day=localtime(find.found_at).date(),
        )  # fmt: skip


BLOCK = Block(
    "finds", _("見張りで見つけたもの"),
    {"editor": 10, "billing": 25, "management": 30, "public": 20},
    _entries, more="lookout:finds", personal=False,
)  # fmt: skip
