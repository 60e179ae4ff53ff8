"""Fee items, as things that can be followed: new versions of their schedule, and new papers that
speak of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from django.urls import reverse

from shiryokan.access.policies import AnyUser
from shiryokan.documents.models import Document
from shiryokan.following import arrivals
from shiryokan.following.documents import came
from shiryokan.following.followable import Excerpt, Followable, Happening, Mark, Named
from shiryokan.i18n import message as _
from shiryokan.items.speaking import sayings_of, speaking_of
from shiryokan.items.versions import versions_of
from shiryokan.records.headings import heading
from shiryokan.records.models import Record

_STATED = _("新しい版")
_SPOKEN_OF = _("この項目についての文書")
MOST_RECORDS = 5
"""Records of a document that are told."""


class Items(Followable):
    """A fee item (点数表の項目); ``ref`` is its schedule and its code: ``medical/A101``."""

    kind = "item"
    title = _("点数表の項目")

    def named(self, ref: str, user: AnyUser) -> Named | None:
        """Its heading and its page, where a schedule states it."""
        schedule, _slash, code = ref.partition("/")
        versions = versions_of(schedule, code)
        return (
            Named(heading(versions[-1].record), reverse("items:item", args=[schedule, code]))
            if versions
            else None
        )

    def mark(self, ref: str) -> Mark:
        """The last document."""
        return {"arrival": arrivals.newest()}

    def since(self, ref: str, mark: Mark, user: AnyUser) -> Iterator[Happening]:
        """A happening a new document that states the item or speaks of it."""
        new = set(arrivals.came_after(mark.get("arrival", 0)))
        if not new:
            return
        schedule, _slash, code = ref.partition("/")
        versions = versions_of(schedule, code)
        stating: dict[str, list[Record]] = defaultdict(list)
        for each in versions:
            stating[each.document].append(each.record)
        spoken: dict[str, list[Record]] = defaultdict(list)
        said = (
            [each.record for each in sayings_of(versions[-1], schedule)]
            if versions
            else list(speaking_of(schedule, code))
        )
        for row in said:
            spoken[row.document_id].append(row)
        documents = Document.objects.filter(pk__in=new & (stating.keys() | spoken.keys()))
        for document in documents.prefetch_related(
            "origins__publisher", "origins__council", "origins__meeting"
        ):
            rows = stating.get(document.pk) or spoken[document.pk]
            what = _STATED if document.pk in stating else _SPOKEN_OF
            key = f"item:{ref}:{document.pk}"
            yield came(document, key, what, partial(_excerpts, rows))


def _excerpts(rows: Sequence[Record]) -> Sequence[Excerpt]:
    once = list({row.pk: row for row in rows}.values())[:MOST_RECORDS]
    return [
        Excerpt(
            f"p.{row.page}", reverse("registers:record", args=[row.pk]), [(heading(row), "same")]
        )
        for row in once
    ]
