"""Finds as they are shown: with the addresses of the documents that whoever reads may see."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from django.urls import reverse

from shiryokan.documents.models import Council
from shiryokan.lookout.board import documents_here
from shiryokan.lookout.models import Find


class Shown(msgspec.Struct, frozen=True):
    """A find, the address of its document (empty where it is not here), and whether what it
    replaced is here too, so that both can be compared."""

    find: Find
    address: str
    comparable: bool
    council_id: int | None


def shown(finds: Iterable[Find]) -> list[Shown]:
    """Finds with their addresses."""
    found = list(finds)
    here = documents_here(found)
    names = {find.council for find in found if find.council}
    councils = dict(Council.objects.filter(name__in=names).values_list("name", "pk"))
    return [
        Shown(
            find,
            reverse("viewer:document", args=[find.document_id]) if find.document_id in here else "",
            is_comparable(find, here),
            councils.get(find.council),
        )
        for find in found
    ]


def is_comparable(find: Find, here: set[str]) -> bool:
    """Whether what was replaced and what replaced it are both here, and not the same."""
    both = {find.document_id, find.old_document_id}
    return bool(find.old_document_id) and len(both) == 2 and both <= here
