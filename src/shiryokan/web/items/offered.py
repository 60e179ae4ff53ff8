"""Items that are offered where somebody typed their name or code."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

import msgspec
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.items.naming import Named
from shiryokan.items.versions import all_schedules


class Offer(msgspec.Struct, frozen=True):
    """A link to an item, at the note that grants it where it is an addition."""

    address: str
    words: str
    schedule: str
    """The title of its schedule, in the reader's language."""


def offers(found: Iterable[Named]) -> list[Offer]:
    """Links to these items."""
    titles = all_schedules()
    return [
        Offer(
            reverse("items:item", args=[each.schedule, each.code])
            + (f"#{quote(each.note)}" if each.note else ""),
            f"{f'{each.code} {each.note}'.strip()}　{each.name}",
            gettext(titles[each.schedule]),
        )
        for each in found
    ]
